package dev.muninn.server.command.string;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.DocFlag;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.Database;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import java.util.Arrays;

/** Commands that read strings. */
public final class GetCommands {
  private static final byte[] EMPTY = {};

  private GetCommands() {}

  /** GET. */
  @Command(
      name = "get",
      group = Group.STRING,
      arity = 2,
      since = "1.0.0",
      summary = "Returns the string under a key.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key")
  public static void get(Context c) {
    Entry entry = c.entry();
    if (!c.db().lookupRead(c.arg(1), entry)) {
      c.reply().nullValue();
    } else if (Values.isString(c, entry)) {
      Values.reply(c, entry);
    }
  }

  /** GETEX. */
  @Command(
      name = "getex",
      group = Group.STRING,
      arity = -2,
      since = "6.2.0",
      summary = "Returns the string under a key and sets or removes its time to live.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE},
              notes = "Changes the time to live only"),
      syntax =
          "key:key [expiration<EX seconds:integer|PX milliseconds:integer"
              + "|EXAT unix-time-seconds:unix-time|PXAT unix-time-milliseconds:unix-time"
              + "|PERSIST>]")
  public static void getEx(Context c) {
    int options = StringOptions.parseGetEx(c);
    if (options == StringOptions.INVALID) {
      return;
    }
    Entry entry = c.entry();
    if (!c.db().lookupRead(c.arg(1), entry)) {
      c.reply().nullValue();
      return;
    }
    if (!Values.isString(c, entry)) {
      return;
    }
    if ((options & StringOptions.EXPIRE) != 0) {
      long expireAt = StringOptions.expireAt(c, options);
      if (expireAt == StringOptions.NO_TIME) {
        return;
      }
      Values.reply(c, entry);
      boolean absolute = (options & (StringOptions.EXAT | StringOptions.PXAT)) != 0;
      if (absolute && expireAt <= c.nowMillis()) {
        c.db().delete(c.arg(1));
      } else {
        entry.setExpireAt(expireAt);
        Values.changed(c);
      }
      return;
    }
    Values.reply(c, entry);
    if ((options & StringOptions.PERSIST) != 0 && entry.expireAt() != Entry.NO_EXPIRE) {
      entry.clearExpire();
      Values.changed(c);
    }
  }

  /** GETDEL. */
  @Command(
      name = "getdel",
      group = Group.STRING,
      arity = 2,
      since = "6.2.0",
      summary = "Returns the string under a key and deletes the key.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.DELETE}),
      syntax = "key:key")
  public static void getDel(Context c) {
    Entry entry = c.entry();
    if (!c.db().lookupRead(c.arg(1), entry)) {
      c.reply().nullValue();
    } else if (Values.isString(c, entry)) {
      Values.reply(c, entry);
      c.db().delete(c.arg(1));
    }
  }

  /** MGET. */
  @Command(
      name = "mget",
      group = Group.STRING,
      arity = -2,
      since = "1.0.0",
      summary = "Returns the strings under several keys at once.",
      complexity = "O(N) with N keys",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              last = -1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key...",
      tips = {"request_policy:multi_shard"})
  public static void mGet(Context c) {
    Database db = c.db();
    Entry entry = c.entry();
    c.reply().array(c.argc() - 1L);
    for (int i = 1; i < c.argc(); i++) {
      if (db.lookupRead(c.arg(i), entry) && entry.type() == Entry.STRING) {
        Values.reply(c, entry);
      } else {
        c.reply().nullValue();
      }
    }
  }

  /** STRLEN. */
  @Command(
      name = "strlen",
      group = Group.STRING,
      arity = 2,
      since = "2.2.0",
      summary = "Returns the length of the string under a key.",
      complexity = "O(1)",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO}),
      syntax = "key:key")
  public static void strLen(Context c) {
    Entry entry = c.entry();
    if (!c.db().lookupRead(c.arg(1), entry)) {
      c.reply().integer(0);
    } else if (Values.isString(c, entry)) {
      c.reply().integer(entry.valueLength());
    }
  }

  /** GETRANGE. */
  @Command(
      name = "getrange",
      group = Group.STRING,
      arity = 4,
      since = "2.4.0",
      summary = "Returns a part of the string under a key.",
      complexity = "O(N) with N bytes returned",
      flags = {Flag.READONLY},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key start:integer end:integer")
  public static void getRange(Context c) {
    range(c);
  }

  /** SUBSTR. */
  @Command(
      name = "substr",
      group = Group.STRING,
      arity = 4,
      since = "1.0.0",
      summary = "Returns a part of the string under a key.",
      complexity = "O(N) with N bytes returned",
      flags = {Flag.READONLY},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key start:integer end:integer",
      docFlags = {DocFlag.DEPRECATED},
      deprecatedSince = "2.0.0",
      replacedBy = "`GETRANGE`")
  public static void substr(Context c) {
    range(c);
  }

  private static void range(Context c) {
    if (!c.arg(2).isLong() || !c.arg(3).isLong()) {
      c.error(RespError.NOT_INTEGER);
      return;
    }
    long start = c.arg(2).toLong();
    long end = c.arg(3).toLong();
    Entry entry = c.entry();
    if (!c.db().lookupRead(c.arg(1), entry)) {
      c.reply().bulk(EMPTY);
      return;
    }
    if (!Values.isString(c, entry)) {
      return;
    }
    long length = entry.valueLength();
    if (start < 0 && end < 0 && start > end) {
      c.reply().bulk(EMPTY);
      return;
    }
    start = Math.max(0, start < 0 ? length + start : start);
    end = Math.min(length - 1, Math.max(0, end < 0 ? length + end : end));
    if (start > end) {
      c.reply().bulk(EMPTY);
    } else if (entry.encoding() == Entry.INT) {
      c.reply().bulk(Arrays.copyOfRange(Values.bytes(c, entry), (int) start, (int) end + 1));
    } else {
      Slice value = entry.value(c.slice());
      c.reply().bulk(value.part((int) start, (int) (end - start + 1), c.otherSlice()));
    }
  }
}
