package dev.muninn.server.config;

import static dev.muninn.server.config.DirectiveChecks.notEmpty;
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

import dev.muninn.server.config.ListDirectives.ReplicaOf;
import java.util.List;

/** Directives: Replication and cluster. */
final class ReplicationDirectives {
  private ReplicationDirectives() {}

  static List<Directive<?>> list() {
    return List.of(
        yesNo("repl-disable-tcp-nodelay", false),
        yesNo("repl-diskless-sync", true),
        yesNo("dual-channel-replication-enabled", false),
        yesNo("cluster-require-full-coverage", true),
        yesNo("cluster-replica-no-failover", false).alias("cluster-slave-no-failover"),
        yesNo("replica-lazy-flush", true).alias("slave-lazy-flush"),
        yesNo("replica-serve-stale-data", true).alias("slave-serve-stale-data"),
        yesNo("replica-read-only", true)
            .alias("slave-read-only")
            .into((c, v) -> c.replicaReadOnly = v),
        yesNo("replica-ignore-maxmemory", true).alias("slave-ignore-maxmemory"),
        yesNo("cluster-enabled", false)
            .immutable()
            .into((c, v) -> c.clusterEnabled = v)
            .missingWhen(v -> v, "this version has no cluster mode: the server runs alone"),
        yesNo("cluster-allow-reads-when-down", false),
        yesNo("cluster-allow-pubsubshard-when-down", true),
        yesNo("cluster-allow-replica-migration", true),
        yesNo("replica-announced", true),
        yesNo("replica-ignore-disk-write-errors", false),
        yesNo("cluster-slot-stats-enabled", false),
        optional("replica-announce-ip").alias("slave-announce-ip"),
        optional("primaryuser").alias("masteruser").sensitive(),
        optional("cluster-announce-ip"),
        optional("cluster-announce-client-ipv4", DirectiveChecks::ipv4),
        optional("cluster-announce-client-ipv6", DirectiveChecks::ipv6),
        text("cluster-config-file", "nodes.conf", notEmpty("cluster-config-file")).immutable(),
        optional("cluster-announce-hostname", DirectiveChecks::hostName),
        optional("cluster-announce-human-nodename", DirectiveChecks::nodeName),
        optional("primaryauth").alias("masterauth").sensitive(),
        choice(
                "repl-diskless-load",
                "disabled",
                "disabled",
                "on-empty-db",
                "swapdb",
                "flush-before-load")
            .denyLoading(),
        choice("cluster-preferred-endpoint-type", "ip", "ip", "hostname", "unknown-endpoint"),
        choice("propagation-error-behavior", "ignore", "ignore", "panic", "panic-on-replicas"),
        integer("cluster-replica-validity-factor", 10, 0, INT_MAX)
            .alias("cluster-slave-validity-factor"),
        integer("cluster-migration-barrier", 1, 0, INT_MAX),
        integer("replica-priority", 100, 0, INT_MAX)
            .alias("slave-priority")
            .into((c, v) -> c.replicaPriority = clampToInt(v)),
        integer("repl-diskless-sync-delay", 5, 0, INT_MAX),
        integer("replica-announce-port", 0, 0, 65535).alias("slave-announce-port"),
        integer("cluster-port", 0, 0, 65535).immutable(),
        integer("cluster-announce-bus-port", 0, 0, 65535),
        integer("cluster-announce-port", 0, 0, 65535),
        integer("cluster-announce-tls-port", 0, 0, 65535),
        integer("repl-timeout", 60, 1, INT_MAX),
        integer("repl-ping-replica-period", 10, 1, INT_MAX).alias("repl-ping-slave-period"),
        integer("min-replicas-to-write", 0, 0, INT_MAX)
            .alias("min-slaves-to-write")
            .refuseWhen(v -> v != 0, "this version has no replicas that could confirm; allowed: 0"),
        integer("min-replicas-max-lag", 10, 0, INT_MAX).alias("min-slaves-max-lag"),
        integer("repl-diskless-sync-max-replicas", 0, 0, INT_MAX),
        unsigned("cluster-blacklist-ttl", 60, 0, -1),
        integer("cluster-node-timeout", 15000, 0, Long.MAX_VALUE),
        integer("cluster-ping-interval", 0, 0, Long.MAX_VALUE).hidden(),
        memory("repl-backlog-size", 10 * MB, 1, Long.MAX_VALUE),
        unsignedMemory("cluster-link-sendbuf-limit", 0, 0, -1),
        integer("repl-backlog-ttl", 3600, 0, Long.MAX_VALUE),
        new ReplicaOf("replicaof")
            .alias("slaveof")
            .immutable()
            .missingWhen(
                v -> !v.isEmpty(),
                "this version does not replicate: the server runs alone and accepts writes"));
  }
}
