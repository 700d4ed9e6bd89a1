package dev.muninn.cli.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.LttngDaemon;
import dev.muninn.tracepoint.testing.LttngSession;
import dev.muninn.tracepoint.testing.Tools;
import dev.muninn.tracepoint.testing.TraceEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every event of the contract, recorded by LTTng from one running server. */
class LttngEventsTest {
  private static final String COMMAND_CALL = "valkey_commands:command_call";

  private static LttngDaemon daemon;
  private static ServerProcess server;

  @BeforeAll
  static void startServer() {
    daemon = LttngDaemon.start();
    server = ServerProcess.builder().tracedBy(daemon).start();
    server.awaitKnownTo(daemon);
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  private static Stream<TraceEvent> named(List<TraceEvent> events, String name) {
    return events.stream().filter(event -> event.name().equals(name));
  }

  private static Stream<String> fields(List<TraceEvent> events, String name) {
    return named(events, name).map(TraceEvent::fields);
  }

  private static long duration(TraceEvent event) {
    String fields = event.fields();
    return Long.parseLong(fields.substring(fields.lastIndexOf("duration = ") + 11));
  }

  private static Map<String, Long> counts(List<TraceEvent> events) {
    return events.stream().collect(Collectors.groupingBy(TraceEvent::name, Collectors.counting()));
  }

  @Test
  void shouldPrintTheCommandsOfRedisCli() {
    Tools.assumeInstalled("redis-cli", "pidof");
    assertThat(Tools.output("pidof", "muninn-server").strip().split(" "))
        .contains(Long.toString(server.pid()));
    try (LttngSession session =
        daemon.session("issue").enable("valkey_server:*").enable("valkey_commands:*")) {
      daemon.lttng("track", "-u", "-s", "issue", "-p", Long.toString(server.pid()));
      session.start();
      assertThat(server.cli("set", "raven", "muninn")).isEqualTo("OK");
      assertThat(server.cli("keys", "raven")).isEqualTo("raven");
      session.stop();

      List<String> lines =
          daemon.lttng("view", "issue").lines().filter(line -> line.startsWith("[")).toList();
      String head = "\\[\\d\\d:\\d\\d:\\d\\d\\.\\d{9}\\] \\(\\+[\\d.?]+\\) \\S+ ";
      String cpu = ": \\{ cpu_id = \\d+ \\}, \\{ ";
      assertThat(lines)
          .allMatch(
              line ->
                  line.matches(
                      head + "valkey_\\w+:\\w+" + cpu + "(name = \"\\w+\", )?duration = \\d+ \\}"));
      assertThat(lines.stream().filter(line -> line.contains("command_call")))
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .matches(head + COMMAND_CALL + cpu + "name = \"set\", duration = \\d+ \\}"),
              line ->
                  assertThat(line)
                      .matches(head + COMMAND_CALL + cpu + "name = \"keys\", duration = \\d+ \\}"));
    }
  }

