package dev.muninn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DirectivesTest {
  /** The directives that a user's valkey.conf may name, with a value each. */
  private static final String USERS_FILE =
      """
      acl-pubsub-default resetchannels
      acllog-max-len 100
      active-defrag-cycle-max 20
      active-defrag-cycle-min 2
      active-defrag-ignore-bytes 50mb
      active-defrag-max-scan-fields 500
      active-defrag-threshold-lower 5
      active-defrag-threshold-upper 90
      active-expire-effort 3
      activedefrag no
      activerehashing yes
      always-show-logo no
      aof-load-truncated yes
      aof-rewrite-cpulist 8-11
      aof-rewrite-incremental-fsync yes
      aof-timestamp-enabled no
      aof-use-rdb-preamble yes
      appenddirname "aofs"
      appendfilename "my.aof"
      appendfsync always
      appendonly no
      auto-aof-rewrite-min-size 32mb
      auto-aof-rewrite-percentage 50
      availability-zone "zone-1"
      bgsave-cpulist 1,10-11
      bind 127.0.0.1 -::1
      bind-source-addr 10.0.0.1
      bio-cpulist 1,3
      busy-reply-threshold 4000
      lua-time-limit 4000
      client-output-buffer-limit normal 0 0 0
      client-output-buffer-limit replica 128mb 32mb 30
      client-output-buffer-limit pubsub 16mb 4mb 20
      client-query-buffer-limit 512mb
      cluster-allow-pubsubshard-when-down yes
      cluster-allow-reads-when-down no
      cluster-allow-replica-migration yes
      cluster-announce-bus-port 6380
      cluster-announce-client-ipv4 123.123.123.5
      cluster-announce-client-ipv6 2001:db8::8a2e:370:7334
      cluster-announce-hostname "a.example"
      cluster-announce-human-nodename "node-1"
      cluster-announce-ip 10.1.1.5
      cluster-announce-port 0
      cluster-announce-tls-port 6379
      cluster-blacklist-ttl 30
      cluster-config-file nodes-6379.conf
      cluster-enabled no
      cluster-link-sendbuf-limit 0
      cluster-migration-barrier 1
      cluster-node-timeout 15000
      cluster-port 0
      cluster-preferred-endpoint-type hostname
      cluster-replica-no-failover no
      cluster-replica-validity-factor 10
      cluster-require-full-coverage yes
      cluster-slot-stats-enabled no
      crash-log-enabled no
      crash-memcheck-enabled no
      daemonize no
      databases 16
      dbfilename my.rdb
      dir /
      disable-thp yes
      dual-channel-replication-enabled no
      dynamic-hz yes
      enable-debug-command local
      enable-module-command no
      enable-protected-configs no
      extended-redis-compatibility no
      hash-max-listpack-entries 512
      hash-max-ziplist-value 64
      hide-user-data-from-log yes
      hll-sparse-max-bytes 3000
      hz 10
      ignore-warnings ARM64-COW-BUG
      io-threads 4
      jemalloc-bg-thread yes
      latency-monitor-threshold 10
      latency-tracking yes
      latency-tracking-info-percentiles 50 99 99.9
      lazyfree-lazy-eviction no
      lazyfree-lazy-expire no
      lazyfree-lazy-server-del no
      lazyfree-lazy-user-del no
      lazyfree-lazy-user-flush no
      lfu-decay-time 1
      lfu-log-factor 10
      list-compress-depth 0
      list-max-listpack-size -2
      locale-collate ""
      logfile ""
      loglevel notice
      max-new-connections-per-cycle 10
      max-new-tls-connections-per-cycle 1
      maxclients 10000
      maxmemory 1gb
      maxmemory-clients 5%
      maxmemory-eviction-tenacity 10
      maxmemory-policy allkeys-lfu
      maxmemory-samples 5
      min-slaves-max-lag 10
      min-replicas-to-write 0
      no-appendfsync-on-rewrite no
      notify-keyspace-events "Elg"
      oom-score-adj no
      oom-score-adj-values 0 200 800
      pidfile /run/muninn.pid
      port 6379
      prefetch-batch-max-size 16
      masterauth "secret"
      primaryuser "me"
      proc-title-template "{title} {listen-addr} {server-mode}"
      propagation-error-behavior ignore
      protected-mode yes
      proto-max-bulk-len 512mb
      rdb-del-sync-files no
      rdb-save-incremental-fsync yes
      rdbchecksum yes
      rdbcompression yes
      repl-backlog-size 10mb
      repl-backlog-ttl 3600
      repl-disable-tcp-nodelay no
      repl-diskless-load disabled
      repl-diskless-sync yes
      repl-diskless-sync-delay 5
      repl-diskless-sync-max-replicas 0
      repl-ping-replica-period 10
      repl-timeout 60
      replica-announce-ip 5.5.5.5
      replica-announce-port 1234
      replica-announced yes
      replica-ignore-disk-write-errors no
      replica-ignore-maxmemory yes
      replica-lazy-flush yes
      replica-priority 100
      slave-read-only yes
      replica-serve-stale-data yes
      replicaof 10.0.0.2 6379
      requirepass "a b"
      sanitize-dump-payload no
      save 3600 1 300 100
      save 60 10000
      server-cpulist 0-7:2
      set-max-intset-entries 512
      set-max-listpack-entries 128
      set-max-listpack-value 64
      set-proc-title yes
      shutdown-on-sigint default
      shutdown-on-sigterm nosave force
      shutdown-timeout 10
      slowlog-log-slower-than 10000
      slowlog-max-len 128
      socket-mark-id 0
      stop-writes-on-bgsave-error yes
      stream-node-max-bytes 4096
      stream-node-max-entries 100
      supervised auto
      syslog-enabled no
      syslog-facility local0
      syslog-ident muninn
      tcp-backlog 511
      tcp-keepalive 300
      timeout 0
      tls-auth-clients optional
      tls-ca-cert-dir /etc/ssl/certs
      tls-ca-cert-file ca.crt
      tls-cert-file muninn.crt
      tls-ciphers DEFAULT:!MEDIUM
      tls-ciphersuites TLS_CHACHA20_POLY1305_SHA256
      tls-client-cert-file client.crt
      tls-client-key-file client.key
      tls-client-key-file-pass secret
      tls-cluster yes
      tls-dh-params-file muninn.dh
      tls-key-file muninn.key
      tls-key-file-pass secret
      tls-port 0
      tls-prefer-server-ciphers yes
      tls-protocols "TLSv1.2 TLSv1.3"
      tls-replication yes
      tls-session-cache-size 5000
      tls-session-cache-timeout 60
      tls-session-caching no
      tracking-table-max-keys 1000000
      unixsocket /run/muninn.sock
      unixsocketgroup staff
      unixsocketperm 700
      zset-max-listpack-entries 128
      zset-max-listpack-value 64
      """;

  @Test
  void shouldAcceptAUsersFile() throws ConfigException {
    Config config = ConfigLoader.parse("valkey.conf", USERS_FILE);
    assertThat(config.unixsocketperm).isEqualTo(0700);
    assertThat(config.get("unixsocketperm")).isEqualTo("700");
    assertThat(config.get("save")).isEqualTo("3600 1 300 100 60 10000");
    assertThat(config.get("masteruser")).isEqualTo("me");
    assertThat(config.get("replicaof")).isEqualTo("10.0.0.2 6379");
    assertThat(config.get("tls-protocols")).isEqualTo("TLSv1.2 TLSv1.3");
    assertThat(config.notices()).anyMatch(line -> line.startsWith("replicaof 10.0.0.2 6379: "));
  }

  @Test
  void shouldRefuseWhatThisVersionCannotMakeTrue() {
    assertRefused("daemonize yes", "daemonize 'yes'", "allowed: no");
    assertRefused("syslog-enabled yes", "syslog-enabled 'yes'", "allowed: no");
    assertRefused("supervised systemd", "supervised 'systemd'", "allowed: no");
    assertRefused("watchdog-period 100", "watchdog-period '100'", "allowed: 0");
    assertRefused("tls-port 6380", "tls-port '6380'", "allowed: 0");
    assertRefused("min-replicas-to-write 1", "min-replicas-to-write '1'", "allowed: 0");
    assertRefused("socket-mark-id 7", "socket-mark-id '7'", "allowed: 0");
    assertRefused("shutdown-on-sigterm save now", "'save now'", "allowed: default, nosave");
  }

  private static void assertRefused(String line, String... parts) {
    assertThatThrownBy(() -> ConfigLoader.parse("valkey.conf", line))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("valkey.conf:1: ")
        .hasMessageContainingAll(parts);
  }

  @Test
  void shouldRefuseAtRunTimeWhatItRefusesAtStart() {
    Config config = new Config();
    assertThatThrownBy(
            () -> config.set(List.of("shutdown-on-sigint"), List.of("save"), true, false))
        .hasMessage(
            "CONFIG SET failed (possibly related to argument 'shutdown-on-sigint') - this version"
                + " writes no snapshots; allowed: default, nosave, now, force");
    assertThat(config.get("shutdown-on-sigint")).isEqualTo("default");
  }

  @Test
  void shouldReadBackEveryDefault() throws ConfigException {
    for (Directive<?> directive : Directives.all()) {
      Config config = new Config();
      String text = String.valueOf(config.get(directive.name()));
      if (text.isEmpty() && directive.multiArg && directive.name().equals("replicaof")) {
        continue;
      }
      Config again =
          ConfigLoader.parse("default", directive.name() + " " + Quoting.quote(text) + "\n");
      assertThat(again.get(directive.name())).as(directive.name()).isEqualTo(text);
    }
  }

  @Test
  void shouldHaveAllDirectivesOnce() {
    assertThat(Directives.all()).hasSize(209);
    assertThat(Directives.find("SLAVEOF")).isSameAs(Directives.find("replicaof"));
  }
}
