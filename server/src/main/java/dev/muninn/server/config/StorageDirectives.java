package dev.muninn.server.config;

import static dev.muninn.server.config.DirectiveChecks.fileName;
import static dev.muninn.server.config.DirectiveTable.INT_MAX;
import static dev.muninn.server.config.DirectiveTable.MB;
import static dev.muninn.server.config.DirectiveTable.choice;
import static dev.muninn.server.config.DirectiveTable.clampToInt;
import static dev.muninn.server.config.DirectiveTable.integer;
import static dev.muninn.server.config.DirectiveTable.memory;
import static dev.muninn.server.config.DirectiveTable.optional;
import static dev.muninn.server.config.DirectiveTable.text;
import static dev.muninn.server.config.DirectiveTable.unsigned;
import static dev.muninn.server.config.DirectiveTable.unsignedMemory;
import static dev.muninn.server.config.DirectiveTable.yesNo;

import dev.muninn.server.config.ListDirectives.Directory;
import dev.muninn.server.config.ListDirectives.Notifications;
import dev.muninn.server.config.ListDirectives.Save;
import java.util.List;

/** Directives: Memory, data types, expiry, files. */
final class StorageDirectives {
  /** Each takes about 2 KiB of the Java heap though it be empty. */
  private static final int MAX_DATABASES = 100_000;

  private StorageDirectives() {}

