package dev.muninn.server.command.transaction;

import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.transaction.Transactions;

/** Commands of transactions. */
public final class TransactionCommands {
  private TransactionCommands() {}

  /** MULTI; a second one within is refused before it gets here. */
  @Command(
      name = "multi",
      group = Group.TRANSACTIONS,
      arity = 1,
      since = "1.2.0",
      summary = "Begins a transaction.",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_MULTI, Flag.ALLOW_BUSY},
      categories = {AclCategory.TRANSACTION})
  public static void multi(Context c) {
    transactions(c).begin(c.client());
    c.reply().ok();
  }

  /** EXEC. */
  @Command(
      name = "exec",
      group = Group.TRANSACTIONS,
      arity = 1,
      since = "1.2.0",
      summary = "Runs the commands of the transaction.",
      complexity = "Depends on commands in the transaction",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.SKIP_SLOWLOG},
      categories = {AclCategory.TRANSACTION})
  public static void exec(Context c) {
    if (c.client().has(ClientFlag.MULTI)) {
      transactions(c).execute(c);
    } else {
      c.error(RespError.EXEC_WITHOUT_MULTI);
    }
  }

  /** DISCARD. */
  @Command(
      name = "discard",
      group = Group.TRANSACTIONS,
      arity = 1,
      since = "2.0.0",
      summary = "Ends the transaction without running it.",
      complexity = "O(N), when N is the number of queued commands",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.ALLOW_BUSY},
      categories = {AclCategory.TRANSACTION})
  public static void discard(Context c) {
    if (c.client().has(ClientFlag.MULTI)) {
      transactions(c).discard(c.client());
      c.reply().ok();
    } else {
      c.error(RespError.DISCARD_WITHOUT_MULTI);
    }
  }

  /** WATCH; within MULTI it is refused before it gets here. */
  @Command(
      name = "watch",
      group = Group.TRANSACTIONS,
      arity = -2,
      since = "2.2.0",
      summary = "Lets the next transaction run only if these keys do not change before.",
      complexity = "O(1) for every key.",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.NO_MULTI, Flag.ALLOW_BUSY},
      categories = {AclCategory.TRANSACTION},
      keys =
          @Keys(
              begin = 1,
              last = -1,
              flags = {KeyFlag.RO}),
      syntax = "key:key...")
  public static void watch(Context c) {
    if (!c.client().has(ClientFlag.DIRTY_CAS)) {
      for (int i = 1; i < c.argc(); i++) {
        transactions(c).watch(c, i);
      }
    }
    c.reply().ok();
  }

  /** UNWATCH. */
  @Command(
      name = "unwatch",
      group = Group.TRANSACTIONS,
      arity = 1,
      since = "2.2.0",
      summary = "Forgets the keys that are watched.",
      complexity = "O(1)",
      flags = {Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.ALLOW_BUSY},
      categories = {AclCategory.TRANSACTION})
  public static void unwatch(Context c) {
    transactions(c).unwatch(c.client());
    c.reply().ok();
  }

  private static Transactions transactions(Context c) {
    return c.services().parts().get(Transactions.class);
  }
}
