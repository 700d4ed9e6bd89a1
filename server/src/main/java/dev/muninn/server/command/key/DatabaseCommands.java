package dev.muninn.server.command.key;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Family;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.resp.RespError;

/** Commands on whole databases. */
@Family(group = Group.SERVER, categories = AclCategory.KEYSPACE)
public final class DatabaseCommands {
  private DatabaseCommands() {}

  /** Counts the keys of the database. */
  @Command(
      syntax = "DBSIZE",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      tips = {"request_policy:all_shards", "response_policy:agg_sum"})
  public static void dbSize(Context c) {
    c.reply().integer(c.db().size());
  }

  /** Deletes all keys of the database. */
  @Command(
      syntax = "FLUSHDB [flush-type<ASYNC^4.0.0|SYNC^6.2.0>]",
      since = "1.0.0",
      complexity = "O(N) with N keys in the database",
      flags = Flag.WRITE,
      categories = AclCategory.DANGEROUS,
      tips = {"request_policy:all_shards", "response_policy:all_succeeded"},
      history = {"4.0.0: New option `ASYNC`.", "6.2.0: New option `SYNC`."})
  public static void flushDb(Context c, FlushOptions options) {
    c.keyspace().flush(c.db(), isLazy(c, options));
    c.effects().always();
    c.reply().ok();
  }

  /** Deletes all keys of all databases. */
  @Command(
      syntax = "FLUSHALL [flush-type<ASYNC^4.0.0|SYNC^6.2.0>]",
      since = "1.0.0",
      complexity = "O(N) with N keys in all databases",
      flags = Flag.WRITE,
      categories = AclCategory.DANGEROUS,
      tips = {"request_policy:all_shards", "response_policy:all_succeeded"},
      history = {"4.0.0: New option `ASYNC`.", "6.2.0: New option `SYNC`."})
  public static void flushAll(Context c, FlushOptions options) {
    boolean lazily = isLazy(c, options);
    for (int i = 0; i < c.keyspace().count(); i++) {
      c.keyspace().flush(c.keyspace().database(i), lazily);
    }
    c.effects().always();
    c.reply().ok();
  }

  private static boolean isLazy(Context c, FlushOptions options) {
    if (c.argc() > 2) {
      throw c.fail(RespError.SYNTAX);
    }
    options.parse();
    return options.async() || (!options.sync() && c.config().lazyfreeLazyUserFlush);
  }

  /** Exchanges the keys of two databases. */
  @Command(
      syntax = "SWAPDB index1:integer index2:integer",
      since = "4.0.0",
      complexity = "O(N) with N clients that watch or wait for keys of either",
      flags = {Flag.WRITE, Flag.FAST},
      categories = AclCategory.DANGEROUS)
  public static void swapDb(Context c) {
    if (!isInt(c.arg(1))) {
      c.error(RespError.INVALID_FIRST_DB);
      return;
    }
    if (!isInt(c.arg(2))) {
      c.error(RespError.INVALID_SECOND_DB);
      return;
    }
    long first = c.arg(1).toLong();
    long second = c.arg(2).toLong();
    int count = c.keyspace().count();
    if (first < 0 || first >= count || second < 0 || second >= count) {
      c.error(RespError.DB_OUT_OF_RANGE);
      return;
    }
    c.keyspace().swap((int) first, (int) second);
    c.reply().ok();
  }

  private static boolean isInt(Slice text) {
    return text.isLong() && text.toLong() == (int) text.toLong();
  }
}
