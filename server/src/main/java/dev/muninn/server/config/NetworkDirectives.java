package dev.muninn.server.config;

import static dev.muninn.server.config.DirectiveTable.GB;
import static dev.muninn.server.config.DirectiveTable.INT_MAX;
import static dev.muninn.server.config.DirectiveTable.MB;
import static dev.muninn.server.config.DirectiveTable.UINT_MAX;
import static dev.muninn.server.config.DirectiveTable.choice;
import static dev.muninn.server.config.DirectiveTable.clampToInt;
import static dev.muninn.server.config.DirectiveTable.integer;
import static dev.muninn.server.config.DirectiveTable.memory;
import static dev.muninn.server.config.DirectiveTable.memoryOrPercent;
import static dev.muninn.server.config.DirectiveTable.octal;
import static dev.muninn.server.config.DirectiveTable.optional;
import static dev.muninn.server.config.DirectiveTable.text;
import static dev.muninn.server.config.DirectiveTable.unsigned;
import static dev.muninn.server.config.DirectiveTable.unsignedMemory;
import static dev.muninn.server.config.DirectiveTable.upper;
import static dev.muninn.server.config.DirectiveTable.yesNo;

import dev.muninn.server.config.ListDirectives.Addresses;
import dev.muninn.server.config.ListDirectives.OutputBufferLimits;
import java.util.List;

/** Directives: Listening, clients, access. */
final class NetworkDirectives {
  private NetworkDirectives() {}

  static List<Directive<?>> list() {
    return List.of(
        yesNo("protected-mode", true).into((c, v) -> c.protectedMode = v),
        yesNo("extended-redis-compatibility", false)
            .into((c, v) -> c.extendedRedisCompatibility = v),
        yesNo("enable-debug-assert", false).immutable().hidden(),
        text("aclfile", "").immutable(),
        optional("unixsocket").immutable().into((c, v) -> c.unixsocket = v),
        optional("unixsocketgroup").immutable().into((c, v) -> c.unixsocketgroup = v),
        optional("bind-source-addr"),
        optional("requirepass").sensitive().into((c, v) -> c.requirepass = v),
        text("availability-zone", "").into((c, v) -> c.availabilityZone = v),
        choice("acl-pubsub-default", "resetchannels", "allchannels", "resetchannels"),
        choice("enable-protected-configs", "no", "no", "yes", "local")
            .immutable()
            .into((c, v) -> c.enableProtectedConfigs = ProtectedAction.valueOf(upper(v))),
        choice("enable-debug-command", "no", "no", "yes", "local")
            .immutable()
            .into((c, v) -> c.enableDebugCommand = ProtectedAction.valueOf(upper(v))),
        choice("enable-module-command", "no", "no", "yes", "local")
            .immutable()
            .into((c, v) -> c.enableModuleCommand = ProtectedAction.valueOf(upper(v))),
        integer("port", 6379, 0, 65535).into((c, v) -> c.port = clampToInt(v)),
        integer("io-threads", 1, 1, 128)
            .immutable()
            .normalize(v -> Math.min(v, 16L))
            .into((c, v) -> c.ioThreads = clampToInt(v))
            .missingWhen(v -> v > 1, "this version serves all sockets on one thread"),
        integer("events-per-io-thread", 2, 0, INT_MAX),
        integer("prefetch-batch-max-size", 16, 0, 128),
        integer("tcp-keepalive", 300, 0, INT_MAX).into((c, v) -> c.tcpKeepalive = clampToInt(v)),
        integer("timeout", 0, 0, INT_MAX).into((c, v) -> c.timeout = clampToInt(v)),
        integer("tcp-backlog", 511, 0, INT_MAX)
            .immutable()
            .into((c, v) -> c.tcpBacklog = clampToInt(v)),
        unsigned("maxclients", 10000, 1, UINT_MAX).into((c, v) -> c.maxclients = clampToInt(v)),
        octal("unixsocketperm", 0, 0, 0777)
            .immutable()
            .into((c, v) -> c.unixsocketperm = clampToInt(v)),
        unsigned("socket-mark-id", 0, 0, UINT_MAX)
            .immutable()
            .refuseWhen(v -> v != 0, "this version does not mark its sockets; allowed: 0"),
        unsigned("max-new-connections-per-cycle", 10, 1, 1000)
            .into((c, v) -> c.maxNewConnectionsPerCycle = clampToInt(v)),
        unsigned("max-new-tls-connections-per-cycle", 1, 1, 1000),
        unsigned("acllog-max-len", 128, 0, Long.MAX_VALUE).into((c, v) -> c.acllogMaxLen = v),
        memory("proto-max-bulk-len", 512 * MB, 1 * MB, Long.MAX_VALUE)
            .into((c, v) -> c.protoMaxBulkLen = v),
        unsigned("tracking-table-max-keys", 1000000, 0, Long.MAX_VALUE)
            .into((c, v) -> c.trackingTableMaxKeys = v),
        unsignedMemory("client-query-buffer-limit", 1 * GB, 1 * MB, Long.MAX_VALUE)
            .into((c, v) -> c.clientQueryBufferLimit = v),
        memoryOrPercent("maxmemory-clients", 0, -100, Long.MAX_VALUE)
            .into((c, v) -> c.maxmemoryClients = v),
        integer("tls-port", 0, 0, 65535)
            .refuseWhen(v -> v != 0, "this version does not speak TLS; allowed: 0"),
        integer("tls-session-cache-size", 20480, 0, INT_MAX),
        integer("tls-session-cache-timeout", 300, 0, INT_MAX),
        yesNo("tls-cluster", false),
        yesNo("tls-replication", false),
        choice("tls-auth-clients", "yes", "no", "yes", "optional"),
        yesNo("tls-prefer-server-ciphers", false),
        yesNo("tls-session-caching", true),
        optional("tls-cert-file").volatileValue(),
        optional("tls-key-file").volatileValue(),
        optional("tls-key-file-pass").sensitive(),
        optional("tls-client-cert-file").volatileValue(),
        optional("tls-client-key-file").volatileValue(),
        optional("tls-client-key-file-pass").sensitive(),
        optional("tls-dh-params-file").volatileValue(),
        optional("tls-ca-cert-file").volatileValue(),
        optional("tls-ca-cert-dir").volatileValue(),
        optional("tls-protocols"),
        optional("tls-ciphers"),
        optional("tls-ciphersuites"),
        new OutputBufferLimits("client-output-buffer-limit")
            .into((c, v) -> c.outputBufferLimits = v),
        new Addresses("bind", List.of("*", "-::*")).into((c, v) -> c.bind = v),
        choice("io-transport", "auto", "auto", "nio", "epoll")
            .immutable()
            .hidden() // to who sets every directive that CONFIG GET * shows, it is unknown
            .into((c, v) -> c.ioTransport = TransportKind.valueOf(upper(v))));
  }
}
