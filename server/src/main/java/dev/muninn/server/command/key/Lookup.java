package dev.muninn.server.command.key;

import dev.muninn.server.command.Context;
import dev.muninn.server.resp.RespError;

/** Look-ups that several commands on keys have in common. */
final class Lookup {
  private Lookup() {}

  /**
   * A database's number from an argument.
   *
   * @throws dev.muninn.server.resp.ErrorReply there is none
   */
  static int database(Context c, int argument) {
    long index = c.integer(argument);
    if (index != (int) index) {
      throw c.fail(RespError.notBetween(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    if (index < 0 || index >= c.keyspace().count()) {
      throw c.fail(RespError.DB_OUT_OF_RANGE);
    }
    return (int) index;
  }
}
