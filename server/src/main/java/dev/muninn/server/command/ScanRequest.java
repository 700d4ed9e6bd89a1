package dev.muninn.server.command;

import dev.muninn.server.bytes.Glob;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.resp.RespError;
import org.jspecify.annotations.Nullable;

/**
 * What SCAN, HSCAN and their kin ask for.
 *
 * @param cursor where to go on, as an unsigned number
 * @param glob what names must match; null: nothing
 * @param count how many to look at, about
 */
public record ScanRequest(long cursor, @Nullable Glob glob, long count) {
  private static final long DEFAULT_COUNT = 10;
  private static final int MAX_CURSOR = 64;

  /**
   * The request that options make.
   *
   * @param pattern index of the argument that names must match; 0: there is none
   * @param count negative: as many as usual
   */
  public static ScanRequest of(Context c, long cursor, int pattern, long count) {
    Glob glob = pattern == 0 ? null : new Glob(c.arg(pattern), false);
    return new ScanRequest(cursor, glob, count < 0 ? DEFAULT_COUNT : count);
  }

  /** Whether a name is wanted. */
  public boolean wants(Slice name) {
    Glob pattern = glob;
    return pattern == null || pattern.matchesAll() || pattern.matches(name);
  }

  /**
   * The cursor in an argument.
   *
   * @throws dev.muninn.server.resp.ErrorReply there is none
   */
  public static long cursor(Context c, int at) {
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