  static List<Directive<?>> list() {
    return List.of(
        yesNo("rdbchecksum", true).immutable(),
        yesNo("rdbcompression", true),
        yesNo("rdb-del-sync-files", false),
        yesNo("activerehashing", true).into((c, v) -> c.activerehashing = v),
        yesNo("stop-writes-on-bgsave-error", true),
        yesNo("lazyfree-lazy-eviction", true).into((c, v) -> c.lazyfreeLazyEviction = v),
        yesNo("lazyfree-lazy-expire", true).into((c, v) -> c.lazyfreeLazyExpire = v),
        yesNo("lazyfree-lazy-server-del", true).into((c, v) -> c.lazyfreeLazyServerDel = v),
        yesNo("lazyfree-lazy-user-del", true).into((c, v) -> c.lazyfreeLazyUserDel = v),
        yesNo("lazyfree-lazy-user-flush", true).into((c, v) -> c.lazyfreeLazyUserFlush = v),
        yesNo("aof-rewrite-incremental-fsync", true),
        yesNo("no-appendfsync-on-rewrite", false),
        yesNo("rdb-save-incremental-fsync", true),
        yesNo("aof-load-truncated", true),
        yesNo("aof-use-rdb-preamble", true),
        yesNo("aof-timestamp-enabled", false),
        yesNo("jemalloc-bg-thread", true),
        yesNo("activedefrag", false)
            .missingWhen(
                v -> v,
                "this version does not defragment",
                "Active defragmentation cannot be enabled: it requires a server compiled with a modified Jemalloc like the one shipped by default with the source distribution"),
        yesNo("appendonly", false)
            .denyLoading()
            .into((c, v) -> c.appendonly = v)
            .missingWhen(
                v -> v,
                "this version keeps no append-only file: writes are NOT kept across a restart",
                "Unable to turn on AOF. Check server logs."),
        yesNo("aof-disable-auto-gc", false).hidden(),
        text("dbfilename", "dump.rdb", fileName("dbfilename", "filename"))
            .guarded()
            .into((c, v) -> c.dbfilename = v),
        text("appendfilename", "appendonly.aof", fileName("appendfilename", "filename"))
            .immutable(),
        text("appenddirname", "appendonlydir", fileName("appenddirname", "dirname")).immutable(),
        optional("aof-rewrite-cpulist").alias("aof_rewrite_cpulist").immutable(),
        choice(
                "maxmemory-policy",
                "noeviction",
                "volatile-lru",
                "volatile-lfu",
                "volatile-random",
                "volatile-ttl",
                "allkeys-lru",
                "allkeys-lfu",
                "allkeys-random",
                "noeviction")
            .missingWhen(
                v -> MaxmemoryPolicy.of(v) != MaxmemoryPolicy.NOEVICTION,
                "this version evicts nothing: writes are refused when maxmemory is reached")
            .into((c, v) -> c.maxmemoryPolicy = MaxmemoryPolicy.of(v)),
        choice("appendfsync", "everysec", "everysec", "always", "no"),
        choice("sanitize-dump-payload", "no", "no", "yes", "clients"),
        integer("databases", 16, 1, MAX_DATABASES)
            .immutable()
            .into((c, v) -> c.databases = clampToInt(v)),
        integer("auto-aof-rewrite-percentage", 100, 0, INT_MAX),
        integer("list-max-listpack-size", -2, Integer.MIN_VALUE, INT_MAX)
            .alias("list-max-ziplist-size")
            .into((c, v) -> c.listMaxListpackSize = clampToInt(v)),
        integer("active-defrag-cycle-min", 1, 1, 99),
        integer("active-defrag-cycle-max", 25, 1, 99),
        integer("active-defrag-threshold-lower", 10, 0, 1000),
        integer("active-defrag-threshold-upper", 100, 0, 1000),
        integer("lfu-log-factor", 10, 0, INT_MAX).into((c, v) -> c.lfuLogFactor = clampToInt(v)),
        integer("lfu-decay-time", 1, 0, INT_MAX).into((c, v) -> c.lfuDecayTime = clampToInt(v)),
        integer("maxmemory-samples", 5, 1, 64).into((c, v) -> c.maxmemorySamples = clampToInt(v)),
        integer("maxmemory-eviction-tenacity", 10, 0, 100)
            .into((c, v) -> c.maxmemoryEvictionTenacity = clampToInt(v)),
        integer("list-compress-depth", 0, 0, INT_MAX)
            .into((c, v) -> c.listCompressDepth = clampToInt(v)),
        integer("rdb-key-save-delay", 0, Integer.MIN_VALUE, INT_MAX).hidden(),
        integer("key-load-delay", 0, Integer.MIN_VALUE, INT_MAX).hidden(),
        integer("active-expire-effort", 1, 1, 10)
            .into((c, v) -> c.activeExpireEffort = clampToInt(v)),
        unsigned("active-defrag-max-scan-fields", 1000, 1, Long.MAX_VALUE),
        integer("stream-node-max-entries", 100, 0, Long.MAX_VALUE)
            .into((c, v) -> c.streamNodeMaxEntries = v),
        unsignedMemory("maxmemory", 0, 0, -1).into((c, v) -> c.maxmemory = v),
        unsigned("hash-max-listpack-entries", 512, 0, Long.MAX_VALUE)
            .alias("hash-max-ziplist-entries")
            .into((c, v) -> c.hashMaxListpackEntries = v),
        unsigned("set-max-intset-entries", 512, 0, Long.MAX_VALUE)
            .into((c, v) -> c.setMaxIntsetEntries = v),
        unsigned("set-max-listpack-entries", 128, 0, Long.MAX_VALUE)
            .into((c, v) -> c.setMaxListpackEntries = v),
        unsigned("set-max-listpack-value", 64, 0, Long.MAX_VALUE)
            .into((c, v) -> c.setMaxListpackValue = v),
        unsigned("zset-max-listpack-entries", 128, 0, Long.MAX_VALUE)
            .alias("zset-max-ziplist-entries")
            .into((c, v) -> c.zsetMaxListpackEntries = v),
        unsignedMemory("active-defrag-ignore-bytes", 100 * MB, 1, Long.MAX_VALUE),
        unsignedMemory("hash-max-listpack-value", 64, 0, Long.MAX_VALUE)
            .alias("hash-max-ziplist-value")
            .into((c, v) -> c.hashMaxListpackValue = v),
        unsignedMemory("stream-node-max-bytes", 4096, 0, Long.MAX_VALUE)
            .into((c, v) -> c.streamNodeMaxBytes = v),
        unsignedMemory("zset-max-listpack-value", 64, 0, Long.MAX_VALUE)
            .alias("zset-max-ziplist-value")
            .into((c, v) -> c.zsetMaxListpackValue = v),
        unsignedMemory("hll-sparse-max-bytes", 3000, 0, Long.MAX_VALUE)
            .into((c, v) -> c.hllSparseMaxBytes = v),
        memory("auto-aof-rewrite-min-size", 64 * MB, 0, Long.MAX_VALUE),
        integer("loading-process-events-interval-bytes", 2 * MB, 1024, INT_MAX).hidden(),
        new Directory("dir").guarded().denyLoading().into((c, v) -> c.dir = v),
        new Save("save")
            .into((c, v) -> c.save = v)
            .missingWhen(
                v -> !v.isEmpty(),
                "this version writes no snapshots: the data set is NOT kept across a restart"),
        new Notifications("notify-keyspace-events").into((c, v) -> c.notifyKeyspaceEvents = v));
  }
}