  @Test
  void shouldRecordEachOfTenThousandCommands() {
    try (LttngSession session =
            daemon
                .session("count")
                .enable("valkey_commands:*")
                .enable("valkey_server:command")
                .enable("valkey_server:fast_command")
                .start();
        RespClient client = server.connect()) {
      client.repeat(4000, "SET", "count", "1");
      client.repeat(3000, "GET", "count");
      client.repeat(2000, "ping");
      client.repeat(1000, "CONFIG", "GET", "port");
      // Never a command that ran, so never an event.
      client.repeat(10, "nosuchcommand");
      client.repeat(10, "GET");
      session.stop();

      List<TraceEvent> events = session.events();
      assertThat(counts(events))
          .isEqualTo(
              Map.of(
                  COMMAND_CALL,
                  10_000L,
                  "valkey_server:command",
                  5_000L,
                  "valkey_server:fast_command",
                  5_000L));
      assertThat(
              fields(events, COMMAND_CALL)
                  .map(text -> text.substring(0, text.indexOf(',')))
                  .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
          .isEqualTo(
              Map.of(
                  "name = \"set\"", 4000L,
                  "name = \"get\"", 3000L,
                  "name = \"ping\"", 2000L,
                  "name = \"config|get\"", 1000L));
    }
  }

  @Test
  void shouldGiveTheSameDurationToBothEventsOfACommand() {
    try (LttngSession session =
            daemon
                .session("duration")
                .enable("valkey_commands:*")
                .enable("valkey_server:command")
                .start();
        RespClient client = server.connect()) {
      client.call("DEBUG", "SLEEP", "0.02");
      session.stop();

      List<TraceEvent> events = session.events();
      assertThat(events.stream().map(TraceEvent::name))
          .containsExactly(COMMAND_CALL, "valkey_server:command");
      assertThat(events.getFirst().fields()).startsWith("name = \"debug\", ");
      assertThat(duration(events.getFirst())).isGreaterThanOrEqualTo(20_000);
      assertThat(duration(events.getLast())).isEqualTo(duration(events.getFirst()));
    }
  }

  @Test
  void shouldFollowFiltersAndAddContexts() {
    try (LttngSession session =
            daemon
                .session("filter")
                .enable(COMMAND_CALL, "name != \"keys\" && (duration >= 20000 || name == \"se*\")")
                .context("vpid", "procname")
                .start();
        RespClient client = server.connect()) {
      client.call("SET", "raven", "muninn");
      client.call("GET", "raven");
      client.call("KEYS", "*");
      client.call("DEBUG", "SLEEP", "0.02");
      session.stop();

      List<TraceEvent> events = session.events();
      assertThat(events.stream().map(event -> event.fields().replaceAll(",.*", "")))
          .startsWith("name = \"set\"")
          .endsWith("name = \"debug\"")
          .doesNotContain("name = \"keys\"");
      assertThat(events)
          .allSatisfy(
              event ->
                  assertThat(event.context())
                      .matches(
                          "\\{ cpu_id = \\d+ }, \\{ vpid = "
                              + server.pid()
                              + ", procname = \"muninn-server\" }"));
    }
  }

  @Test
  void shouldEnableAndDisableWhileTracing() {
    try (LttngSession session = daemon.session("running").enable("valkey_db:*").start();
        RespClient client = server.connect()) {
      client.call("SET", "before", "1");
      session.enable(COMMAND_CALL);
      client.call("GET", "while");
      daemon.lttng("disable-event", "-u", "-s", "running", "-c", "events", COMMAND_CALL);
      client.call("DEL", "after");
      session.stop();

      assertThat(fields(session.events(), COMMAND_CALL).map(text -> text.replaceAll(",.*", "")))
          .containsExactly("name = \"get\"");
    }
  }

  @Test
  void shouldMeasureTurnsOfTheEventLoop() {
    try (LttngSession session =
            daemon
                .session("loop")
                .enable("valkey_server:*")
                .enable("valkey_server_entry:eventloop*")
                .start();
        RespClient client = server.connect()) {
      client.call("DEBUG", "SLEEP", "0.05");
      client.repeat(1000, "PING");
      session.stop();

      List<TraceEvent> events = session.events();
      assertThat(named(events, "valkey_server:eventloop"))
          .isNotEmpty()
          .anyMatch(event -> duration(event) >= 50_000);
      assertThat(named(events, "valkey_server:eventloop_cron")).isNotEmpty();
      // A turn begins, its requests run, its periodic work begins and ends, it ends.
      String turns =
          events.stream()
              .map(LttngEventsTest::letter)
              .collect(Collectors.joining())
              .replaceAll("^[^b]*", "")
              .replaceAll("[^e]*$", "");
      assertThat(turns).matches("(b[cf]*pqe)+").contains("bcpqe", "f");
    }
  }

  private static String letter(TraceEvent event) {
    return switch (event.name()) {
      case "valkey_server_entry:eventloop_entry" -> "b";
      case "valkey_server:command" -> "c";
      case "valkey_server:fast_command" -> "f";
      case "valkey_server_entry:eventloop_cron_entry" -> "p";
      case "valkey_server:eventloop_cron" -> "q";
      case "valkey_server:eventloop" -> "e";
      default -> throw new AssertionError(event);
    };
  }

  @Test
  void shouldTellWhoseCommandItIsOnEntry() {
    try (LttngSession session =
            daemon
                .session("entry")
                .enable("valkey_commands*:*")
                .enable("valkey_server_entry:command_entry")
                .enable("valkey_server_entry:fast_command_entry")
                .start();
        RespClient client = server.connect()) {
      String id = client.call("CLIENT", "ID");
      client.call("CLIENT", "SETNAME", "hugin");
      client.call("GET", "raven");
      session.stop();

      String sender = "client_id = " + id + ", address = \"" + client.address() + "\", ";
      assertThat(
              session.events().stream()
                  .map(event -> event.name() + " " + event.fields().replaceAll("\\d+$", "N")))
          .containsExactly(
              "valkey_commands_entry:command_call_entry name = \"client|id\", "
                  + sender
                  + "client_name = \"\"",
              "valkey_server_entry:command_entry ",
              "valkey_commands:command_call name = \"client|id\", duration = N",
              "valkey_commands_entry:command_call_entry name = \"client|setname\", "
                  + sender
                  + "client_name = \"\"",
              "valkey_server_entry:command_entry ",
              "valkey_commands:command_call name = \"client|setname\", duration = N",
              "valkey_commands_entry:command_call_entry name = \"get\", "
                  + sender
                  + "client_name = \"hugin\"",
              "valkey_server_entry:fast_command_entry ",
              "valkey_commands:command_call name = \"get\", duration = N");
    }
  }

  @Test
  void shouldNotEnableEntryTwinsByTheWildcardOfTheirEvents() {
    try (LttngSession session =
            daemon
                .session("wildcard")
                .enable("valkey_commands:*")
                .enable("valkey_server:*")
                .enable("valkey_db:*")
                .start();
        RespClient client = server.connect()) {
      client.repeat(10, "SET", "raven", "muninn");
      session.stop();

      assertThat(named(session.events(), COMMAND_CALL)).hasSize(10);
      assertThat(session.events()).noneMatch(event -> event.name().contains("entry"));
    }
  }

  @Test
  void shouldTellOfClientsComingAndGoing() {
    try (LttngSession session = daemon.session("clients").enable("valkey_connections:*").start();
        RespClient watcher = server.connect()) {
      String watcherId = watcher.call("CLIENT", "ID");
      String id;
      String address;
      try (RespClient client = server.connect()) {
        id = client.call("CLIENT", "ID");
        address = client.address();
      }
      Tools.await(
          "the client is gone", () -> !watcher.call("CLIENT", "LIST").contains("addr=" + address));
      session.stop();

      String watcherAccept =
          "client_id = " + watcherId + ", address = \"" + watcher.address() + "\", clients = ";
      List<TraceEvent> events = session.events();
      assertThat(fields(events, "valkey_connections:connection_accept"))
          .anyMatch(text -> text.startsWith(watcherAccept))
          .filteredOn(text -> text.startsWith("client_id = " + id + ","))
          .singleElement()
          .asString()
          .matches("client_id = " + id + ", address = \"" + address + "\", clients = [2-9]");
      assertThat(fields(events, "valkey_connections:connection_close"))
          .filteredOn(text -> text.startsWith("client_id = " + id + ","))
          .singleElement()
          .asString()
          .matches("client_id = " + id + ", address = \"" + address + "\", duration = \\d+");
    }
  }

  @Test
  void shouldTellOfQueuedCommandsAndOfThemAgainWhenTheyRun() {
    try (LttngSession session =
            daemon
                .session("queued")
                .enable("valkey_connections:command_queued")
                .enable(COMMAND_CALL)
                .start();
        RespClient client = server.connect()) {
      String id = client.call("CLIENT", "ID");
      client.call("MULTI");
      client.call("SET", "k", "v");
      client.call("CLIENT", "GETNAME");
      client.call("EXEC");
      session.stop();

      String who = "client_id = " + id + ", address = \"" + client.address() + "\", ";
      assertThat(
              session.events().stream()
                  .map(event -> event.fields().replaceAll("duration = \\d+", "duration = N")))
          .endsWith(
              "name = \"multi\", duration = N",
              who + "name = \"set\", queued = 1",
              who + "name = \"client|getname\", queued = 2",
              "name = \"set\", duration = N",
              "name = \"client|getname\", duration = N",
              "name = \"exec\", duration = N");
    }
  }

  @Test
  void shouldTellOfKeysThatExpireOnAccess() {
    try (LttngSession session = daemon.session("lazy").enable("valkey_db*:*").start();
        RespClient client = server.connect()) {
      client.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
      client.call("SET", "brief", "1", "PX", "1");
      Tools.await("the key expires", () -> client.call("GET", "brief").isEmpty());
      session.stop();

      assertThat(
              session.events().stream()
                  .map(event -> event.name() + " " + event.fields().replaceAll("\\d+", "N")))
          .containsExactly(
              "valkey_db_entry:expire_del_entry ", "valkey_db:expire_del duration = N");
    } finally {
      try (RespClient client = server.connect()) {
        client.call("DEBUG", "SET-ACTIVE-EXPIRE", "1");
      }
    }
  }

  @Test
  void shouldTellOfCyclesOfActiveExpiry() {
    try (LttngSession session = daemon.session("active").enable("valkey_db*:*").start();
        RespClient client = server.connect()) {
      for (int i = 0; i < 100; i++) {
        client.call("SET", "brief" + i, "1", "PX", "1");
      }
      TracedEvents.awaitExpiry(client);
      TracedEvents.expireField(client);
      session.stop();

      Map<String, Long> counts = counts(session.events());
      assertThat(counts).containsEntry("valkey_db:expire_del", 100L);
      for (String event :
          Arrays.asList("expire_del", "expire_cycle", "expire_cycle_keys", "expire_cycle_fields")) {
        assertThat(counts.get("valkey_db:" + event))
            .as(event)
            .isPositive()
            .isEqualTo(counts.get("valkey_db_entry:" + event + "_entry"));
      }
      assertThat(fields(session.events(), "valkey_db:expire_cycle"))
          .allMatch(text -> text.matches("duration = \\d+"));
      assertThat(fields(session.events(), "valkey_db:expire_cycle_keys"))
          .allMatch(text -> text.matches("duration = \\d+"));
    }
  }

  @Test
  void shouldTellOfKeysThatAreReadWrittenAndDeleted() {
    try (LttngSession session = daemon.session("keys").enable("valkey_keys:*").start();
        RespClient client = server.connect()) {
      client.call("SET", "k", "12345");
      client.call("GET", "k");
      client.call("GET", "absent");
      client.call("APPEND", "k", "67");
      client.call("EXPIRE", "k", "100");
      client.call("SETRANGE", "l", "9", "x");
      client.call("RENAME", "k", "l");
      client.call("DEL", "l");
      session.stop();

      assertThat(
              session.events().stream()
                  .map(event -> event.name().substring(12) + " " + event.fields()))
          .containsExactly(
              "key_write " + key('k', 5),
              "key_read " + key('k', 5),
              "key_write " + key('k', 7),
              "key_write " + key('k', 7),
              "key_write " + key('l', 10),
              "key_write " + key('l', 7),
              "key_delete " + key('k', 7),
              "key_delete " + key('l', 7));
    }
  }

  private static String key(char name, int size) {
    return "db = 0, _key_length = 1, key = [ [0] = "
        + String.format("0x%X", (int) name)
        + " ], type = \"string\", size = "
        + size;
  }

  @Test
  void shouldTellOfClientsThatDoNotReadTheirReplies() {
    try (LttngSession session =
            daemon.session("slow").enable("valkey_connections:output_pending").start();
        RespClient watcher = server.connect()) {
      TracedEvents.readSlowly(server, watcher);
      session.stop();

      assertThat(session.fields())
          .isNotEmpty()
          .allMatch(
              text ->
                  text.matches(
                      "client_id = \\d+, address = \"127.0.0.1:\\d+\", pending = [1-9]\\d*"));
    }
  }

  @Test
  void shouldTellOfFreeingWhatWasDetached() {
    try (LttngSession session = daemon.session("free").enable("valkey_db:lazy_free").start();
        RespClient client = server.connect()) {
      client.call("SETRANGE", "large", "10000000", "x");
      client.call("UNLINK", "large");
      client.call("PING");
      session.stop();

      assertThat(session.fields()).isNotEmpty().allMatch(text -> text.matches("duration = \\d+"));
    }
  }

  @Test
  void shouldTellWhatTheJvmAndTheSystemDoToTheServer() {
    try (LttngSession session = daemon.session("jvm").enable("jvm:*").enable("process:*").start()) {
      Tools.await(
          () -> "pauses are told: log=" + server.log(),
          () -> {
            TracedEvents.fireLate(server);
            session.stop();
            boolean told = counts(session.events()).keySet().containsAll(TracedEvents.LATE);
            session.start();
            return told;
          });
      session.stop();
      List<TraceEvent> events = session.events();
      assertThat(fields(events, "jvm:gc_pause"))
          .allMatch(
              text -> text.matches("name = \"[^/\"]+/[^/\"]+\", start = \\d+, duration = \\d+"))
          .anyMatch(text -> text.contains("/Diagnostic Command\""));
      assertThat(fields(events, "jvm:safepoint"))
          .allMatch(text -> text.matches("operation = \"\\w+\", start = \\d+, duration = \\d+"));
      assertThat(fields(events, "process:cpu_wait"))
          .allMatch(
              text ->
                  text.matches(
                      "duration = \\d+, window = \\d{4,}, start = \\d+, slices = [1-9]\\d*,"
                          + " longest = \\d+, throttled = \\d+"));
      // A collection lies within a safepoint, by the same clock.
      List<long[]> safepoints = fields(events, "jvm:safepoint").map(LttngEventsTest::span).toList();
      assertThat(fields(events, "jvm:gc_pause").map(LttngEventsTest::span))
          .anySatisfy(
              gc ->
                  assertThat(safepoints)
                      .anyMatch(stop -> stop[0] <= gc[0] + 1000 && gc[1] <= stop[1] + 2000));
    }
  }

  /** Start and end in nanoseconds, of fields that end in {@code start} and {@code duration}. */
  private static long[] span(String fields) {
    String[] words = fields.split(" (start|duration) = ", -1);
    long start = Long.parseLong(words[1].replace(",", ""));
    return new long[] {start, start + 1000 * Long.parseLong(words[2])};
  }

  @Test
  void shouldOfferTheProbesOfRedisToLttngToo() {
    try (LttngSession session = daemon.session("redis").enable("redis:*").start();
        RespClient client = server.connect()) {
      String id = client.call("CLIENT", "ID");
      session.stop();

      assertThat(session.events().stream().map(event -> event.name() + " " + event.fields()))
          .containsExactly("redis:call__start id = " + id, "redis:call__end id = " + id);
    }
  }
}
