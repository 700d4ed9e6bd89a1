package dev.muninn.server.command.string;

import static dev.muninn.server.value.string.StringType.STRING;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.string.StringValue;
import org.jspecify.annotations.Nullable;

/** LCS, the longest common subsequence of two strings. */
public final class LcsCommand {
  private static final RespError NOT_STRINGS =
      RespError.err("The specified keys must contain string values");
  private static final RespError LENGTH_AND_INDEXES =
      RespError.err("If you want both the length and indexes, please just use IDX.");
  private static final RespError TOO_LARGE =
      RespError.err("Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");
  private static final RespError NO_MEMORY =
      RespError.err("Insufficient memory, failed allocating transient memory for LCS");
  private static final byte[] EMPTY = {};

  private LcsCommand() {}

  /** Finds the longest common subsequence of two strings. */
  @Command(
      syntax =
          "LCS key1:key key2:key [LEN] [IDX] [MINMATCHLEN min-match-len:integer] [WITHMATCHLEN]",
      since = "7.0.0",
      complexity = "O(N*M) with N and M bytes in the strings",
      flags = Flag.READONLY)
  public static void lcs(Context c, LcsOptions options) {
    StringValue first = string(c, 1, c.entry());
    StringValue second = string(c, 2, c.otherEntry());
    options.parse();
    boolean length = options.len();
    boolean indexes = options.idx();
    if (length && indexes) {
      throw c.fail(LENGTH_AND_INDEXES);
    }
    long size = first == null ? 0 : first.length();
    long otherSize = second == null ? 0 : second.length();
    // The size of Valkey's table, four bytes a cell; ours has a bit a cell.
    long cells = (size + 1) * (otherSize + 1);
    if (cells > c.config().protoMaxBulkLen / 4) {
      throw c.fail(TOO_LARGE);
    }
    if (!Subsequence.fits(cells)) {
      throw c.fail(NO_MEMORY);
    }
    byte[] a = first == null ? EMPTY : first.toByteArray();
    byte[] b = second == null ? EMPTY : second.toByteArray();
    Subsequence common = new Subsequence(a, b, !length);
    if (indexes) {
      long least = Math.max(0, options.minMatchLen(0));
      replyIndexes(c.reply(), common, least, options.withmatchlen());
    } else if (length) {
      c.reply().integer(common.length());
    } else {
      c.reply().bulk(common.text());
    }
  }

  /** LCS has a message of its own for what is no string. */
  private static @Nullable StringValue string(Context c, int index, Entry at) {
    if (!c.db().lookupRead(c.arg(index), at)) {
      return null;
    }
    if (at.type() != STRING.id()) {
      throw c.fail(NOT_STRINGS);
    }
    StringValue value = STRING.newView(c.keyspace().structures());
    value.bind(at, c.nowMillis());
    return value;
  }

  private static void replyIndexes(
      Reply reply, Subsequence common, long least, boolean matchLengths) {
    reply.map(2);
    reply.bulk("matches");
    long mark = reply.deferred();
    int[] count = {0};
    common.matches(
        (start, otherStart, size) -> {
          if (size >= least) {
            reply.array(matchLengths ? 3 : 2);
            range(reply, start, size);
            range(reply, otherStart, size);
            if (matchLengths) {
              reply.integer(size);
            }
            count[0]++;
          }
        });
    reply.endArray(mark, count[0]);
    reply.bulk("len");
    reply.integer(common.length());
  }

  private static void range(Reply reply, int start, int size) {
    reply.array(2);
    reply.integer(start);
    reply.integer(start + size - 1L);
  }
}
