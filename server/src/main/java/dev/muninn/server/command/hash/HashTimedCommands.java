package dev.muninn.server.command.hash;

import static dev.muninn.server.value.hash.HashType.HASH;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Effects;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.command.Options;
import dev.muninn.server.command.Words;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Write;
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
  public static void hGetEx(Context c, GetExOptions options) {
    int at = FieldTimes.fields(c, 2);
    if (at < 0) {
      throw c.fail(Fields.count());
    }
    options.parse(at);
    int first = Fields.begin(c, at + 1, 1);
    Write write = c.writeCounted(c.arg(1), HASH);
    long when =
        switch (options.expiration()) {
          case GetExOptions.EX -> at(c, options, GetExOptions.EX, FieldTimes.EX);
          case GetExOptions.PX -> at(c, options, GetExOptions.PX, FieldTimes.PX);
          case GetExOptions.EXAT -> at(c, options, GetExOptions.EXAT, FieldTimes.EXAT);
          case GetExOptions.PXAT -> at(c, options, GetExOptions.PXAT, FieldTimes.PXAT);
          default -> Entry.NO_EXPIRE;
        };
    get(c, write, first, when, options.persist());
  }

  private static long at(Context c, Options options, int option, int kind) {
    return FieldTimes.at(c, options.place(option), kind);
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
  public static void hSetEx(Context c, SetExOptions options) {
    int at = FieldTimes.fields(c, 2);
    if (at < 0) {
      throw c.fail(Fields.count());
    }
    options.parse(at);
    int first = Fields.begin(c, at + 1, 2);
    Write write = c.write(c.arg(1), HASH);
    HashEdit hash = write.edit(HASH);
    if (write.exists() ? options.nx() : options.xx()) {
      write.unchanged();
      c.reply().integer(0);
      return;
    }
    long when =
        switch (options.expiration()) {
          case SetExOptions.EX -> at(c, options, SetExOptions.EX, FieldTimes.EX);
          case SetExOptions.PX -> at(c, options, SetExOptions.PX, FieldTimes.PX);
          case SetExOptions.EXAT -> at(c, options, SetExOptions.EXAT, FieldTimes.EXAT);
          case SetExOptions.PXAT -> at(c, options, SetExOptions.PXAT, FieldTimes.PXAT);
          case SetExOptions.KEEPTTL -> HashEdit.KEEP;
          default -> Entry.NO_EXPIRE;
        };
    for (int i = first; i < c.argc(); i += 2) {
      if ((options.fnx() || options.fxx()) && hash.find(c.arg(i)) != options.fxx()) {
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
    repeat(c, options, first, when);
    c.reply().integer(1);
  }

  /** Is repeated without conditions, which have been met, and with a time of day. */
  private static void repeat(Context c, SetExOptions options, int first, long when) {
    Effects effects = c.effects();
    boolean conditions = options.nx() || options.xx() || options.fnx() || options.fxx();
    boolean timeOfDay = when < 0 || options.has(SetExOptions.PXAT);
    if (!effects.wanted() || (!conditions && timeOfDay)) {
      return;
    }
    Words words = effects.words("HSETEX").add(c.arg(1));
    if (when >= 0) {
      words.add("PXAT").add(when);
    } else if (options.keepttl()) {
      words.add("KEEPTTL");
    }
    words.add("FIELDS").add((c.argc() - first) / 2L);
    for (int i = first; i < c.argc(); i++) {
      words.add(c.arg(i));
    }
    effects.instead(words);
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
