package dev.muninn.server.command.string;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Context;
import dev.muninn.server.resp.RespError;

/**
 * Options of SET and GETEX, parsed into an int: flags in the low bits, above them the index of the
 * argument that tells the expire time.
 */
final class StringOptions {
  static final int NX = 1;
  static final int XX = 2;
  static final int EX = 4;
  static final int PX = 8;
  static final int KEEPTTL = 16;
  static final int GET = 32;
  static final int EXAT = 64;
  static final int PXAT = 128;
  static final int PERSIST = 256;

  /** What is not to be given together with one of these. */
  static final int EXPIRE = EX | PX | EXAT | PXAT;

  private static final int INDEX_SHIFT = 9;

  private StringOptions() {}

  /** Options of SET, from argument 3 on. */
  static int parseSet(Context c) {
    int options = 0;
    for (int i = 3; i < c.argc(); i++) {
      Slice word = c.arg(i);
      if (word.equalsIgnoreCase("nx") && (options & XX) == 0) {
        options |= NX;
      } else if (word.equalsIgnoreCase("xx") && (options & NX) == 0) {
        options |= XX;
      } else if (word.equalsIgnoreCase("get")) {
        options |= GET;
      } else if (word.equalsIgnoreCase("keepttl") && (options & EXPIRE) == 0) {
        options |= KEEPTTL;
      } else {
        options = withExpire(c, options, i);
        i++;
      }
    }
    return options;
  }

  /** Options of GETEX, from argument 2 on. */
  static int parseGetEx(Context c) {
    int options = 0;
    for (int i = 2; i < c.argc(); i++) {
      if (c.arg(i).equalsIgnoreCase("persist") && (options & EXPIRE) == 0) {
        options |= PERSIST;
      } else {
        options = withExpire(c, options, i);
        i++;
      }
    }
    return options;
  }

  /** Adds the expire option at argument {@code i}; the same one may be given again. */
  private static int withExpire(Context c, int options, int i) {
    int unit = unit(c.arg(i));
    int excluded = (EXPIRE & ~unit) | KEEPTTL | PERSIST;
    if (unit == 0 || (options & excluded) != 0 || i + 1 >= c.argc()) {
      throw c.fail(RespError.SYNTAX);
    }
    int flags = (options & ((1 << INDEX_SHIFT) - 1)) | unit;
    return flags | (i + 1) << INDEX_SHIFT;
  }

  private static int unit(Slice word) {
    if (word.equalsIgnoreCase("ex")) {
      return EX;
    }
    if (word.equalsIgnoreCase("px")) {
      return PX;
    }
    if (word.equalsIgnoreCase("exat")) {
      return EXAT;
    }
    return word.equalsIgnoreCase("pxat") ? PXAT : 0;
  }

  /** The expire time that parsed options ask for; see {@link #expireAt(Context, int, int)}. */
  static long expireAt(Context c, int options) {
    return expireAt(c, options, options >>> INDEX_SHIFT);
  }

  /**
   * The expire time told by argument {@code index}.
   *
   * @param options its unit and base: one of {@link #EXPIRE}
   * @return milliseconds since the epoch, above 0
   * @throws dev.muninn.server.resp.ErrorReply it tells none
   */
  static long expireAt(Context c, int options, int index) {
    long time = c.integer(index);
    if (time > 0 && (options & (EX | EXAT)) != 0) {
      time = time > Long.MAX_VALUE / 1000 ? -1 : time * 1000;
    }
    if (time > 0 && (options & (EX | PX)) != 0) {
      time += c.nowMillis();
    }
    if (time <= 0) {
      throw c.fail(RespError.invalidExpireTime(c.command().name()));
    }
    return time;
  }
}
