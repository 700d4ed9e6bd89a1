package dev.muninn.server.command.transaction;

import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.transaction.Transactions;

/** Commands of transactions. */
public final class TransactionCommands {
  private TransactionCommands() {}

  /** Begins a transaction. A second one within is refused before it gets here. */
  @Command(
      syntax = "MULTI",
      since = "1.2.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_MULTI, Flag.ALLOW_BUSY})
  public static void multi(Context c) {
    transactions(c).begin(c.client());
    c.reply().ok();
  }

  /** Runs the commands of the transaction. */
  @Command(
      syntax = "EXEC",
      since = "1.2.0",
      complexity = "Depends on commands in the transaction",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.SKIP_SLOWLOG})
  public static void exec(Context c) {
    if (c.client().has(ClientFlag.MULTI)) {
      transactions(c).execute(c);
    } else {
      c.error(RespError.EXEC_WITHOUT_MULTI);
    }
  }

  /** Ends the transaction without running it. */
  @Command(
      syntax = "DISCARD",
      since = "2.0.0",
      complexity = "O(N), when N is the number of queued commands",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.ALLOW_BUSY})
  public static void discard(Context c) {
    if (c.client().has(ClientFlag.MULTI)) {
      transactions(c).discard(c.client());
      c.reply().ok();
    } else {
      c.error(RespError.DISCARD_WITHOUT_MULTI);
    }
  }

  /**
   * Lets the next transaction run only if these keys do not change before. Within MULTI it is
   * refused before it gets here.
   */
  @Command(
      syntax = "WATCH key:key...",
      since = "2.2.0",
      complexity = "O(1) for every key.",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_MULTI, Flag.ALLOW_BUSY},
      keys = @Keys(KeyFlag.RO))
  public static void watch(Context c) {
    if (!c.client().has(ClientFlag.DIRTY_CAS)) {
      for (int i = 1; i < c.argc(); i++) {
        transactions(c).watch(c, i);
      }
    }
    c.reply().ok();
  }

  /** Forgets the keys that are watched. */
  @Command(
      syntax = "UNWATCH",
      since = "2.2.0",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.ALLOW_BUSY})
  public static void unwatch(Context c) {
    transactions(c).unwatch(c.client());
    c.reply().ok();
  }

  private static Transactions transactions(Context c) {
    return c.services().parts().get(Transactions.class);
  }
}
