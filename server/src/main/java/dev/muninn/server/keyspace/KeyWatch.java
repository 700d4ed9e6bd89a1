package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.events.KeyEvents;
import dev.muninn.server.events.KeyEventsTracepoints;
import dev.muninn.server.structure.Entry;
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

  void read(Database database, Entry entry) {
    if (EVENTS.keyReadEnabled()) {
      EVENTS.keyRead(database.index, key(entry), TYPES[entry.type()], Types.of(entry).size(entry));
    }
  }

  void written(Database database, Entry entry) {
    if (EVENTS.keyWriteEnabled()) {
      EVENTS.keyWrite(database.index, key(entry), TYPES[entry.type()], Types.of(entry).size(entry));
    }
  }

  /** Just before the entry goes. */
  void deleted(Database database, Entry entry) {
    if (EVENTS.keyDeleteEnabled()) {
      EVENTS.keyDelete(
          database.index, key(entry), TYPES[entry.type()], Types.of(entry).size(entry));
    }
  }

  private byte[] key(Entry entry) {
    return entry.key(slice).toByteArray();
  }
}
