package dev.muninn.server.command.hash;

import static dev.muninn.server.value.hash.HashType.HASH;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Effects;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.Element;
import dev.muninn.server.value.LongDouble;
import dev.muninn.server.value.hash.HashEdit;
import java.nio.charset.StandardCharsets;

/** Commands that set and delete fields of hashes. */
public final class HashWriteCommands {
  private static final RespError NOT_INTEGER = RespError.err("hash value is not an integer");
  private static final RespError NOT_FLOAT = RespError.err("hash value is not a float");
  private static final RespError INFINITE = RespError.err("value is NaN or Infinity");

  private HashWriteCommands() {}

  /** Sets fields to values. */
  @Command(
      syntax = "HSET key:key data{field:string value:string}...",
      since = "2.0.0",
      complexity = "O(1) for each field",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      history = "4.0.0: Several fields and values.")
  public static void hSet(Context c) {
    c.reply().integer(set(c));
  }

  /** Sets fields to values. */
  @Command(
      syntax = "HMSET key:key data{field:string value:string}...",
      since = "2.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      deprecatedSince = "4.0.0",
      replacedBy = "`HSET` with several fields and values")
  public static void hmSet(Context c) {
    long ignored = set(c);
    c.reply().ok();
  }

  private static long set(Context c) {
    if (c.argc() % 2 == 1) {
      throw c.fail(RespError.wrongArity(c.command().name()));
    }
    Write write = c.write(c.arg(1), HASH);
    HashEdit hash = write.edit(HASH);
    hash.expect((c.argc() - 2) / 2);
    long added = 0;
    for (int i = 2; i < c.argc(); i += 2) {
      added += hash.set(c.arg(i), c.arg(i + 1), Entry.NO_EXPIRE) ? 1 : 0;
    }
    write.done(HashEvents.SET, (c.argc() - 2) / 2);
    return added;
  }

  /** Sets a field to a value if it is not there. */
  @Command(
      syntax = "HSETNX key:key field:string value:string",
      since = "2.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.INSERT}))
  public static void hSetNx(Context c) {
    Write write = c.write(c.arg(1), HASH);
    HashEdit hash = write.edit(HASH);
    if (hash.find(c.arg(2))) {
      write.unchanged();
      c.reply().integer(0);
    } else {
      boolean ignored = hash.set(c.arg(2), c.arg(3), Entry.NO_EXPIRE);
      write.done(HashEvents.SET);
      c.reply().integer(1);
    }
  }

  /** Deletes fields. */
  @Command(
      syntax = "HDEL key:key field:string...",
      since = "2.0.0",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.DELETE}),
      history = "2.4.0: Several fields.")
  public static void hDel(Context c) {
    Write write = c.write(c.arg(1), HASH);
    HashEdit hash = write.edit(HASH);
    long deleted = 0;
    for (int i = 2; i < c.argc(); i++) {
      deleted += hash.delete(c.arg(i)) ? 1 : 0;
    }
    Fields.end(write, hash, HashEvents.DELETED, deleted);
    c.reply().integer(deleted);
  }

  /** Returns the values of fields and deletes the fields. */
  @Command(
      syntax = "HGETDEL key:key FIELDS fields{numfields:integer field:string...}",
      since = "9.1.0",
      complexity = "O(N) with N fields",
      flags = {Flag.WRITE, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.DELETE}))
  public static void hGetDel(Context c) {
    if (!c.arg(2).equalsIgnoreCase("fields")) {
      throw c.fail(RespError.SYNTAX);
    }
    int first = Fields.begin(c, 3, 1);
    Write write = c.write(c.arg(1), HASH);
    HashEdit hash = write.edit(HASH);
    c.reply().array(c.argc() - (long) first);
    long deleted = 0;
    for (int i = first; i < c.argc(); i++) {
      Fields.reply(c, hash, c.arg(i));
      deleted += hash.delete(c.arg(i)) ? 1 : 0;
    }
    Fields.end(write, hash, HashEvents.DELETED, deleted);
    Fields.repeatDeleted(c, first, deleted);
  }

  /** Adds a number to the integer in a field; a missing one counts as 0. */
  @Command(
      syntax = "HINCRBY key:key field:string increment:integer",
      since = "2.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}))
  public static void hIncrBy(Context c) {
    long increment = c.integer(3);
    Write write = c.write(c.arg(1), HASH);
    HashEdit hash = write.edit(HASH);
    long old = hash.find(c.arg(2)) ? number(c, hash.value()) : 0;
    long sum = old + increment;
    if (((old ^ sum) & (increment ^ sum)) < 0) {
      throw c.fail(RespError.INCREMENT_OVERFLOW);
    }
    store(c, hash, Long.toString(sum).getBytes(StandardCharsets.US_ASCII));
    write.done(HashEvents.INCREMENTED);
    c.reply().integer(sum);
  }

  private static long number(Context c, Element value) {
    if (value.isLong()) {
      return value.longValue();
    }
    Slice text = value.text(c.keyspace().memory());
    if (!text.isLong()) {
      throw c.fail(NOT_INTEGER);
    }
    return text.toLong();
  }

  private static void store(Context c, HashEdit hash, byte[] text) {
    try (Buffer scratch = new Buffer(c.keyspace().memory(), text.length)) {
      scratch.put(text);
      Slice value = scratch.slice(scratch.readIndex(), text.length, c.slice());
      boolean ignored = hash.set(c.arg(2), value, HashEdit.KEEP);
    }
  }

  /** Adds a number to the floating-point number in a field; a missing one counts as 0. */
  @Command(
      syntax = "HINCRBYFLOAT key:key field:string increment:double",
      since = "2.6.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}))
  public static void hIncrByFloat(Context c) {
    LongDouble increment = LongDouble.parse(c.arg(3));
    if (increment == null) {
      throw c.fail(RespError.NOT_FLOAT);
    }
    if (increment.isInfinite()) {
      throw c.fail(INFINITE);
    }
    Write write = c.write(c.arg(1), HASH);
    HashEdit hash = write.edit(HASH);
    LongDouble old = LongDouble.ZERO;
    if (hash.find(c.arg(2))) {
      Element value = hash.value();
      old =
          value.isLong()
              ? LongDouble.of(value.longValue())
              : LongDouble.parse(value.text(c.keyspace().memory()));
    }
    if (old == null) {
      throw c.fail(NOT_FLOAT);
    }
    LongDouble sum = old.plus(increment);
    if (sum.isInfinite()) {
      throw c.fail(RespError.INCREMENT_NAN);
    }
    byte[] text = sum.format().getBytes(StandardCharsets.US_ASCII);
    store(c, hash, text);
    write.done(HashEvents.INCREMENTED_BY_FLOAT);
    Effects effects = c.effects();
    if (effects.wanted()) {
      effects.instead(effects.words("HSET").add(c.arg(1)).add(c.arg(2)).add(text));
    }
    c.reply().bulk(text);
  }
}
