package dev.muninn.server.command.string;

import static dev.muninn.server.value.string.StringType.STRING;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Effects;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Reason;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.string.StringValue;

/** Commands that read strings. */
public final class GetCommands {
  private static final byte[] EMPTY = {};

  private GetCommands() {}

  /** Returns the string under a key. */
  @Command(
      syntax = "GET key:key",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST})
  public static void get(Context c) {
    StringValue value = c.read(c.arg(1), STRING);
    if (value == null) {
      c.reply().nullValue();
    } else {
      Values.reply(c, value);
    }
  }

  /** Returns the string under a key and sets or removes its time to live. */
  @Command(
      syntax =
          "GETEX key:key [expiration<EX seconds:integer|PX milliseconds:integer"
              + "|EXAT unix-time-seconds:unix-time|PXAT unix-time-milliseconds:unix-time|PERSIST>]",
      since = "6.2.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      keys =
          @Keys(
              value = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE},
              notes = "Changes the time to live only"))
  public static void getEx(Context c, GetExOptions options) {
    options.parse();
    Write write = c.writeCounted(c.arg(1), STRING);
    if (!write.exists()) {
      write.unchanged();
      c.reply().nullValue();
      return;
    }
    long expireAt =
        switch (options.expiration()) {
          case GetExOptions.EX -> ExpireTime.inSeconds(c, options.place(GetExOptions.EX));
          case GetExOptions.PX -> ExpireTime.inMillis(c, options.place(GetExOptions.PX));
          case GetExOptions.EXAT -> ExpireTime.atSeconds(c, options.place(GetExOptions.EXAT));
          case GetExOptions.PXAT -> ExpireTime.atMillis(c, options.place(GetExOptions.PXAT));
          default -> Entry.NO_EXPIRE;
        };
    Values.reply(c, write.edit(STRING));
    Effects effects = c.effects();
    if (expireAt != Entry.NO_EXPIRE) {
      boolean absolute = options.has(GetExOptions.EXAT) || options.has(GetExOptions.PXAT);
      if (absolute && expireAt <= c.nowMillis()) {
        c.expireNow(write);
      } else {
        write.expireAt(expireAt);
        write.done(KeyEvent.EXPIRE);
        if (effects.wanted()) {
          effects.instead(effects.words("PEXPIREAT").add(c.arg(1)).add(expireAt));
        }
      }
    } else if (options.persist() && write.expireAt() != Entry.NO_EXPIRE) {
      write.expireAt(Entry.NO_EXPIRE);
      write.done(KeyEvent.PERSIST);
      if (effects.wanted()) {
        effects.instead(effects.words("PERSIST").add(c.arg(1)));
      }
    } else {
      write.unchanged();
    }
  }

  /** Returns the string under a key and deletes the key. */
  @Command(
      syntax = "GETDEL key:key",
      since = "6.2.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.DELETE}))
  public static void getDel(Context c) {
    Write write = c.writeCounted(c.arg(1), STRING);
    if (write.exists()) {
      Values.reply(c, write.edit(STRING));
      write.remove(Reason.DELETED);
      Effects effects = c.effects();
      if (effects.wanted()) {
        effects.instead(effects.words("DEL").add(c.arg(1)));
      }
    } else {
      write.unchanged();
      c.reply().nullValue();
    }
  }

  /** Returns the strings under several keys at once. */
  @Command(
      syntax = "MGET key:key...",
      since = "1.0.0",
      complexity = "O(N) with N keys",
      flags = {Flag.READONLY, Flag.FAST},
      tips = "request_policy:multi_shard")
  public static void mGet(Context c) {
    c.reply().array(c.argc() - 1L);
    for (int i = 1; i < c.argc(); i++) {
      StringValue value = c.readIf(c.arg(i), STRING);
      if (value != null) {
        Values.reply(c, value);
      } else {
        c.reply().nullValue();
      }
    }
  }

  /** Returns the length of the string under a key. */
  @Command(
      syntax = "STRLEN key:key",
      since = "2.2.0",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      keys = @Keys(KeyFlag.RO))
  public static void strLen(Context c) {
    StringValue value = c.read(c.arg(1), STRING);
    c.reply().integer(value == null ? 0 : value.length());
  }

  /** Returns a part of the string under a key. */
  @Command(
      syntax = "GETRANGE key:key start:integer end:integer",
      since = "2.4.0",
      complexity = "O(N) with N bytes returned",
      flags = Flag.READONLY)
  public static void getRange(Context c) {
    range(c);
  }

  /** Returns a part of the string under a key. */
  @Command(
      syntax = "SUBSTR key:key start:integer end:integer",
      since = "1.0.0",
      complexity = "O(N) with N bytes returned",
      flags = Flag.READONLY,
      deprecatedSince = "2.0.0",
      replacedBy = "`GETRANGE`")
  public static void substr(Context c) {
    range(c);
  }

  private static void range(Context c) {
    long start = c.integer(2);
    long end = c.integer(3);
    StringValue value = c.read(c.arg(1), STRING);
    if (value == null || (start < 0 && end < 0 && start > end)) {
      c.reply().bulk(EMPTY);
      return;
    }
    long length = value.length();
    start = Math.max(0, start < 0 ? length + start : start);
    end = Math.min(length - 1, Math.max(0, end < 0 ? length + end : end));
    if (start > end) {
      c.reply().bulk(EMPTY);
    } else {
      Slice bytes = Values.bytes(c, value, c.slice());
      c.reply().bulk(bytes.part((int) start, (int) (end - start + 1), c.otherSlice()));
    }
  }
}
