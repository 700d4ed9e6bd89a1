package dev.muninn.server.command.key;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.keyspace.Types;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.Entry;

/** Tells how a value is kept. */
@Command(syntax = "OBJECT", since = "2.2.3", complexity = "See the subcommands.")
public final class ObjectCommands {
  private static final RespError LFU_SELECTED =
      RespError.err(
          "An LFU maxmemory policy is selected, idle time not tracked. Please note that when"
              + " switching between policies at runtime LRU and LFU data will take some time to"
              + " adjust.");
  private static final RespError LFU_NOT_SELECTED =
      RespError.err(
          "An LFU maxmemory policy is not selected, access frequency not tracked. Please note that"
              + " when switching between policies at runtime LRU and LFU data will take some time"
              + " to adjust.");

  /** Integers below are told to be shared, which shows as a reference count without end. */
  private static final long SHARED_INTEGERS = 10_000;

  private ObjectCommands() {}

  /** Tells the encoding of a value. */
  @Command(
      syntax = "OBJECT ENCODING key:key",
      since = "2.2.3",
      complexity = "O(1)",
      flags = Flag.READONLY,
      keys = @Keys(KeyFlag.RO),
      tips = "nondeterministic_output")
  public static void encoding(Context c) {
    if (exists(c)) {
      c.reply().bulk(Types.of(c.entry()).encoding(c.entry()));
    }
  }

  /** Tells how often a key is accessed, on a logarithmic scale. */
  @Command(
      syntax = "OBJECT FREQ key:key",
      since = "4.0.0",
      complexity = "O(1)",
      flags = Flag.READONLY,
      keys = @Keys(KeyFlag.RO),
      tips = "nondeterministic_output")
  public static void freq(Context c) {
    if (!exists(c)) {
      return;
    }
    if (c.keyspace().access().lfu()) {
      c.reply().integer(c.keyspace().access().frequency(c.entry().lru()));
    } else {
      c.error(LFU_NOT_SELECTED);
    }
  }

  /** Tells the seconds since a key was accessed. */
  @Command(
      syntax = "OBJECT IDLETIME key:key",
      since = "2.2.3",
      complexity = "O(1)",
      flags = Flag.READONLY,
      keys = @Keys(KeyFlag.RO),
      tips = "nondeterministic_output")
  public static void idleTime(Context c) {
    if (!exists(c)) {
      return;
    }
    if (c.keyspace().access().lfu()) {
      c.error(LFU_SELECTED);
    } else {
      c.reply().integer(c.keyspace().access().idleSeconds(c.entry().lru()));
    }
  }

  /** Tells the reference count of a value. */
  @Command(
      syntax = "OBJECT REFCOUNT key:key",
      since = "2.2.3",
      complexity = "O(1)",
      flags = Flag.READONLY,
      keys = @Keys(KeyFlag.RO),
      tips = "nondeterministic_output")
  public static void refCount(Context c) {
    Entry entry = c.entry();
    if (!exists(c)) {
      return;
    }
    boolean shared =
        !(c.config().maxmemory != 0 && c.config().maxmemoryPolicy.usesAccess())
            && entry.encoding() == Entry.INT
            && entry.longValue() >= 0
            && entry.longValue() < SHARED_INTEGERS;
    c.reply().integer(shared ? Integer.MAX_VALUE : 1);
  }

  private static boolean exists(Context c) {
    if (c.db().lookupPeek(c.arg(2), c.entry())) {
      return true;
    }
    c.reply().nullValue();
    return false;
  }

  /** Tells about the subcommands. */
  @Command(
      syntax = "OBJECT HELP",
      since = "6.2.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    c.reply()
        .help(
            c.args(),
            "ENCODING <key>",
            "    Tell the encoding of the value of <key>.",
            "FREQ <key>",
            "    Tell how often <key> is accessed, on a logarithmic scale.",
            "IDLETIME <key>",
            "    Tell the seconds since <key> was accessed.",
            "REFCOUNT <key>",
            "    Tell the reference count of the value of <key>.");
  }
}
