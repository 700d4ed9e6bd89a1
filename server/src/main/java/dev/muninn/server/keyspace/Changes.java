package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * The one bus of what happens to keys. Every listener says which events it wants; one mask of all
 * they want answers for an event that nobody does.
 */
public final class Changes {
  private static final class Subscription {
    final KeyListener listener;
    int interest;

    Subscription(KeyListener listener) {
      this.listener = listener;
    }
  }

  private final List<Subscription> all = new ArrayList<>();
  private Subscription[] subscriptions = {};
  private int armed;

  Changes() {}

  /**
   * Sets what a listener wants to be told of.
   *
   * @param interest bits of {@link KeyEvent#bits}, any of which makes an event wanted; 0: nothing
   */
  public void listen(KeyListener listener, int interest) {
    Subscription mine = null;
    for (Subscription subscription : all) {
      if (subscription.listener == listener) {
        mine = subscription;
      }
    }
    if (mine == null) {
      mine = new Subscription(listener);
      all.add(mine);
      subscriptions = all.toArray(Subscription[]::new);
    }
    mine.interest = interest;
    armed = 0;
    for (Subscription subscription : all) {
      armed |= subscription.interest;
    }
  }

  /** Whether anybody wants to be told of an event. */
  boolean wants(KeyEvent event) {
    return (armed & event.bits()) != 0;
  }

  /** Tells of an event; that nobody may want it is decided here. */
  void tell(Database db, Slice key, KeyEvent event) {
    if ((armed & event.bits()) != 0) {
      for (Subscription subscription : subscriptions) {
        if ((subscription.interest & event.bits()) != 0) {
          subscription.listener.event(db, key, event);
        }
      }
    }
  }

  /** Tells of an element whose time is over. */
  void tellElement(Database db, Slice key, Slice element) {
    if ((armed & KeyEvent.ELEMENTS) != 0) {
      for (Subscription subscription : subscriptions) {
        if ((subscription.interest & KeyEvent.ELEMENTS) != 0) {
          subscription.listener.elementExpired(db, key, element);
        }
      }
    }
  }

  void flushed(Database db) {
    for (Subscription subscription : subscriptions) {
      if (subscription.interest != 0) {
        subscription.listener.flushed(db);
      }
    }
  }

  void swapped(Database a, Database b) {
    for (Subscription subscription : subscriptions) {
      if (subscription.interest != 0) {
        subscription.listener.swapped(a, b);
      }
    }
  }
}
