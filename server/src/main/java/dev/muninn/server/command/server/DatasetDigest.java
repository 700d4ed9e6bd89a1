package dev.muninn.server.command.server;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest by which DEBUG DIGEST tells whether two servers hold the same data: SHA-1 values,
 * mixed where order matters and combined by exclusive or where it does not, as debug.c of Valkey 8
 * and of Redis 7 do.
 */
final class DatasetDigest {
  private static final int SIZE = 20;
  private static final byte[] EXPIRES = "!!expire!!".getBytes(StandardCharsets.US_ASCII);

  private final MessageDigest sha1;
  private final Slice slice = new Slice();

  DatasetDigest() {
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("digest: algorithm=SHA-1", e);
    }
  }

  /** Digest of all databases, 40 hexadecimal digits. */
  String ofAll(Keyspace keyspace) {
    byte[] all = new byte[SIZE];
    for (int db = 0; db < keyspace.count(); db++) {
      EntryTable table = keyspace.database(db).table();
      if (table.size() > 0) {
        mix(all, number(db));
        addEntries(all, table);
      }
    }
    return HexFormat.of().formatHex(all);
  }

  private void addEntries(byte[] all, EntryTable table) {
    long cursor = 0;
    do {
      cursor =
          table.scan(
              cursor,
              entry -> {
                byte[] one = new byte[SIZE];
                mix(one, entry.key(slice).toByteArray());
                addValue(one, entry);
                xor(all, one);
              });
    } while (cursor != 0);
  }

  /** Digest of one value, 40 hexadecimal digits; of none where the key does not exist. */
  String ofValue(boolean exists, Entry entry) {
    byte[] digest = new byte[SIZE];
    if (exists) {
      addValue(digest, entry);
    }
    return HexFormat.of().formatHex(digest);
  }

  private void addValue(byte[] digest, Entry entry) {
    mix(digest, number(entry.type()));
    mix(
        digest,
        entry.encoding() == Entry.INT
            ? Long.toString(entry.longValue()).getBytes(StandardCharsets.US_ASCII)
            : entry.value(slice).toByteArray());
    if (entry.expireAt() >= 0) {
      xor(digest, EXPIRES);
    }
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  private void xor(byte[] digest, byte[] data) {
    byte[] hash = sha1.digest(data);
    for (int i = 0; i < SIZE; i++) {
      digest[i] ^= hash[i];
    }
  }

  private void mix(byte[] digest, byte[] data) {
    xor(digest, data);
    System.arraycopy(sha1.digest(digest), 0, digest, 0, SIZE);
  }
}
