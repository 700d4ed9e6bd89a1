package dev.muninn.server.command.hash;

import dev.muninn.server.command.Context;
import dev.muninn.server.resp.RespError;

/** Options that tell a time at which fields expire. */
final class FieldTimes {
  static final int EX = 1;
  static final int PX = 2;
  static final int EXAT = 4;
  static final int PXAT = 8;

  private FieldTimes() {}

  /**
   * The time of day that an argument tells.
   *
   * @param option what it is
   * @return milliseconds since the epoch, not negative
   * @throws dev.muninn.server.resp.ErrorReply it tells none
   */
  static long at(Context c, int argument, int option) {
    long time = c.integer(argument);
    boolean seconds = (option & (EX | EXAT)) != 0;
    long base = (option & (EX | PX)) != 0 ? c.nowMillis() : 0;
    if (time < 0
        || (seconds && time > Long.MAX_VALUE / 1000)
        || (seconds ? time * 1000 : time) > Long.MAX_VALUE - base) {
      throw c.fail(RespError.invalidExpireTime(c.command().name()));
    }
    return base + (seconds ? time * 1000 : time);
  }

  /** Index of the word FIELDS at or after an argument; -1: there is none before the last. */
  static int fields(Context c, int from) {
    for (int i = from; i < c.argc() - 1; i++) {
      if (c.arg(i).equalsIgnoreCase("fields")) {
        return i;
      }
    }
    return -1;
  }
}
