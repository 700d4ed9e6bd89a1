package dev.muninn.server.command.server;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.keyspace.Types;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.value.ValueDigest;
import dev.muninn.server.value.Views;
import java.nio.charset.StandardCharsets;

/** What DEBUG DIGEST and DEBUG DIGEST-VALUE tell, as debug.c of Valkey 8 and of Redis 7 do. */
final class DatasetDigest {
  private static final byte[] EXPIRES = "!!expire!!".getBytes(StandardCharsets.US_ASCII);

  private final ValueDigest one = new ValueDigest();
  private final Views views;
  private final long now;

  DatasetDigest(Keyspace keyspace, long nowMillis) {
    views = new Views(keyspace.structures());
    now = nowMillis;
  }

  /** Digest of all databases, 40 hexadecimal digits. */
  String ofAll(Keyspace keyspace) {
    ValueDigest all = new ValueDigest();
    for (int db = 0; db < keyspace.count(); db++) {
      EntryTable table = keyspace.database(db).table();
      if (table.size() > 0) {
        all.mixInt(db);
        addEntries(all, table);
      }
    }
    return all.toString();
  }

  private void addEntries(ValueDigest all, EntryTable table) {
    Slice key = new Slice();
    long cursor = 0;
    do {
      cursor =
          table.scan(
              cursor,
              entry -> {
                one.clear().mix(entry.key(key));
                addValue(entry);
                all.xor(one);
              });
    } while (cursor != 0);
  }

  /** Digest of one value, 40 hexadecimal digits; of none where the key does not exist. */
  String ofValue(boolean exists, Entry entry) {
    ValueDigest ignored = one.clear();
    if (exists) {
      addValue(entry);
    }
    return one.toString();
  }

  private void addValue(Entry entry) {
    one.mixInt(entry.type());
    views.digest(Types.of(entry), entry, now, one);
    if (entry.expireAt() >= 0) {
      one.xor(EXPIRES);
    }
  }
}
