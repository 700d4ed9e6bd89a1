package dev.muninn.server.command.string;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

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

  /** LCS. */
  @Command(
      name = "lcs",
      group = Group.STRING,
      arity = -3,
      since = "7.0.0",
      summary = "Finds the longest common subsequence of two strings.",
      complexity = "O(N*M) with N and M bytes in the strings",
      flags = {Flag.READONLY},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              last = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key1:key key2:key [LEN] [IDX] [MINMATCHLEN min-match-len:integer] [WITHMATCHLEN]")
  public static void lcs(Context c) {
    Entry entry = c.entry();
    Database db = c.db();
    boolean found = db.lookupRead(c.arg(1), entry);
    boolean strings = !found || entry.type() == Entry.STRING;
    boolean otherFound = db.lookupRead(c.arg(2), entry);
    strings &= !otherFound || entry.type() == Entry.STRING;
    if (!strings) {
      c.error(NOT_STRINGS);
      return;
    }
    boolean length = false;
    boolean indexes = false;
    boolean matchLengths = false;
    long least = 0;
    for (int i = 3; i < c.argc(); i++) {
      Slice word = c.arg(i);
      if (word.equalsIgnoreCase("idx")) {
        indexes = true;
      } else if (word.equalsIgnoreCase("len")) {
        length = true;
      } else if (word.equalsIgnoreCase("withmatchlen")) {
        matchLengths = true;
      } else if (word.equalsIgnoreCase("minmatchlen") && i + 1 < c.argc()) {
        i++;
        if (!c.arg(i).isLong()) {
          c.error(RespError.NOT_INTEGER);
          return;
        }
        least = Math.max(0, c.arg(i).toLong());
      } else {
        c.error(RespError.SYNTAX);
        return;
      }
    }
    if (length && indexes) {
      c.error(LENGTH_AND_INDEXES);
      return;
    }
    long size = size(db, c.arg(1), entry);
    long otherSize = size(db, c.arg(2), entry);
    // The size of Valkey's table, four bytes a cell; ours has a bit a cell.
    long cells = (size + 1) * (otherSize + 1);
    if (cells > c.config().protoMaxBulkLen / 4) {
      c.error(TOO_LARGE);
      return;
    }
    if (!Subsequence.fits(cells)) {
      c.error(NO_MEMORY);
      return;
    }
    byte[] a = bytes(c, c.arg(1), entry);
    byte[] b = bytes(c, c.arg(2), entry);
    Subsequence common = new Subsequence(a, b, !length);
    if (indexes) {
      replyIndexes(c.reply(), common, least, matchLengths);
    } else if (length) {
      c.reply().integer(common.length());
    } else {
      c.reply().bulk(common.text());
    }
  }

  private static long size(Database db, Slice key, Entry entry) {
    return db.find(key, entry) ? entry.valueLength() : 0;
  }

  private static byte[] bytes(Context c, Slice key, Entry entry) {
    return c.db().find(key, entry) ? Values.bytes(c, entry) : EMPTY;
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
