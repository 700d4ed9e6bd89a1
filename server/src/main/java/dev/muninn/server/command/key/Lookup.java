package dev.muninn.server.command.key;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Context;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.keyspace.KeyspaceStats;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** Look-ups that several commands on keys have in common. */
final class Lookup {
  private Lookup() {}

  /** Finds a key and counts a hit or miss, but leaves no mark of an access. */
  static boolean peek(Context c, Slice key, Entry out) {
    KeyspaceStats stats = c.keyspace().stats();
    if (c.db().find(key, out)) {
      stats.hits++;
      return true;
    }
    stats.misses++;
    return false;
  }

  /** A database's number from an argument; -1: there is none, and the error has been replied. */
  static int database(Context c, int argument) {
    Slice text = c.arg(argument);
    if (!text.isLong()) {
      c.error(RespError.NOT_INTEGER);
      return -1;
    }
    long index = text.toLong();
    if (index != (int) index) {
      c.error(
          RespError.err(
              "value is out of range, value must between "
                  + Integer.MIN_VALUE
                  + " and "
                  + Integer.MAX_VALUE));
      return -1;
    }
    if (index < 0 || index >= c.keyspace().count()) {
      c.error(RespError.DB_OUT_OF_RANGE);
      return -1;
    }
    return (int) index;
  }

  /**
   * Stores the value and expire time of {@code from} under another key. Afterwards {@code from}
   * points at nothing of use.
   */
  static void copy(Context c, Entry from, Database to, Slice key) {
    Entry out = c.otherEntry();
    int lru = from.lru();
    boolean raw = from.encoding() == Entry.RAW;
    if (from.encoding() == Entry.INT) {
      to.setLong(key, from.longValue(), from.expireAt(), out);
    } else {
      to.setString(key, from.value(c.slice()), from.expireAt(), out);
    }
    if (raw && out.encoding() != Entry.RAW) {
      out.resize(out.valueLength());
    }
    out.lru(lru);
  }
}
