package dev.muninn.server.command.key;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.Reason;
import dev.muninn.server.keyspace.Types;
import dev.muninn.server.keyspace.Write;

/** Commands that ask whether keys exist, or delete them. */
public final class KeyCommands {
  private KeyCommands() {}

  /** Deletes keys. */
  @Command(
      syntax = "DEL key:key...",
      since = "1.0.0",
      complexity = "O(N) with N keys, and for each that is no string the elements it holds",
      flags = Flag.WRITE,
      keys = @Keys({KeyFlag.RM, KeyFlag.DELETE}),
      tips = {"request_policy:multi_shard", "response_policy:agg_sum"})
  public static void del(Context c) {
    delete(c, c.config().lazyfreeLazyUserDel ? Reason.UNLINKED : Reason.DELETED);
  }

  /** Deletes keys and frees what they hold later. */
  @Command(
      syntax = "UNLINK key:key...",
      since = "4.0.0",
      complexity = "O(N) with N keys, whatever they hold",
      flags = {Flag.WRITE, Flag.FAST},
      keys = @Keys({KeyFlag.RM, KeyFlag.DELETE}),
      tips = {"request_policy:multi_shard", "response_policy:agg_sum"})
  public static void unlink(Context c) {
    delete(c, Reason.UNLINKED);
  }

  private static void delete(Context c, Reason reason) {
    int deleted = 0;
    for (int i = 1; i < c.argc(); i++) {
      Write write = c.write(c.arg(i));
      if (write.exists()) {
        write.remove(reason);
        deleted++;
      } else {
        write.unchanged();
      }
    }
    c.reply().integer(deleted);
  }

  /** Counts those of the keys that exist. */
  @Command(
      syntax = "EXISTS key:key...",
      since = "1.0.0",
      complexity = "O(N) with N keys",
      flags = {Flag.READONLY, Flag.FAST},
      keys = @Keys(KeyFlag.RO),
      tips = {"request_policy:multi_shard", "response_policy:agg_sum"},
      history = "3.0.3: Several keys.")
  public static void exists(Context c) {
    int found = 0;
    for (int i = 1; i < c.argc(); i++) {
      if (c.db().lookupPeek(c.arg(i), c.entry())) {
        found++;
      }
    }
    c.reply().integer(found);
  }

  /** Marks keys as accessed and counts those that exist. */
  @Command(
      syntax = "TOUCH key:key...",
      since = "3.2.1",
      complexity = "O(N) with N keys",
      flags = {Flag.READONLY, Flag.FAST},
      keys = @Keys(KeyFlag.RO),
      tips = {"request_policy:multi_shard", "response_policy:agg_sum"})
  public static void touch(Context c) {
    int found = 0;
    for (int i = 1; i < c.argc(); i++) {
      if (c.db().lookupRead(c.arg(i), c.entry())) {
        found++;
      }
    }
    c.reply().integer(found);
  }

  /** Tells the type of what a key holds. */
  @Command(
      syntax = "TYPE key:key",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      keys = @Keys(KeyFlag.RO))
  public static void type(Context c) {
    boolean found = c.db().lookupPeek(c.arg(1), c.entry());
    c.reply().status(found ? Types.of(c.entry()).name() : "none");
  }
}
