package dev.muninn.server.command.key;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.Reason;
import dev.muninn.server.keyspace.Types;
import dev.muninn.server.keyspace.Write;

/** Commands that ask whether keys exist, or delete them. */
public final class KeyCommands {
  private KeyCommands() {}

  /** DEL. */
  @Command(
      name = "del",
      group = Group.GENERIC,
      arity = -2,
      since = "1.0.0",
      summary = "Deletes keys.",
      complexity = "O(N) with N keys, and for each that is no string the elements it holds",
      flags = {Flag.WRITE},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              last = -1,
              flags = {KeyFlag.RM, KeyFlag.DELETE}),
      syntax = "key:key...",
      tips = {"request_policy:multi_shard", "response_policy:agg_sum"})
  public static void del(Context c) {
    delete(c, c.config().lazyfreeLazyUserDel ? Reason.UNLINKED : Reason.DELETED);
  }

  /** UNLINK. */
  @Command(
      name = "unlink",
      group = Group.GENERIC,
      arity = -2,
      since = "4.0.0",
      summary = "Deletes keys and frees what they hold later.",
      complexity = "O(N) with N keys, whatever they hold",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              last = -1,
              flags = {KeyFlag.RM, KeyFlag.DELETE}),
      syntax = "key:key...",
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

  /** EXISTS. */
  @Command(
      name = "exists",
      group = Group.GENERIC,
      arity = -2,
      since = "1.0.0",
      summary = "Counts those of the keys that exist.",
      complexity = "O(N) with N keys",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              last = -1,
              flags = {KeyFlag.RO}),
      syntax = "key:key...",
      tips = {"request_policy:multi_shard", "response_policy:agg_sum"},
      history = {"3.0.3: Several keys."})
  public static void exists(Context c) {
    int found = 0;
    for (int i = 1; i < c.argc(); i++) {
      if (c.db().lookupPeek(c.arg(i), c.entry())) {
        found++;
      }
    }
    c.reply().integer(found);
  }

  /** TOUCH. */
  @Command(
      name = "touch",
      group = Group.GENERIC,
      arity = -2,
      since = "3.2.1",
      summary = "Marks keys as accessed and counts those that exist.",
      complexity = "O(N) with N keys",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              last = -1,
              flags = {KeyFlag.RO}),
      syntax = "key:key...",
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

  /** TYPE. */
  @Command(
      name = "type",
      group = Group.GENERIC,
      arity = 2,
      since = "1.0.0",
      summary = "Tells the type of what a key holds.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO}),
      syntax = "key:key")
  public static void type(Context c) {
    boolean found = c.db().lookupPeek(c.arg(1), c.entry());
    c.reply().status(found ? Types.of(c.entry()).name() : "none");
  }
}
