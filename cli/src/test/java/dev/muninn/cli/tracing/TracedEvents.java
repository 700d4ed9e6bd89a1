package dev.muninn.cli.tracing;

import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.Tools;
import java.nio.file.Path;
import java.util.List;

/** All events of the server, and what makes it fire each of them. */
final class TracedEvents {
  /** As {@code provider:event}. */
  static final List<String> ALL =
      List.of(
          "redis:call__start",
          "redis:call__end",
          "valkey_commands:command_call",
          "valkey_commands_entry:command_call_entry",
          "valkey_server:command",
          "valkey_server:fast_command",
          "valkey_server:eventloop",
          "valkey_server:eventloop_cron",
          "valkey_server_entry:command_entry",
          "valkey_server_entry:fast_command_entry",
          "valkey_server_entry:eventloop_entry",
          "valkey_server_entry:eventloop_cron_entry",
          "valkey_db:expire_del",
          "valkey_db:expire_cycle",
          "valkey_db:expire_cycle_keys",
          "valkey_db:expire_cycle_fields",
          "valkey_db_entry:expire_del_entry",
          "valkey_db_entry:expire_cycle_entry",
          "valkey_db_entry:expire_cycle_keys_entry",
          "valkey_db_entry:expire_cycle_fields_entry",
          "valkey_connections:connection_accept",
          "valkey_connections:connection_close",
          "valkey_connections:output_pending",
          "valkey_connections:command_queued",
          "valkey_db:lazy_free",
          "valkey_keys:key_read",
          "valkey_keys:key_write",
          "valkey_keys:key_delete",
          "jvm:gc_pause",
          "jvm:safepoint",
          "process:cpu_wait");

  /** Those that come late, about a second after {@link #fireLate}. */
  static final List<String> LATE = List.of("jvm:gc_pause", "jvm:safepoint", "process:cpu_wait");

  private static final int BRIEF_KEYS = 50;

  private TracedEvents() {}

  /** Fires each event at least once. */
  static void fireAll(ServerProcess server) {
    try (RespClient watcher = server.connect()) {
      String address;
      try (RespClient client = server.connect()) {
        address = client.address();
        client.call("PING");
      }
      Tools.await(
          "the client is gone", () -> !watcher.call("CLIENT", "LIST").contains("addr=" + address));
      for (int i = 0; i < BRIEF_KEYS; i++) {
        watcher.call("SET", "brief" + i, "1", "PX", "1");
      }
      awaitExpiry(watcher);
      expireField(watcher);
      watcher.call("SET", "gone", "1");
      watcher.call("GET", "gone");
      watcher.call("FLUSHALL", "ASYNC");
      watcher.call("SET", "gone", "1");
      watcher.call("DEL", "gone");
      watcher.call("MULTI");
      watcher.call("PING");
      watcher.call("EXEC");
      readSlowly(server, watcher);
    }
  }

  /** A client that asks for much and reads nothing. */
  static void readSlowly(ServerProcess server, RespClient watcher) {
    watcher.call("SETRANGE", "long", "100000", "x");
    try (RespClient slow = server.connect()) {
      String line = "(?s).*addr=" + slow.address() + " [^\n]* omem=\\d{7}.*";
      Tools.await(
          "replies wait for the client",
          () -> {
            slow.send("GET", "long");
            return watcher.call("CLIENT", "LIST").matches(line);
          });
    }
    watcher.call("DEL", "long");
  }

  /** Has the JVM collect its garbage. What tells of it needs a moment to begin, so call again. */
  static void fireLate(ServerProcess server) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Tools.output(jcmd, Long.toString(server.pid()), "GC.run");
  }

  /** A field of a hash goes since its time is over; another one stays. */
  static void expireField(RespClient client) {
    client.call("HSET", "fields", "brief", "1", "long", "2");
    client.call("HPEXPIRE", "fields", "1", "FIELDS", "1", "brief");
    Tools.await("the field is deleted", () -> client.call("HLEN", "fields").equals("1"));
  }

  /** Waits until no key has a time to live, be it over or not. */
  static void awaitExpiry(RespClient client) {
    Tools.await(
        "all keys are deleted",
        () -> !client.call("INFO", "keyspace").matches("(?s).*expires=[1-9].*"));
  }
}
