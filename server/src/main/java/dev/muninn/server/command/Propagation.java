package dev.muninn.server.command;

import dev.muninn.server.bytes.ArgsQueue;
import dev.muninn.server.bytes.Arguments;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.config.Config;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.KeyListener;
import dev.muninn.server.keyspace.Keyspace;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the effects of each unit of work and hands them to the sinks. A key that goes by itself,
 * by expiry or eviction, is an effect of the call it happens in, or else a unit of its own.
 */
public final class Propagation implements Part, KeyListener {
  private static final int GOING = KeyEvent.EXPIRED.bits() | KeyEvent.EVICTED.bits();

  private final Config config;
  private final Keyspace keyspace;
  private final ArgsQueue queue;
  private final EffectUnit unit;
  private final Words words;
  private final Words going;
  private final List<EffectSink> sinks = new ArrayList<>();
  private boolean wanted;
  private int depth;

  /** No sinks. */
  public Propagation(Config config, Keyspace keyspace) {
    this.config = config;
    this.keyspace = keyspace;
    queue = new ArgsQueue(keyspace.memory());
    unit = new EffectUnit(queue);
    words = new Words(keyspace.memory());
    going = new Words(keyspace.memory());
  }

  /** Hands all effects to a sink, beginning with those of the next call. */
  public void add(EffectSink sink) {
    sinks.add(sink);
    listen();
  }

  /** Ends {@link #add}. */
  public void remove(EffectSink sink) {
    sinks.remove(sink);
    listen();
  }

  private void listen() {
    wanted = !sinks.isEmpty();
    keyspace.changes().listen(this, wanted ? (GOING & ~KeyEvent.CHANGE) | KeyEvent.ELEMENTS : 0);
  }

  /** Whether there is a sink. */
  boolean wanted() {
    return wanted;
  }

  /** Changes to the data set so far. */
  long dirty() {
    return keyspace.stats().dirty;
  }

  /** Empty words. */
  Words words() {
    words.clear();
    return words;
  }

  /** Adds an effect to the unit. */
  void put(int db, Arguments effect) {
    queue.add(effect, db);
  }

  /** A call begins. */
  void enter() {
    depth++;
  }

  /** A call ends; the outermost one ends the unit. */
  void leave() {
    depth--;
    if (depth == 0) {
      flush();
    }
  }

  private void flush() {
    words.clear();
    if (queue.size() > 0) {
      try {
        for (int i = 0; i < sinks.size(); i++) {
          sinks.get(i).unit(unit);
        }
      } finally {
        queue.close();
      }
    }
  }

  @Override
  public void event(Database db, Slice key, KeyEvent event) {
    boolean lazily =
        event == KeyEvent.EXPIRED ? config.lazyfreeLazyExpire : config.lazyfreeLazyEviction;
    put(db.index(), going.add(lazily ? "UNLINK" : "DEL").add(key));
    going.clear();
    if (depth == 0) {
      flush();
    }
  }

  @Override
  public void elementExpired(Database db, Slice key, Slice element) {
    put(db.index(), going.add("HDEL").add(key).add(element));
    going.clear();
    if (depth == 0) {
      flush();
    }
  }

  @Override
  public void close() {
    words.clear();
    queue.close();
  }
}
