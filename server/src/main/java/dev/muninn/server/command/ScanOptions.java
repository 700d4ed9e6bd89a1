package dev.muninn.server.command;

import dev.muninn.server.bytes.Glob;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.resp.RespError;
import org.jspecify.annotations.Nullable;

/**
 * What SCAN, HSCAN and their kin have in common: the cursor, and the options after it.
 *
 * @param cursor where to go on, as an unsigned number
 * @param glob what names must match; null: nothing
 * @param count how many to look at, about
 * @param typeArgument index of the argument that names a type; 0: none
 * @param withoutValues whether values are left out
 */
public record ScanOptions(
    long cursor, @Nullable Glob glob, long count, int typeArgument, boolean withoutValues) {
  private static final RespError NO_VALUES =
      RespError.err("NOVALUES option can only be used in HSCAN");
  private static final RespError NO_SCORES =
      RespError.err("NOSCORES option can only be used in ZSCAN");
  private static final long DEFAULT_COUNT = 10;
  private static final int MAX_CURSOR = 64;

  /**
   * Parses the options of a request.
   *
   * @param cursorAt index of the argument that is the cursor
   * @throws dev.muninn.server.resp.ErrorReply they make no sense
   */
  public static ScanOptions parse(Context c, int cursorAt) {
    long cursor = cursor(c, cursorAt);
    boolean ofKeys = cursorAt == 1;
    boolean ofHash = c.command().group() == Group.HASH;
    @Nullable Glob glob = null;
    long count = DEFAULT_COUNT;
    int type = 0;
    boolean withoutValues = false;
    for (int i = cursorAt + 1; i < c.argc(); i++) {
      Slice word = c.arg(i);
      boolean more = i + 1 < c.argc();
      if (word.equalsIgnoreCase("count") && more) {
        i++;
        count = c.integer(i);
        if (count < 1) {
          throw c.fail(RespError.SYNTAX);
        }
      } else if (word.equalsIgnoreCase("match") && more) {
        i++;
        glob = new Glob(c.arg(i), false);
      } else if (word.equalsIgnoreCase("type") && more && ofKeys) {
        i++;
        type = i;
      } else if (word.equalsIgnoreCase("novalues")) {
        if (!ofHash) {
          throw c.fail(NO_VALUES);
        }
        withoutValues = true;
      } else if (word.equalsIgnoreCase("noscores")) {
        throw c.fail(NO_SCORES);
      } else {
        throw c.fail(RespError.SYNTAX);
      }
    }
    return new ScanOptions(cursor, glob, count, type, withoutValues);
  }

  /** Whether a name is wanted. */
  public boolean wants(Slice name) {
    Glob pattern = glob;
    return pattern == null || pattern.matchesAll() || pattern.matches(name);
  }

  private static long cursor(Context c, int at) {
    Slice argument = c.arg(at);
    if (argument.length() <= MAX_CURSOR) {
      String text = argument.toString().stripLeading();
      if (text.startsWith("+")) {
        text = text.substring(1);
      }
      if (!text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
        try {
          return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
          throw c.fail(RespError.INVALID_CURSOR);
        }
      }
    }
    throw c.fail(RespError.INVALID_CURSOR);
  }
}
