package dev.muninn.server.command.string;

import static dev.muninn.server.value.string.StringType.STRING;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Effects;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFinder;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.command.Words;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** Commands that store a whole string. */
public final class SetCommands {
  private SetCommands() {}

  /** Stores a string under a key, whatever the key held. */
  @Command(
      syntax =
          "SET key:key value:string [condition<NX|XX>^2.6.12] [GET^6.2.0]"
              + " [expiration<EX seconds:integer^2.6.12|PX milliseconds:integer^2.6.12"
              + "|EXAT unix-time-seconds:unix-time^6.2.0"
              + "|PXAT unix-time-milliseconds:unix-time^6.2.0|KEEPTTL^6.0.0>]",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM},
      keys =
          @Keys(
              value = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE, KeyFlag.VARIABLE_FLAGS},
              notes = "Reads the key only with `GET`"),
      keyFinder = KeyFinder.SET,
      history = {
        "2.6.12: New options `EX`, `PX`, `NX` and `XX`.",
        "6.0.0: New option `KEEPTTL`.",
        "6.2.0: New options `GET`, `EXAT` and `PXAT`.",
        "7.0.0: `NX` and `GET` may be given together."
      })
  public static void set(Context c, SetOptions options) {
    if (c.argc() == 3) {
      store(c, c.arg(1), c.arg(2));
      c.reply().ok();
      return;
    }
    options.parse();
    long expireAt =
        switch (options.expiration()) {
          case SetOptions.EX -> ExpireTime.inSeconds(c, options.place(SetOptions.EX));
          case SetOptions.PX -> ExpireTime.inMillis(c, options.place(SetOptions.PX));
          case SetOptions.EXAT -> ExpireTime.atSeconds(c, options.place(SetOptions.EXAT));
          case SetOptions.PXAT -> ExpireTime.atMillis(c, options.place(SetOptions.PXAT));
          default -> Entry.NO_EXPIRE;
        };
    setWithOptions(c, options, expireAt);
  }

  private static void store(Context c, Slice key, Slice value) {
    Write write = c.write(key);
    write.replace(STRING).set(value, Entry.NO_EXPIRE);
    write.done(KeyEvent.SET);
  }

  private static void setWithOptions(Context c, SetOptions options, long expireAt) {
    boolean get = options.get();
    Write write = get ? c.writeCounted(c.arg(1), STRING) : c.write(c.arg(1));
    boolean exists = write.exists();
    if (get) {
      replyOld(c, write);
    }
    if (exists ? options.nx() : options.xx()) {
      write.unchanged();
      if (!get) {
        c.reply().nullValue();
      }
      return;
    }
    if (expireAt != Entry.NO_EXPIRE && expireAt <= c.nowMillis()) {
      if (exists) {
        c.expireNow(write);
      } else {
        write.unchanged();
      }
    } else {
      if (options.keepttl()) {
        write.replace(STRING).setKeepExpire(c.arg(2));
      } else {
        write.replace(STRING).set(c.arg(2), expireAt);
      }
      write.done(KeyEvent.SET);
      if (expireAt != Entry.NO_EXPIRE) {
        write.also(KeyEvent.EXPIRE);
      }
      repeat(c, options, expireAt);
    }
    if (!get) {
      c.reply().ok();
    }
  }

  private static void replyOld(Context c, Write write) {
    if (write.exists()) {
      Values.reply(c, write.edit(STRING));
    } else {
      c.reply().nullValue();
    }
  }

  /** A time to live is repeated as a time of day, and nothing is asked for. */
  private static void repeat(Context c, SetOptions options, long expireAt) {
    Effects effects = c.effects();
    boolean timeOfDay = expireAt == Entry.NO_EXPIRE || options.has(SetOptions.PXAT);
    if (!effects.wanted() || (!options.get() && timeOfDay)) {
      return;
    }
    Words words = effects.words("SET").add(c.arg(1)).add(c.arg(2));
    if (expireAt != Entry.NO_EXPIRE) {
      words.add("PXAT").add(expireAt);
    } else {
      for (int i = 3; i < c.argc(); i++) {
        if (!c.arg(i).equalsIgnoreCase("get")) {
          words.add(c.arg(i));
        }
      }
    }
    effects.instead(words);
  }

  /** Stores a string under a key that does not exist. */
  @Command(
      syntax = "SETNX key:key value:string",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.OW, KeyFlag.INSERT}),
      deprecatedSince = "2.6.12",
      replacedBy = "`SET` with the `NX` argument")
  public static void setNx(Context c) {
    Write write = c.write(c.arg(1));
    if (write.exists()) {
      write.unchanged();
      c.reply().integer(0);
    } else {
      write.replace(STRING).set(c.arg(2), Entry.NO_EXPIRE);
      write.done(KeyEvent.SET);
      c.reply().integer(1);
    }
  }

  /** Stores a string under a key for some seconds. */
  @Command(
      syntax = "SETEX key:key seconds:integer value:string",
      since = "2.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM},
      keys = @Keys({KeyFlag.OW, KeyFlag.UPDATE}),
      deprecatedSince = "2.6.12",
      replacedBy = "`SET` with the `EX` argument")
  public static void setEx(Context c) {
    setUntil(c, ExpireTime.inSeconds(c, 2));
  }

  /** Stores a string under a key for some milliseconds. */
  @Command(
      syntax = "PSETEX key:key milliseconds:integer value:string",
      since = "2.6.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM},
      keys = @Keys({KeyFlag.OW, KeyFlag.UPDATE}),
      deprecatedSince = "2.6.12",
      replacedBy = "`SET` with the `PX` argument")
  public static void pSetEx(Context c) {
    setUntil(c, ExpireTime.inMillis(c, 2));
  }

  private static void setUntil(Context c, long expireAt) {
    Write write = c.write(c.arg(1));
    write.replace(STRING).set(c.arg(3), expireAt);
    write.done(KeyEvent.SET);
    write.also(KeyEvent.EXPIRE);
    Effects effects = c.effects();
    if (effects.wanted()) {
      Words words = effects.words("SET").add(c.arg(1)).add(c.arg(3));
      effects.instead(words.add("PXAT").add(expireAt));
    }
    c.reply().ok();
  }

  /** Stores a string under a key and returns the one it held. */
  @Command(
      syntax = "GETSET key:key value:string",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}),
      deprecatedSince = "6.2.0",
      replacedBy = "`SET` with the `!GET` argument")
  public static void getSet(Context c) {
    Write write = c.writeCounted(c.arg(1), STRING);
    replyOld(c, write);
    write.replace(STRING).set(c.arg(2), Entry.NO_EXPIRE);
    write.done(KeyEvent.SET);
    Effects effects = c.effects();
    if (effects.wanted()) {
      effects.instead(effects.words("SET").add(c.arg(1)).add(c.arg(2)));
    }
  }

  /** Stores strings under several keys at once. */
  @Command(
      syntax = "MSET data{key:key value:string}...",
      since = "1.0.1",
      complexity = "O(N) with N keys",
      flags = {Flag.WRITE, Flag.DENYOOM},
      keys = @Keys({KeyFlag.OW, KeyFlag.UPDATE}),
      tips = {"request_policy:multi_shard", "response_policy:all_succeeded"})
  public static void mSet(Context c) {
    checkPairs(c);
    storePairs(c);
    c.reply().ok();
  }

  /** Stores strings under several keys at once if none of them exists. */
  @Command(
      syntax = "MSETNX data{key:key value:string}...",
      since = "1.0.1",
      complexity = "O(N) with N keys",
      flags = {Flag.WRITE, Flag.DENYOOM},
      keys = @Keys({KeyFlag.OW, KeyFlag.INSERT}))
  public static void mSetNx(Context c) {
    checkPairs(c);
    for (int i = 1; i < c.argc(); i += 2) {
      Write write = c.write(c.arg(i));
      boolean exists = write.exists();
      write.unchanged();
      if (exists) {
        c.reply().integer(0);
        return;
      }
    }
    storePairs(c);
    c.reply().integer(1);
  }

  private static void checkPairs(Context c) {
    if (c.argc() % 2 == 0) {
      throw c.fail(RespError.wrongArity(c.command().name()));
    }
  }

  private static void storePairs(Context c) {
    for (int i = 1; i < c.argc(); i += 2) {
      store(c, c.arg(i), c.arg(i + 1));
    }
  }
}
