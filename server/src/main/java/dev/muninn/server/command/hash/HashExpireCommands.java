package dev.muninn.server.command.hash;

import static dev.muninn.server.value.hash.HashType.HASH;

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
import dev.muninn.server.value.hash.HashEdit;
import dev.muninn.server.value.hash.HashValue;

/** Commands that set, remove or tell the time to live of fields. */
public final class HashExpireCommands {
  private HashExpireCommands() {}

  /** HEXPIRE. */
  @Command(
      name = "hexpire",
      group = Group.HASH,
      arity = -6,
      since = "9.0.0",
      summary = "Sets the time to live of fields in seconds.",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax =
          "key:key seconds:integer [condition<NX|XX|GT|LT>] FIELDS fields{numfields:integer"
              + " field:string...}")
  public static void hExpire(Context c) {
    expire(c, FieldTimes.EX);
  }

  /** HPEXPIRE. */
  @Command(
      name = "hpexpire",
      group = Group.HASH,
      arity = -6,
      since = "9.0.0",
      summary = "Sets the time to live of fields in milliseconds.",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax =
          "key:key milliseconds:integer [condition<NX|XX|GT|LT>] FIELDS fields{numfields:integer"
              + " field:string...}")
  public static void hpExpire(Context c) {
    expire(c, FieldTimes.PX);
  }

  /** HEXPIREAT. */
  @Command(
      name = "hexpireat",
      group = Group.HASH,
      arity = -6,
      since = "9.0.0",
      summary = "Sets the Unix time, in seconds, at which fields expire.",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax =
          "key:key unix-time-seconds:unix-time [condition<NX|XX|GT|LT>] FIELDS"
              + " fields{numfields:integer field:string...}")
  public static void hExpireAt(Context c) {
    expire(c, FieldTimes.EXAT);
  }

  /** HPEXPIREAT. */
  @Command(
      name = "hpexpireat",
      group = Group.HASH,
      arity = -6,
      since = "9.0.0",
      summary = "Sets the Unix time, in milliseconds, at which fields expire.",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax =
          "key:key unix-time-milliseconds:unix-time [condition<NX|XX|GT|LT>] FIELDS"
              + " fields{numfields:integer field:string...}")
  public static void hpExpireAt(Context c) {
    expire(c, FieldTimes.PXAT);
  }

  private static void expire(Context c, int option) {
    int at = FieldTimes.fields(c, 3);
    if (at < 0) {
      throw c.fail(Fields.count());
    }
    ExpireConditions conditions = ExpireConditions.parse(c, 3, at);
    int first = Fields.begin(c, at + 1, 1);
    long time = FieldTimes.at(c, 2, option);
    Write write = c.write(c.arg(1), HASH);
    HashEdit hash = write.edit(HASH);
    c.reply().array(c.argc() - (long) first);
    if (time <= c.nowMillis()) {
      deleteAll(c, write, hash, first);
      return;
    }
    long changes = 0;
    for (int i = first; i < c.argc(); i++) {
      HashEdit.Expiry done =
          hash.expire(c.arg(i), time, current -> conditions.meets(current, time));
      changes += done == HashEdit.Expiry.CHANGED ? 1 : 0;
      c.reply().integer(done.code());
    }
    Fields.end(write, hash, HashEvents.EXPIRE, changes);
    Effects effects = c.effects();
    if (changes > 0 && effects.wanted()) {
      Words words = effects.words("HPEXPIREAT").add(c.arg(1)).add(time);
      for (int i = 3; i < c.argc(); i++) {
        words.add(c.arg(i));
      }
      effects.instead(words);
    }
  }

  /** A time that is over deletes. */
  private static void deleteAll(Context c, Write write, HashEdit hash, int first) {
    long deleted = 0;
    for (int i = first; i < c.argc(); i++) {
      boolean there = hash.delete(c.arg(i));
      deleted += there ? 1 : 0;
      c.reply().integer(there ? 2 : HashEdit.Expiry.NO_FIELD.code());
    }
    c.keyspace().stats().expiredFields += deleted;
    Fields.end(write, hash, KeyEvent.HEXPIRED, deleted);
    Fields.repeatDeleted(c, first, deleted);
  }

  /** HPERSIST. */
  @Command(
      name = "hpersist",
      group = Group.HASH,
      arity = -5,
      since = "9.0.0",
      summary = "Removes the time to live of fields.",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.UPDATE}),
      syntax = "key:key FIELDS fields{numfields:integer field:string...}")
  public static void hPersist(Context c) {
    int first = begin(c, Fields.count());
    Write write = c.write(c.arg(1), HASH);
    HashEdit hash = write.edit(HASH);
    c.reply().array(c.argc() - (long) first);
    long changes = 0;
    for (int i = first; i < c.argc(); i++) {
      HashEdit.Expiry done = hash.persist(c.arg(i));
      changes += done == HashEdit.Expiry.CHANGED ? 1 : 0;
      c.reply().integer(done.code());
    }
    Fields.end(write, hash, HashEvents.PERSIST, changes);
  }

  private static int begin(Context c, RespError wrong) {
    if (!c.arg(2).equalsIgnoreCase("fields")) {
      throw c.fail(RespError.SYNTAX);
    }
    return Fields.begin(c, 3, 1, wrong);
  }

  /** HTTL. */
  @Command(
      name = "httl",
      group = Group.HASH,
      arity = -5,
      since = "9.0.0",
      summary = "Returns the time to live of fields in seconds.",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key FIELDS fields{numfields:integer field:string...}")
  public static void hTtl(Context c) {
    tell(c, c.nowMillis(), true);
  }

  /** HPTTL. */
  @Command(
      name = "hpttl",
      group = Group.HASH,
      arity = -5,
      since = "9.0.0",
      summary = "Returns the time to live of fields in milliseconds.",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key FIELDS fields{numfields:integer field:string...}")
  public static void hpTtl(Context c) {
    tell(c, c.nowMillis(), false);
  }

  /** HEXPIRETIME. */
  @Command(
      name = "hexpiretime",
      group = Group.HASH,
      arity = -5,
      since = "9.0.0",
      summary = "Returns the Unix time, in seconds, at which fields expire.",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key FIELDS fields{numfields:integer field:string...}")
  public static void hExpireTime(Context c) {
    tell(c, 0, true);
  }

  /** HPEXPIRETIME. */
  @Command(
      name = "hpexpiretime",
      group = Group.HASH,
      arity = -5,
      since = "9.0.0",
      summary = "Returns the Unix time, in milliseconds, at which fields expire.",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY, Flag.FAST},
      categories = {AclCategory.HASH},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RO, KeyFlag.ACCESS}),
      syntax = "key:key FIELDS fields{numfields:integer field:string...}")
  public static void hpExpireTime(Context c) {
    tell(c, 0, false);
  }

  private static void tell(Context c, long base, boolean seconds) {
    int first = begin(c, RespError.SYNTAX);
    HashValue hash = c.read(c.arg(1), HASH);
    c.reply().array(c.argc() - (long) first);
    for (int i = first; i < c.argc(); i++) {
      if (hash == null || !hash.find(c.arg(i))) {
        c.reply().integer(-2);
      } else if (hash.expireAt() == Entry.NO_EXPIRE) {
        c.reply().integer(-1);
      } else {
        long millis = Math.max(0, hash.expireAt() - base);
        c.reply().integer(seconds ? millis / 1000 + (millis % 1000 + 500) / 1000 : millis);
      }
    }
  }
}
