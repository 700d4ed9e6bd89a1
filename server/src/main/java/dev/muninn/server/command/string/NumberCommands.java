package dev.muninn.server.command.string;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.command.AclCategory;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.Group;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Commands on strings that are numbers. */
public final class NumberCommands {
  private NumberCommands() {}

  /** INCR. */
  @Command(
      name = "incr",
      group = Group.STRING,
      arity = 2,
      since = "1.0.0",
      summary = "Adds one to the integer under a key; a missing key counts as 0.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}),
      syntax = "key:key")
  public static void incr(Context c) {
    add(c, 1);
  }

  /** DECR. */
  @Command(
      name = "decr",
      group = Group.STRING,
      arity = 2,
      since = "1.0.0",
      summary = "Subtracts one from the integer under a key; a missing key counts as 0.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}),
      syntax = "key:key")
  public static void decr(Context c) {
    add(c, -1);
  }

  /** INCRBY. */
  @Command(
      name = "incrby",
      group = Group.STRING,
      arity = 3,
      since = "1.0.0",
      summary = "Adds a number to the integer under a key; a missing key counts as 0.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}),
      syntax = "key:key increment:integer")
  public static void incrBy(Context c) {
    if (c.arg(2).isLong()) {
      add(c, c.arg(2).toLong());
    } else {
      c.error(RespError.NOT_INTEGER);
    }
  }

  /** DECRBY. */
  @Command(
      name = "decrby",
      group = Group.STRING,
      arity = 3,
      since = "1.0.0",
      summary = "Subtracts a number from the integer under a key; a missing key counts as 0.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}),
      syntax = "key:key decrement:integer")
  public static void decrBy(Context c) {
    if (!c.arg(2).isLong()) {
      c.error(RespError.NOT_INTEGER);
      return;
    }
    long decrement = c.arg(2).toLong();
    if (decrement == Long.MIN_VALUE) {
      c.error(RespError.DECREMENT_OVERFLOW);
      return;
    }
    add(c, -decrement);
  }

  private static void add(Context c, long increment) {
    Entry entry = c.entry();
    boolean found = c.db().lookupWrite(c.arg(1), entry);
    long old = 0;
    if (found) {
      if (!Values.isString(c, entry)) {
        return;
      }
      if (entry.encoding() == Entry.INT) {
        old = entry.longValue();
      } else {
        Slice value = entry.value(c.slice());
        if (!value.isLong()) {
          c.error(RespError.NOT_INTEGER);
          return;
        }
        old = value.toLong();
      }
    }
    long sum = old + increment;
    if (((old ^ sum) & (increment ^ sum)) < 0) {
      c.error(RespError.INCREMENT_OVERFLOW);
      return;
    }
    if (found) {
      entry.setLong(sum);
      Values.changed(c);
    } else {
      c.db().setLong(c.arg(1), sum, Entry.NO_EXPIRE, entry);
    }
    c.reply().integer(sum);
  }

  /** INCRBYFLOAT. */
  @Command(
      name = "incrbyfloat",
      group = Group.STRING,
      arity = 3,
      since = "2.6.0",
      summary =
          "Adds a number to the floating-point number under a key; a missing key counts as 0.",
      complexity = "O(1)",
      flags = {Flag.WRITE, Flag.DENYOOM, Flag.FAST},
      categories = {AclCategory.STRING},
      keys =
          @Keys(
              begin = 1,
              flags = {KeyFlag.RW, KeyFlag.ACCESS, KeyFlag.UPDATE}),
      syntax = "key:key increment:double")
  public static void incrByFloat(Context c) {
    Entry entry = c.entry();
    boolean found = c.db().lookupWrite(c.arg(1), entry);
    if (found && !Values.isString(c, entry)) {
      return;
    }
    @Nullable LongDouble old = found ? value(c, entry) : LongDouble.ZERO;
    @Nullable LongDouble increment = old == null ? null : LongDouble.parse(c.arg(2));
    if (old == null || increment == null) {
      c.error(RespError.NOT_FLOAT);
      return;
    }
    LongDouble sum = old.plus(increment);
    if (sum.isInfinite()) {
      c.error(RespError.INCREMENT_NAN);
      return;
    }
    byte[] text = sum.format().getBytes(StandardCharsets.US_ASCII);
    Buffer scratch = new Buffer(c.keyspace().memory(), text.length);
    try {
      scratch.put(text);
      Slice value = scratch.slice(scratch.readIndex(), text.length, c.slice());
      c.db().setStringKeepExpire(c.arg(1), value, entry);
    } finally {
      scratch.close();
    }
    c.reply().bulk(text);
  }

  private static @Nullable LongDouble value(Context c, Entry entry) {
    return entry.encoding() == Entry.INT
        ? LongDouble.of(entry.longValue())
        : LongDouble.parse(entry.value(c.slice()));
  }
}
