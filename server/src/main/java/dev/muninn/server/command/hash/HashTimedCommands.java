package dev.muninn.server.command.hash;

import static dev.muninn.server.value.hash.HashType.HASH;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Effects;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.command.Words;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.hash.HashEdit;

/** HGETEX and HSETEX: fields read or set together with their time to live. */
public final class HashTimedCommands {
  private HashTimedCommands() {}

  /** Returns the values of fields and sets or removes their time to live. */
  @Command(
      syntax =
          "HGETEX key:key [expiration<EX seconds:integer|PX milliseconds:integer"
              + "|EXAT unix-time-seconds:unix-time|PXAT unix-time-milliseconds:unix-time|PERSIST>]"
              + " FIELDS fields{numfields:integer field:string...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}))
  public static void hGetEx(Context c) {
    int at = FieldTimes.fields(c, 2);
    if (at < 0) {
      throw c.fail(Fields.count());
    }
    int option = 0;
    int time = 0;
    boolean persist = false;
    for (int i = 2; i < at; i++) {
      int unit = FieldTimes.option(c.arg(i));
      if (c.arg(i).equalsIgnoreCase("persist") && option == 0) {
        persist = true;
      } else if (unit != 0 && option == 0 && !persist && i + 1 < at) {
        option = unit;
        time = ++i;
      } else {
        throw c.fail(RespError.SYNTAX);
      }
    }
    int first = Fields.begin(c, at + 1, 1);
    Write write = c.writeCounted(c.arg(1), HASH);
    long when = option == 0 ? Entry.NO_EXPIRE : FieldTimes.at(c, time, option);
    get(c, write, first, when, persist);
  }

  private static void get(Context c, Write write, int first, long when, boolean persist) {
    HashEdit hash = write.edit(HASH);
    boolean over = when != Entry.NO_EXPIRE && when <= c.nowMillis();
    Effects effects = c.effects();
    KeyEvent event = over ? KeyEvent.HEXPIRED : persist ? HashEvents.PERSIST : HashEvents.EXPIRE;
    c.reply().array(c.argc() - (long) first);
    long changes = 0;
    for (int i = first; i < c.argc(); i++) {
      Slice field = c.arg(i);
      Fields.reply(c, hash, field);
      boolean changed =
          over
              ? hash.delete(field)
              : persist
                  ? hash.persist(field) == HashEdit.Expiry.CHANGED
                  : when != Entry.NO_EXPIRE
                      && hash.expire(field, when, current -> true) == HashEdit.Expiry.CHANGED;
      changes += changed ? 1 : 0;
    }
    if (over) {
      c.keyspace().stats().expiredFields += changes;
      Fields.repeatDeleted(c, first, changes);
    } else if (changes > 0 && effects.wanted()) {
      Words words = effects.words(persist ? "HPERSIST" : "HPEXPIREAT").add(c.arg(1));
      if (!persist) {
        words.add(when);
      }
      words.add("FIELDS").add(c.argc() - (long) first);
      for (int i = first; i < c.argc(); i++) {
        words.add(c.arg(i));
      }
      effects.instead(words);
    }
    Fields.end(write, hash, event, changes);
  }

  /** Sets fields to values, with a time to live. */
  @Command(
      syntax =
          "HSETEX key:key [key-condition<NX|XX>] [fields-condition<FNX|FXX>]"
              + " [expiration<EX seconds:integer|PX milliseconds:integer"
              + "|EXAT unix-time-seconds:unix-time|PXAT unix-time-milliseconds:unix-time|KEEPTTL>]"
              + " FIELDS fields{numfields:integer data{field:string value:string}...}",
      since = "9.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST})
  public static void hSetEx(Context c) {
    int at = FieldTimes.fields(c, 2);
    if (at < 0) {
      throw c.fail(Fields.count());
    }
    SetOptions options = SetOptions.parse(c, at);
    int first = Fields.begin(c, at + 1, 2);
    Write write = c.write(c.arg(1), HASH);
    HashEdit hash = write.edit(HASH);
    if (options.keyRefuses(write.exists())) {
      write.unchanged();
      c.reply().integer(0);
      return;
    }
    long when = options.expireAt(c);
    for (int i = first; i < c.argc(); i += 2) {
      if (options.fieldRefuses(hash, c.arg(i))) {
        write.unchanged();
        c.reply().integer(0);
        return;
      }
    }
    if (when >= 0 && when <= c.nowMillis()) {
      deleteAll(c, write, hash, first);
      return;
    }
    int count = (c.argc() - first) / 2;
    hash.expect(count);
    for (int i = first; i < c.argc(); i += 2) {
      boolean ignored = hash.set(c.arg(i), c.arg(i + 1), when);
    }
    write.done(HashEvents.SET, count);
    if (when >= 0) {
      write.also(HashEvents.EXPIRE);
    }
    options.repeat(c, first, when);
    c.reply().integer(1);
  }

  /** A time that is over deletes the fields that it was to set. */
  private static void deleteAll(Context c, Write write, HashEdit hash, int first) {
    Words words = c.effects().wanted() ? c.effects().words("HDEL").add(c.arg(1)) : null;
    long deleted = 0;
    for (int i = first; i < c.argc(); i += 2) {
      if (hash.delete(c.arg(i))) {
        deleted++;
        if (words != null) {
          words.add(c.arg(i));
        }
      }
    }
    c.keyspace().stats().expiredFields += deleted;
    Fields.end(write, hash, KeyEvent.HEXPIRED, deleted);
    if (words != null && deleted > 0) {
      c.effects().instead(words);
    }
    c.reply().integer(deleted == (c.argc() - first) / 2 ? 1 : 0);
  }
}
