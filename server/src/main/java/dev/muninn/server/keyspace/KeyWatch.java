package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.events.KeyEvents;
import dev.muninn.server.events.KeyEventsTracepoints;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.Structures;
import dev.muninn.server.value.ValueType;
import dev.muninn.server.value.Views;
import dev.muninn.tracepoint.NativeString;

/** Fires the events of keys; takes their bytes only when somebody listens. */
final class KeyWatch {
  private static final KeyEvents EVENTS = KeyEventsTracepoints.INSTANCE;

  /** By {@link Entry#type}. */
  private static final NativeString[] TYPES = {
    NativeString.of("string"),
    NativeString.of("list"),
    NativeString.of("set"),
    NativeString.of("zset"),
    NativeString.of("hash"),
    NativeString.of("module"),
    NativeString.of("stream")
  };

  private final Slice slice = new Slice();
  private final Views views;
  private final CachedClock clock;

  KeyWatch(Structures structures, CachedClock clock) {
    views = new Views(structures);
    this.clock = clock;
  }

  void read(Database database, Entry entry) {
    if (EVENTS.keyReadEnabled()) {
      EVENTS.keyRead(
          database.index,
          key(entry),
          TYPES[entry.type()],
          views.size(Types.of(entry), entry, clock.millis()));
    }
  }

  void written(Database database, Entry entry) {
    if (EVENTS.keyWriteEnabled()) {
      EVENTS.keyWrite(
          database.index,
          key(entry),
          TYPES[entry.type()],
          views.size(Types.of(entry), entry, clock.millis()));
    }
  }

  /** Just before the entry goes. */
  void deleted(Database database, Entry entry) {
    if (EVENTS.keyDeleteEnabled()) {
      EVENTS.keyDelete(
          database.index,
          key(entry),
          TYPES[entry.type()],
          views.size(Types.of(entry), entry, clock.millis()));
    }
  }

  /** What a key held has gone to another one; the entry is that of the other. */
  void moved(Database database, Slice key, Entry entry) {
    if (EVENTS.keyDeleteEnabled()) {
      ValueType<?, ?> type = Types.of(entry);
      EVENTS.keyDelete(
          database.index,
          key.toByteArray(),
          TYPES[entry.type()],
          views.size(type, entry, clock.millis()));
    }
  }

  private byte[] key(Entry entry) {
    return entry.key(slice).toByteArray();
  }
}
