package dev.muninn.server.command.key;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Effects;
import dev.muninn.server.command.ExpireConditions;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Words;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** Commands that set, remove or tell the time to live of a key. */
public final class ExpireCommands {
  private ExpireCommands() {}

  /** Sets the time to live of a key in seconds. */
  @Command(
      syntax = "EXPIRE key:key seconds:integer [condition<NX|XX|GT|LT>^7.0.0]",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      unknownOption = "unsupportedOption",
      alternativesTogether = true,
      history = "7.0.0: New options `NX`, `XX`, `GT` and `LT`.")
  public static void expire(Context c, ExpireOptions options) {
    expire(c, options, c.nowMillis(), true);
  }

  /** Sets the time to live of a key in milliseconds. */
  @Command(
      syntax = "PEXPIRE key:key milliseconds:integer [condition<NX|XX|GT|LT>^7.0.0]",
      since = "2.6.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      unknownOption = "unsupportedOption",
      alternativesTogether = true,
      history = "7.0.0: New options `NX`, `XX`, `GT` and `LT`.")
  public static void pExpire(Context c, ExpireOptions options) {
    expire(c, options, c.nowMillis(), false);
  }

  /** Sets the Unix time, in seconds, at which a key expires. */
  @Command(
      syntax = "EXPIREAT key:key unix-time-seconds:unix-time [condition<NX|XX|GT|LT>^7.0.0]",
      since = "1.2.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      unknownOption = "unsupportedOption",
      alternativesTogether = true,
      history = "7.0.0: New options `NX`, `XX`, `GT` and `LT`.")
  public static void expireAt(Context c, ExpireOptions options) {
    expire(c, options, 0, true);
  }

  /** Sets the Unix time, in milliseconds, at which a key expires. */
  @Command(
      syntax = "PEXPIREAT key:key unix-time-milliseconds:unix-time [condition<NX|XX|GT|LT>^7.0.0]",
      since = "2.6.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      unknownOption = "unsupportedOption",
      alternativesTogether = true,
      history = "7.0.0: New options `NX`, `XX`, `GT` and `LT`.")
  public static void pExpireAt(Context c, ExpireOptions options) {
    expire(c, options, 0, false);
  }

  private static void expire(Context c, ExpireOptions options, long base, boolean seconds) {
    options.parse();
    int conditions = ExpireConditions.of(c, options.nx(), options.xx(), options.gt(), options.lt());
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
    if (!write.exists() || !ExpireConditions.meet(conditions, write.expireAt(), time)) {
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

  /** Returns the time to live of a key in seconds. */
  @Command(
      syntax = "TTL key:key",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      tips = "nondeterministic_output",
      history = "2.8.0: -2 is replied for a missing key.")
  public static void ttl(Context c) {
    tell(c, c.nowMillis(), true);
  }

  /** Returns the time to live of a key in milliseconds. */
  @Command(
      syntax = "PTTL key:key",
      since = "2.6.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      tips = "nondeterministic_output",
      history = "2.8.0: -2 is replied for a missing key.")
  public static void pTtl(Context c) {
    tell(c, c.nowMillis(), false);
  }

  /** Returns the Unix time, in seconds, at which a key expires. */
  @Command(
      syntax = "EXPIRETIME key:key",
      since = "7.0.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST})
  public static void expireTime(Context c) {
    tell(c, 0, true);
  }

  /** Returns the Unix time, in milliseconds, at which a key expires. */
  @Command(
      syntax = "PEXPIRETIME key:key",
      since = "7.0.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST})
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

  /** Removes the time to live of a key. */
  @Command(
      syntax = "PERSIST key:key",
      since = "2.2.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST})
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
