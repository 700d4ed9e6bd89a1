package dev.muninn.server.command.hash;

import static dev.muninn.server.value.hash.HashType.HASH;

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
import dev.muninn.server.value.hash.HashEdit;
import dev.muninn.server.value.hash.HashValue;

/** Commands that set, remove or tell the time to live of fields. */
public final class HashExpireCommands {
  private HashExpireCommands() {}

  /** Sets the time to live of fields in seconds. */
  @Command(
      syntax =
          "HEXPIRE key:key seconds:integer [condition<NX|XX|GT|LT>]"
              + " FIELDS fields{numfields:integer field:string...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      unknownOption = "unsupportedOption",
      alternativesTogether = true)
  public static void hExpire(Context c, ExpireOptions options) {
    expire(c, options, FieldTimes.EX);
  }

  /** Sets the time to live of fields in milliseconds. */
  @Command(
      syntax =
          "HPEXPIRE key:key milliseconds:integer [condition<NX|XX|GT|LT>]"
              + " FIELDS fields{numfields:integer field:string...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      unknownOption = "unsupportedOption",
      alternativesTogether = true)
  public static void hpExpire(Context c, ExpireOptions options) {
    expire(c, options, FieldTimes.PX);
  }

  /** Sets the Unix time, in seconds, at which fields expire. */
  @Command(
      syntax =
          "HEXPIREAT key:key unix-time-seconds:unix-time [condition<NX|XX|GT|LT>]"
              + " FIELDS fields{numfields:integer field:string...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      unknownOption = "unsupportedOption",
      alternativesTogether = true)
  public static void hExpireAt(Context c, ExpireOptions options) {
    expire(c, options, FieldTimes.EXAT);
  }

  /** Sets the Unix time, in milliseconds, at which fields expire. */
  @Command(
      syntax =
          "HPEXPIREAT key:key unix-time-milliseconds:unix-time [condition<NX|XX|GT|LT>]"
              + " FIELDS fields{numfields:integer field:string...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      unknownOption = "unsupportedOption",
      alternativesTogether = true)
  public static void hpExpireAt(Context c, ExpireOptions options) {
    expire(c, options, FieldTimes.PXAT);
  }

  private static void expire(Context c, ExpireOptions options, int option) {
    int at = FieldTimes.fields(c, 3);
    if (at < 0) {
      throw c.fail(Fields.count());
    }
    options.parse(at);
    int conditions = ExpireConditions.of(c, options.nx(), options.xx(), options.gt(), options.lt());
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
          hash.expire(c.arg(i), time, current -> ExpireConditions.meet(conditions, current, time));
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

  /** Removes the time to live of fields. */
  @Command(
      syntax = "HPERSIST key:key FIELDS fields{numfields:integer field:string...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST})
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

  /** Returns the time to live of fields in seconds. */
  @Command(
      syntax = "HTTL key:key FIELDS fields{numfields:integer field:string...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY, Flag.FAST})
  public static void hTtl(Context c) {
    tell(c, c.nowMillis(), true);
  }

  /** Returns the time to live of fields in milliseconds. */
  @Command(
      syntax = "HPTTL key:key FIELDS fields{numfields:integer field:string...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY, Flag.FAST})
  public static void hpTtl(Context c) {
    tell(c, c.nowMillis(), false);
  }

  /** Returns the Unix time, in seconds, at which fields expire. */
  @Command(
      syntax = "HEXPIRETIME key:key FIELDS fields{numfields:integer field:string...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY, Flag.FAST})
  public static void hExpireTime(Context c) {
    tell(c, 0, true);
  }

  /** Returns the Unix time, in milliseconds, at which fields expire. */
  @Command(
      syntax = "HPEXPIRETIME key:key FIELDS fields{numfields:integer field:string...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.READONLY, Flag.FAST})
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
