package dev.muninn.server.command.key;

import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Effects;
import dev.muninn.server.command.ExpireConditions;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.command.Words;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** Commands that set, remove or tell the time to live of a key. */
public final class ExpireCommands {
  private ExpireCommands() {}

  /** EXPIRE. */
  @Command(
      name = "expire",
      group = Group.GENERIC,
      arity = -3,
      since = "1.0.0",
      summary = "Sets the time to live of a key in seconds.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax = "key:key seconds:integer [condition<NX|XX|GT|LT>^7.0.0]",
      history = {"7.0.0: New options `NX`, `XX`, `GT` and `LT`."})
  public static void expire(Context c) {
    expire(c, c.nowMillis(), true);
  }

  /** PEXPIRE. */
  @Command(
      name = "pexpire",
      group = Group.GENERIC,
      arity = -3,
      since = "2.6.0",
      summary = "Sets the time to live of a key in milliseconds.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax = "key:key milliseconds:integer [condition<NX|XX|GT|LT>^7.0.0]",
      history = {"7.0.0: New options `NX`, `XX`, `GT` and `LT`."})
  public static void pExpire(Context c) {
    expire(c, c.nowMillis(), false);
  }

  /** EXPIREAT. */
  @Command(
      name = "expireat",
      group = Group.GENERIC,
      arity = -3,
      since = "1.2.0",
      summary = "Sets the Unix time, in seconds, at which a key expires.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax = "key:key unix-time-seconds:unix-time [condition<NX|XX|GT|LT>^7.0.0]",
      history = {"7.0.0: New options `NX`, `XX`, `GT` and `LT`."})
  public static void expireAt(Context c) {
    expire(c, 0, true);
  }

  /** PEXPIREAT. */
  @Command(
      name = "pexpireat",
      group = Group.GENERIC,
      arity = -3,
      since = "2.6.0",
      summary = "Sets the Unix time, in milliseconds, at which a key expires.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax = "key:key unix-time-milliseconds:unix-time [condition<NX|XX|GT|LT>^7.0.0]",
      history = {"7.0.0: New options `NX`, `XX`, `GT` and `LT`."})
  public static void pExpireAt(Context c) {
    expire(c, 0, false);
  }

  private static void expire(Context c, long base, boolean seconds) {
    ExpireConditions conditions = ExpireConditions.parse(c, 3, c.argc());
    long time = c.integer(2);
    boolean overflow = seconds && (time > Long.MAX_VALUE / 1000 || time < Long.MIN_VALUE / 1000);
    if (seconds) {
      time *= 1000;
    }
    if (overflow || time > Long.MAX_VALUE - base) {
      throw c.fail(RespError.invalidExpireTime(c.command().name()));
    }
    time += base;
    Write write = c.write(c.arg(1));
    if (!write.exists() || !conditions.meets(write.expireAt(), time)) {
      write.unchanged();
      c.reply().integer(0);
      return;
    }
    Effects effects = c.effects();
    if (time <= c.nowMillis()) {
      c.expireNow(write);
    } else {
      write.expireAt(time);
      write.done(KeyEvent.EXPIRE);
      if (effects.wanted()) {
        Words words = effects.words("PEXPIREAT").add(c.arg(1)).add(time);
        for (int i = 3; i < c.argc(); i++) {
          words.add(c.arg(i));
        }
        effects.instead(words);
      }
    }
    c.reply().integer(1);
  }

  /** TTL. */
  @Command(
      name = "ttl",
      group = Group.GENERIC,
      arity = 2,
      since = "1.0.0",
      summary = "Returns the time to live of a key in seconds.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key",
      tips = {"nondeterministic_output"},
      history = {"2.8.0: -2 is replied for a missing key."})
  public static void ttl(Context c) {
    tell(c, c.nowMillis(), true);
  }

  /** PTTL. */
  @Command(
      name = "pttl",
      group = Group.GENERIC,
      arity = 2,
      since = "2.6.0",
      summary = "Returns the time to live of a key in milliseconds.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key",
      tips = {"nondeterministic_output"},
      history = {"2.8.0: -2 is replied for a missing key."})
  public static void pTtl(Context c) {
    tell(c, c.nowMillis(), false);
  }

  /** EXPIRETIME. */
  @Command(
      name = "expiretime",
      group = Group.GENERIC,
      arity = 2,
      since = "7.0.0",
      summary = "Returns the Unix time, in seconds, at which a key expires.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key")
  public static void expireTime(Context c) {
    tell(c, 0, true);
  }

  /** PEXPIRETIME. */
  @Command(
      name = "pexpiretime",
      group = Group.GENERIC,
      arity = 2,
      since = "7.0.0",
      summary = "Returns the Unix time, in milliseconds, at which a key expires.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key")
  public static void pExpireTime(Context c) {
    tell(c, 0, false);
  }

  private static void tell(Context c, long base, boolean seconds) {
    long time;
    if (!c.db().lookupPeek(c.arg(1), c.entry())) {
      time = -2;
    } else if (c.entry().expireAt() == Entry.NO_EXPIRE) {
      time = -1;
    } else {
      long millis = Math.max(0, c.entry().expireAt() - base);
      time = seconds ? millis / 1000 + (millis % 1000 + 500) / 1000 : millis;
    }
    c.reply().integer(time);
  }

  /** PERSIST. */
  @Command(
      name = "persist",
      group = Group.GENERIC,
      arity = 2,
      since = "2.2.0",
      summary = "Removes the time to live of a key.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.KEYSPACE},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax = "key:key")
  public static void persist(Context c) {
    Write write = c.write(c.arg(1));
    boolean removed = write.exists() && write.expireAt() != Entry.NO_EXPIRE;
    if (removed) {
      write.expireAt(Entry.NO_EXPIRE);
      write.done(KeyEvent.PERSIST);
    } else {
      write.unchanged();
    }
    c.reply().integer(removed ? 1 : 0);
  }
}
