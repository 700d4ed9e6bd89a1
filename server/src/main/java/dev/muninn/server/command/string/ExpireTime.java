package dev.muninn.server.command.string;

import dev.muninn.server.command.Context;
import dev.muninn.server.resp.RespError;

/**
 * Expire times from arguments: milliseconds since the epoch, above 0. Each throws an {@link
 * dev.muninn.server.resp.ErrorReply} if the argument tells none.
 */
final class ExpireTime {
  private static final long MILLIS_PER_SECOND = 1000;

  private ExpireTime() {}

  /** Some seconds from now. */
  static long inSeconds(Context c, int argument) {
    return fromNow(c, seconds(c, argument));
  }

  /** Some milliseconds from now. */
  static long inMillis(Context c, int argument) {
    return fromNow(c, c.integer(argument));
  }

  /** Some seconds since the epoch. */
  static long atSeconds(Context c, int argument) {
    return checked(c, seconds(c, argument));
  }

  /** Some milliseconds since the epoch. */
  static long atMillis(Context c, int argument) {
    return checked(c, c.integer(argument));
  }

  private static long seconds(Context c, int argument) {
    long time = c.integer(argument);
    return time > Long.MAX_VALUE / MILLIS_PER_SECOND ? -1 : time * MILLIS_PER_SECOND;
  }

  private static long fromNow(Context c, long time) {
    return checked(c, time > 0 ? time + c.nowMillis() : time);
  }

  private static long checked(Context c, long time) {
    if (time <= 0) {
      throw c.fail(RespError.invalidExpireTime(c.command().name()));
    }
    return time;
  }
}
