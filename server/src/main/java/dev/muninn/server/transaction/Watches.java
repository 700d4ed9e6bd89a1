package dev.muninn.server.transaction;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.KeyListener;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.WatchTable;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * WATCH: who watches which keys, and what is a change to them. A key whose time was over when it
 * was watched counts as one that does not exist: that it is deleted is no change.
 */
final class Watches implements KeyListener {
  private final Keyspace keyspace;
  private final ClientRegistry clients;
  private final CachedClock clock;
  private final Consumer<Client> touched;
  private final WatchTable table;
  private final Entry entry;
  private final WatchTable.Visitor changed = this::changed;
  private KeyEvent event = KeyEvent.DEL;
  private long[] found = new long[16];
  private int count;

  /**
   * @param touched told of a client one of whose keys has changed
   */
  Watches(Keyspace keyspace, ClientRegistry clients, CachedClock clock, Consumer<Client> touched) {
    this.keyspace = keyspace;
    this.clients = clients;
    this.clock = clock;
    this.touched = touched;
    this.table = new WatchTable(keyspace.memory());
    this.entry = keyspace.newEntry();
  }

  void add(Client client, Transaction mine, Database db, Slice key, long now) {
    boolean stale = isThere(db, key) && isOver(now);
    boolean first = table.isEmpty();
    long node = table.add(client.id(), mine.watched, db.index(), key, stale);
    if (node != mine.watched) {
      mine.watched = node;
      client.counts().watched++;
      client.counts().watchedBytes += table.bytes(key);
    }
    if (first) {
      keyspace.changes().listen(this, KeyEvent.CHANGE);
    }
  }

  void forget(Client client, Transaction mine) {
    if (mine.watched != 0) {
      table.remove(mine.watched);
      mine.watched = 0;
      client.counts().watched = 0;
      client.counts().watchedBytes = 0;
      if (table.isEmpty()) {
        keyspace.changes().listen(this, 0);
      }
    }
  }

  /** Whether the time of a watched key is over that was not when it was watched. */
  boolean isOver(Transaction mine) {
    long now = clock.millis();
    count = 0;
    table.of(
        mine.watched,
        (watcher, db, key, node) -> {
          if (!table.stale(node) && isThere(keyspace.database(db), key) && isOver(now)) {
            count++;
          }
        });
    return count > 0;
  }

  @Override
  public void event(Database db, Slice key, KeyEvent what) {
    event = what;
    count = 0;
    table.watchers(db.index(), key, changed);
    touchFound();
  }

  private void changed(long watcher, int db, Slice key, long node) {
    if (event == KeyEvent.EXPIRED && table.stale(node)) {
      table.stale(node, false);
    } else {
      note(watcher);
    }
  }

  @Override
  public void flushed(Database db) {
    count = 0;
    table.inDatabase(
        db.index(),
        (watcher, index, key, node) -> {
          if (table.stale(node)) {
            table.stale(node, false);
          } else if (isThere(db, key)) {
            note(watcher);
          }
        });
    touchFound();
  }

  @Override
  public void swapped(Database a, Database b) {
    count = 0;
    replaced(a, b);
    replaced(b, a);
    touchFound();
  }

  private void replaced(Database db, Database by) {
    long now = clock.millis();
    table.inDatabase(
        db.index(),
        (watcher, index, key, node) -> {
          boolean was = isThere(db, key) && !table.stale(node);
          boolean will = isThere(by, key);
          boolean willBeStale = will && isOver(now);
          if (was || (will && !willBeStale)) {
            note(watcher);
          } else {
            table.stale(node, willBeStale);
          }
        });
  }

  /** Looks without a trace, and sees what expiry would hide. */
  private boolean isThere(Database db, Slice key) {
    return db.table().find(key, entry);
  }

  /** Whether the time of the key just found is over. */
  private boolean isOver(long now) {
    return entry.expireAt() >= 0 && now > entry.expireAt();
  }

  private void note(long watcher) {
    if (count == found.length) {
      found = Arrays.copyOf(found, 2 * count);
    }
    found[count++] = watcher;
  }

  /** What changes the table waits until nobody looks at it. */
  private void touchFound() {
    for (int i = 0; i < count; i++) {
      Client client = clients.byId(found[i]);
      if (client != null) {
        touched.accept(client);
      }
    }
  }

  void close() {
    table.close();
  }
}
