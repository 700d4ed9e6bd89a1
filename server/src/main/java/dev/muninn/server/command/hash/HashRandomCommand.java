package dev.muninn.server.command.hash;

import static dev.muninn.server.value.hash.HashType.HASH;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.value.Element;
import dev.muninn.server.value.hash.HashValue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** HRANDFIELD. */
public final class HashRandomCommand {
  /** Asked for one of so many fields or fewer, drawing takes less time than a pass over all. */
  private static final int RARE = 3;

  /** Draws per field wanted, on average at most, before the rest is given up on. */
  private static final int TRIES = 100;

  private HashRandomCommand() {}

  /** Returns fields drawn at random. */
  @Command(
      syntax = "HRANDFIELD key:key [options{count:integer [WITHVALUES]}]",
      since = "6.2.0",
      complexity = "O(N) with N fields returned",
      flags = Flag.READONLY,
      tips = "nondeterministic_output")
  public static void hRandField(Context c) {
    if (c.argc() > 4 || (c.argc() == 4 && !c.arg(3).equalsIgnoreCase("withvalues"))) {
      throw c.fail(RespError.SYNTAX);
    }
    boolean withValues = c.argc() == 4;
    long count = 1;
    if (c.argc() > 2) {
      count = c.integer(2);
      if (count < -Long.MAX_VALUE) {
        throw c.fail(RespError.notBetween(-Long.MAX_VALUE, Long.MAX_VALUE));
      }
      if (withValues && Math.abs(count) > Long.MAX_VALUE / 2) {
        throw c.fail(RespError.OUT_OF_RANGE);
      }
    }
    HashValue hash = c.read(c.arg(1), HASH);
    if (c.argc() > 2) {
      draw(c, hash, count, withValues);
    } else if (hash != null && hash.random(ThreadLocalRandom.current())) {
      Fields.reply(c, hash.field());
    } else {
      c.reply().nullValue();
    }
  }

  private static void draw(Context c, @Nullable HashValue hash, long count, boolean withValues) {
    if (hash == null || count == 0) {
      c.reply().array(0);
      return;
    }
    long mark = c.reply().deferred();
    long told;
    if (count < 0 || count == 1) {
      told = independent(c, hash, Math.abs(count), withValues);
    } else if (count >= hash.size()) {
      told = everyOne(c, hash, withValues);
    } else if (hash.isPacked() || count > hash.size() / RARE) {
      told = selection(c, hash, count, withValues);
    } else {
      told = distinct(c, hash, count, withValues);
    }
    boolean pairs = withValues && c.reply().protocol() == 2;
    c.reply().endArray(mark, pairs ? 2 * told : told);
  }

  /** Draws with repetition. */
  private static long independent(Context c, HashValue hash, long count, boolean withValues) {
    long told = 0;
    while (told < count
        && !c.client().has(ClientFlag.CLOSE_ASAP)
        && hash.random(ThreadLocalRandom.current())) {
      put(c, hash.field(), withValues ? hash : null);
      told++;
    }
    return told;
  }

  private static long everyOne(Context c, HashValue hash, boolean withValues) {
    long[] told = {0};
    hash.forEach(
        (field, value) -> {
          put(c, field, value, withValues);
          told[0]++;
        });
    return told[0];
  }

  /** One pass, each field with the chance that is left to it. */
  private static long selection(Context c, HashValue hash, long count, boolean withValues) {
    long[] left = {hash.size(), count};
    hash.forEach(
        (field, value) -> {
          if (ThreadLocalRandom.current().nextLong(left[0]) < left[1]) {
            put(c, field, value, withValues);
            left[1]--;
          }
          left[0]--;
        });
    return count - left[1];
  }

  /** Draws until so many different ones have come; few of many, so that this does not take long. */
  private static long distinct(Context c, HashValue hash, long count, boolean withValues) {
    EntryTable drawn = c.keyspace().structures().newTable();
    Entry at = drawn.newEntry();
    Slice none = c.otherSlice().clear();
    long told = 0;
    try {
      for (long tries = 0; told < count && tries < count * TRIES; tries++) {
        if (!hash.random(ThreadLocalRandom.current())) {
          break;
        }
        Slice name = hash.field().text(hash.memory());
        if (!drawn.find(name, at)) {
          drawn.insertString(at, name, none, Entry.NO_EXPIRE);
          put(c, hash.field(), withValues ? hash : null);
          told++;
        }
      }
    } finally {
      drawn.close();
    }
    return told;
  }

  private static void put(Context c, Element field, @Nullable HashValue hash) {
    if (hash != null && c.reply().protocol() == 3) {
      c.reply().array(2);
    }
    Fields.reply(c, field);
    if (hash != null) {
      Fields.reply(c, hash.value());
    }
  }

  private static void put(Context c, Element field, Element value, boolean withValues) {
    if (withValues && c.reply().protocol() == 3) {
      c.reply().array(2);
    }
    Fields.reply(c, field);
    if (withValues) {
      Fields.reply(c, value);
    }
  }
}
