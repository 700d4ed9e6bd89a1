package dev.muninn.server.command.memory;

import dev.muninn.server.command.Command;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Flag;
import dev.muninn.server.command.KeyFlag;
import dev.muninn.server.command.Keys;
import dev.muninn.server.command.Options;
import dev.muninn.server.config.MemoryUnits;
import dev.muninn.server.resp.Reply;
import dev.muninn.server.resp.RespError;
import dev.muninn.server.structure.EntryTable;

/** How memory is used. */
@Command(syntax = "MEMORY", since = "4.0.0", complexity = "Depends on subcommand.")
public final class MemoryCommands {
  /** Fields of MEMORY STATS besides those of each database. */
  private static final int STATS_FIELDS = 32;

  private MemoryCommands() {}

  /** Estimates the memory of a key and its value. */
  @Command(
      syntax = "MEMORY USAGE key:key [SAMPLES count:integer]",
      since = "4.0.0",
      complexity = "O(N) where N is the number of samples.",
      flags = Flag.READONLY,
      keys = @Keys(KeyFlag.RO))
  public static void usage(Context c, UsageOptions options) {
    int option = options.next();
    while (option != Options.END) {
      if (options.count(0) < 0) {
        throw c.fail(RespError.SYNTAX);
      }
      option = options.next();
    }
    if (c.db().find(c.arg(2), c.entry())) {
      c.reply().integer(c.entry().memoryUsage());
    } else {
      c.reply().nullValue();
    }
  }

  /** Returns how much memory is used for what. */
  @Command(
      syntax = "MEMORY STATS",
      since = "4.0.0",
      complexity = "O(1)",
      tips = {"nondeterministic_output", "request_policy:all_shards", "response_policy:special"})
  public static void stats(Context c) {
    MemoryFigures figures = new MemoryFigures(c.services());
    Reply reply = c.reply();
    int databases = 0;
    for (int i = 0; i < c.keyspace().count(); i++) {
      databases += c.keyspace().database(i).size() > 0 ? 1 : 0;
    }
    reply.map(STATS_FIELDS + databases);
    field(reply, "peak.allocated", figures.peak);
    field(reply, "total.allocated", figures.used);
    field(reply, "startup.allocated", figures.startup);
    field(reply, "replication.backlog", 0);
    field(reply, "clients.slaves", figures.replicaClients);
    field(reply, "clients.normal", figures.normalClients);
    field(reply, "cluster.links", 0);
    field(reply, "aof.buffer", 0);
    field(reply, "trace.buffers", c.control().recordings().memory());
    field(reply, "lua.caches", 0);
    field(reply, "functions.caches", 0);
    for (int i = 0; i < c.keyspace().count(); i++) {
      if (c.keyspace().database(i).size() > 0) {
        EntryTable table = c.keyspace().database(i).table();
        long expires = table.expireIndexBytes();
        reply.bulk("db." + i);
        reply.map(2);
        field(reply, "overhead.hashtable.main", table.indexBytes() - expires);
        field(reply, "overhead.hashtable.expires", expires);
      }
    }
    field(reply, "overhead.db.hashtable.lut", figures.mainIndexes + figures.expireIndexes);
    field(reply, "overhead.db.hashtable.rehashing", 0);
    field(reply, "overhead.total", figures.overhead);
    field(reply, "db.dict.rehashing.count", 0);
    field(reply, "keys.count", figures.keys);
    field(reply, "keys.bytes-per-key", figures.bytesPerKey());
    field(reply, "dataset.bytes", figures.dataset);
    field(reply, "dataset.percentage", figures.datasetPercent());
    field(reply, "peak.percentage", figures.peakPercent());
    field(reply, "allocator.allocated", figures.used);
    field(reply, "allocator.active", figures.used);
    field(reply, "allocator.resident", figures.used);
    field(reply, "allocator.muzzy", 0);
    field(reply, "allocator-fragmentation.ratio", 1.0);
    field(reply, "allocator-fragmentation.bytes", 0);
    field(reply, "allocator-rss.ratio", 1.0);
    field(reply, "allocator-rss.bytes", 0);
    field(reply, "rss-overhead.ratio", figures.fragmentation());
    field(reply, "rss-overhead.bytes", figures.resident - figures.used);
    field(reply, "fragmentation", figures.fragmentation());
    field(reply, "fragmentation.bytes", figures.resident - figures.used);
  }

  private static void field(Reply reply, String name, long value) {
    reply.bulk(name);
    reply.integer(value);
  }

  private static void field(Reply reply, String name, double value) {
    reply.bulk(name);
    reply.doubleValue(value);
  }

  /** Says what is odd about the memory. */
  @Command(
      syntax = "MEMORY DOCTOR",
      since = "4.0.0",
      complexity = "O(1)",
      tips = {"nondeterministic_output", "request_policy:all_shards", "response_policy:special"})
  public static void doctor(Context c) {
    MemoryFigures figures = new MemoryFigures(c.services());
    c.reply().verbatim(MemoryDoctor.report(figures, c.clients().count(), c.config()));
  }

  /** Describes the allocator. */
  @Command(
      syntax = "MEMORY MALLOC-STATS",
      since = "4.0.0",
      complexity = "Depends on how much memory is allocated, could be slow",
      tips = {"nondeterministic_output", "request_policy:all_shards", "response_policy:special"})
  public static void mallocStats(Context c) {
    MemoryFigures figures = new MemoryFigures(c.services());
    Runtime runtime = Runtime.getRuntime();
    c.reply()
        .verbatim(
            "store: used="
                + MemoryUnits.human(figures.used)
                + " peak="
                + MemoryUnits.human(figures.peak)
                + "\nheap: used="
                + MemoryUnits.human(runtime.totalMemory() - runtime.freeMemory())
                + " committed="
                + MemoryUnits.human(runtime.totalMemory())
                + " max="
                + MemoryUnits.human(runtime.maxMemory())
                + "\nprocess: resident="
                + MemoryUnits.human(figures.resident)
                + "\n");
  }

  /** Asks the allocator to give memory back. */
  @Command(
      syntax = "MEMORY PURGE",
      since = "4.0.0",
      complexity = "Depends on how much memory is allocated, could be slow",
      tips = {"request_policy:all_shards", "response_policy:all_succeeded"})
  public static void purge(Context c) {
    c.keyspace().lazyFree().drain();
    c.reply().ok();
  }

  /** Tells the subcommands. */
  @Command(
      syntax = "MEMORY HELP",
      since = "4.0.0",
      complexity = "O(1)",
      flags = {Flag.LOADING, Flag.STALE})
  public static void help(Context c) {
    c.reply()
        .help(
            c.args(),
            "DOCTOR",
            "    What is odd about the memory.",
            "MALLOC-STATS",
            "    The allocator's view.",
            "PURGE",
            "    Free what waits to be freed.",
            "STATS",
            "    What memory is used for.",
            "USAGE <key> [SAMPLES <count>]",
            "    Bytes of a key and its value. Of a nested value <count> elements are looked at",
            "    (default: 5; 0: all).");
  }
}
