package dev.muninn.server.command.string;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Context;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.value.string.StringValue;

/** What several commands on strings have in common. */
final class Values {
  /** Lengths are Java ints, with room left for an entry's header. */
  private static final long MAX_LENGTH = Integer.MAX_VALUE - 1024;

  private Values() {}

  /** Replies with a string. */
  static void reply(Context c, StringValue value) {
    if (value.isInt()) {
      c.reply().bulkDecimal(value.longValue());
    } else {
      c.reply().bulk(value.bytes(c.slice()));
    }
  }

  /** A string's bytes for the present command; those of an integer are its digits. */
  static Slice bytes(Context c, StringValue value, Slice out) {
    return value.isInt() ? c.decimal(value.longValue(), out) : value.bytes(out);
  }

  /**
   * Checks that a string of {@code size + added} bytes is allowed.
   *
   * @throws dev.muninn.server.resp.ErrorReply it is not
   */
  static void checkLength(Context c, long size, long added) {
    long limit = Math.min(c.config().protoMaxBulkLen, MAX_LENGTH);
    if (size > limit || added > limit - size) {
      throw c.fail(RespError.STRING_TOO_LONG);
    }
  }
}
