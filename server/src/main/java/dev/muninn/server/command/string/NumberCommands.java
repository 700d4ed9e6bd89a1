package dev.muninn.server.command.string;

import static dev.muninn.server.value.string.StringType.STRING;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Effects;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.KeyEvent;
import dev.muninn.server.keyspace.Write;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.LongDouble;
import dev.muninn.server.value.string.StringEdit;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Commands on strings that are numbers. */
public final class NumberCommands {
  private NumberCommands() {}

  /** Adds one to the integer under a key; a missing key counts as 0. */
  @Command(
      syntax = "INCR key:key",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}))
  public static void incr(Context c) {
    add(c, 1);
  }

  /** Subtracts one from the integer under a key; a missing key counts as 0. */
  @Command(
      syntax = "DECR key:key",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}))
  public static void decr(Context c) {
    add(c, -1);
  }

  /** Adds a number to the integer under a key; a missing key counts as 0. */
  @Command(
      syntax = "INCRBY key:key increment:integer",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}))
  public static void incrBy(Context c) {
    add(c, c.integer(2));
  }

  /** Subtracts a number from the integer under a key; a missing key counts as 0. */
  @Command(
      syntax = "DECRBY key:key decrement:integer",
      since = "1.0.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}))
  public static void decrBy(Context c) {
    long decrement = c.integer(2);
    if (decrement == Long.MIN_VALUE) {
      throw c.fail(RespError.DECREMENT_OVERFLOW);
    }
    add(c, -decrement);
  }

  private static void add(Context c, long increment) {
    Write write = c.write(c.arg(1), STRING);
    StringEdit string = write.edit(STRING);
    boolean exists = write.exists();
    long old = exists ? number(c, string) : 0;
    long sum = old + increment;
    if (((old ^ sum) & (increment ^ sum)) < 0) {
      throw c.fail(RespError.INCREMENT_OVERFLOW);
    }
    if (exists) {
      string.changeLong(sum);
    } else {
      string.setLong(sum, Entry.NO_EXPIRE);
    }
    write.done(KeyEvent.INCRBY);
    c.reply().integer(sum);
  }

  private static long number(Context c, StringEdit string) {
    if (string.isInt()) {
      return string.longValue();
    }
    Slice text = string.bytes(c.slice());
    if (!text.isLong()) {
      throw c.fail(RespError.NOT_INTEGER);
    }
    return text.toLong();
  }

  /** Adds a number to the floating-point number under a key; a missing key counts as 0. */
  @Command(
      syntax = "INCRBYFLOAT key:key increment:double",
      since = "2.6.0",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      keys = @Keys({KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}))
  public static void incrByFloat(Context c) {
    Write write = c.write(c.arg(1), STRING);
    StringEdit string = write.edit(STRING);
    LongDouble old = write.exists() ? value(c, string) : LongDouble.ZERO;
    LongDouble increment = old == null ? null : LongDouble.parse(c.arg(2));
    if (old == null || increment == null) {
      throw c.fail(RespError.NOT_FLOAT);
    }
    LongDouble sum = old.plus(increment);
    if (sum.isInfinite()) {
      throw c.fail(RespError.INCREMENT_NAN);
    }
    byte[] text = sum.format().getBytes(StandardCharsets.US_ASCII);
    try (Buffer scratch = new Buffer(c.keyspace().memory(), text.length)) {
      scratch.put(text);
      string.setBytesKeepExpire(scratch.slice(scratch.readIndex(), text.length, c.slice()));
    }
    write.done(KeyEvent.INCRBYFLOAT);
    Effects effects = c.effects();
    if (effects.wanted()) {
      effects.instead(effects.words("SET").add(c.arg(1)).add(text).add("KEEPTTL"));
    }
    c.reply().bulk(text);
  }

  private static @Nullable LongDouble value(Context c, StringEdit string) {
    return string.isInt()
        ? LongDouble.of(string.longValue())
        : LongDouble.parse(string.bytes(c.slice()));
  }
}
