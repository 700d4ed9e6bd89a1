package dev.muninn.server.command.string;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Context;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import java.nio.charset.StandardCharsets;

/** Reading and storing the value of a string key. */
final class Values {
  /** Lengths are Java ints, with room left for an entry's header. */
  private static final long MAX_LENGTH = Integer.MAX_VALUE - 1024;

  private Values() {}

  /** Whether {@code entry} holds a string; else replies with an error. */
  static boolean isString(Context c, Entry entry) {
    if (entry.type() == Entry.STRING) {
      return true;
    }
    c.error(RespError.WRONG_TYPE);
    return false;
  }

  /** Replies with the value of a string entry. */
  static void reply(Context c, Entry entry) {
    if (entry.encoding() == Entry.INT) {
      c.reply().bulkDecimal(entry.longValue());
    } else {
      c.reply().bulk(entry.value(c.slice()));
    }
  }

  /** The value's bytes: those of the entry, or the digits of an integer, on the heap. */
  static byte[] bytes(Context c, Entry entry) {
    return entry.encoding() == Entry.INT
        ? Long.toString(entry.longValue()).getBytes(StandardCharsets.US_ASCII)
        : entry.value(c.slice()).toByteArray();
  }

  /** Stores a value in its most compact encoding; {@code expireAt} as {@link Entry#expireAt}. */
  static void store(Context c, Slice key, Slice value, long expireAt) {
    if (value.isLong()) {
      c.db().setLong(key, value.toLong(), expireAt, c.entry());
    } else {
      c.db().setString(key, value, expireAt, c.entry());
    }
  }

  /** As {@link #store}, for a key whose time to live stays; it must have been looked up. */
  static void storeKeepExpire(Context c, Slice key, Slice value) {
    if (value.isLong()) {
      c.db().setLongKeepExpire(key, value.toLong(), c.entry());
    } else {
      c.db().setStringKeepExpire(key, value, c.entry());
    }
  }

  /** Whether a string of {@code size + added} bytes is allowed; else replies with an error. */
  static boolean isLengthAllowed(Context c, long size, long added) {
    long limit = Math.min(c.config().protoMaxBulkLen, MAX_LENGTH);
    if (size <= limit && added <= limit - size) {
      return true;
    }
    c.error(RespError.STRING_TOO_LONG);
    return false;
  }

  /** Counts a change made in place. */
  static void changed(Context c) {
    c.db().changed(c.entry());
  }
}
