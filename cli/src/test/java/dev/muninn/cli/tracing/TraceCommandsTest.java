package dev.muninn.cli.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.cli.trace.ToolRun;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recording by TRACE and by directives, read by babeltrace2. */
class TraceCommandsTest {
  @TempDir private Path directory = Path.of("");

  private ServerProcess start(String... arguments) {
    return ServerProcess.builder()
        .objectsIn(directory.resolve("objects"))
        .arguments("--trace-dir", directory.resolve("traces").toString())
        .arguments(arguments)
        .start();
  }

  private static List<String> events(Path trace) {
    return Tools.output("babeltrace2", trace.toString()).lines().toList();
  }

  @Test
  void shouldRecordExactlyWhatWasAskedFor() {
    Tools.assumeInstalled("babeltrace2");
    try (ServerProcess server = start();
        RespClient client = server.connect()) {
      assertThat(client.call("TRACE", "CREATE", "exact", "OUTPUT", "exact")).isEqualTo("OK");
      assertThat(
              client.call(
                  "TRACE", "ENABLE", "exact", "valkey_commands:*", "FILTER", "name == \"*et\""))
          .isEqualTo("1");
      assertThat(client.call("TRACE", "START", "exact")).isEqualTo("OK");
      client.repeat(600, "SET", "raven", "muninn");
      client.repeat(400, "GET", "raven");
      client.repeat(50, "PING");
      assertThat(client.call("TRACE", "STOP", "exact")).isEqualTo("OK");
      client.repeat(10, "GET", "raven");

      List<String> events = events(directory.resolve("traces/exact"));
      assertThat(events)
          .hasSize(1000)
          .allMatch(line -> line.contains(" valkey_commands:command_call: "));
      assertThat(events.stream().filter(line -> line.contains("name = \"set\""))).hasSize(600);
      assertThat(client.call("TRACE", "STATUS", "exact")).contains("events\n1000\nlost\n0\n");
      assertThat(client.call("TRACE", "DESTROY", "exact")).isEqualTo("OK");
      assertThat(client.call("TRACE", "STATUS")).isEmpty();
    }
  }

  @Test
  void shouldRecordInCtf2WhereTheDirectiveSaysSo() throws IOException {
    try (ServerProcess server = start("--trace-format", "ctf2", "--trace-flight-recorder", "4mb");
        RespClient client = server.connect()) {
      assertThat(client.call("CONFIG", "GET", "trace-format")).isEqualTo("trace-format\nctf2");
      client.call("TRACE", "CREATE", "new", "OUTPUT", "new");
      assertThat(client.call("CONFIG", "SET", "trace-format", "ctf1.8")).isEqualTo("OK");
      client.call("TRACE", "CREATE", "old", "OUTPUT", "old");
      assertThat(client.call("CONFIG", "SET", "trace-format", "ctf3"))
          .endsWith("- argument(s) must be one of the following: ctf1.8, ctf2");
      for (String session : List.of("new", "old")) {
        client.call("TRACE", "ENABLE", session, "valkey_commands:*", "FILTER", "name == \"set\"");
        client.call("TRACE", "START", session);
      }
      client.repeat(600, "SET", "raven", "muninn");
      client.call("TRACE", "STOP", "new");
      client.call("TRACE", "STOP", "old");

      Path traces = directory.resolve("traces");
      assertThat(Files.readString(traces.resolve("new/metadata"))).startsWith("\u001e{");
      assertThat(Files.readString(traces.resolve("old/metadata"))).startsWith("/* CTF 1.8 */");
      assertThat(timeless(traces.resolve("new")))
          .isEqualTo(timeless(traces.resolve("old")))
          .hasLineCount(600);
    }
  }

  /** Our view, without the times, which each session anchors on its own. */
  private String timeless(Path trace) {
    ToolRun run = ToolRun.of(directory, "trace", "view", trace.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return run.out().replaceAll("(?m)^\\[[^)]*\\) ", "");
  }

  @Test
  void shouldRefuseWhatIsWrongInOneLine() {
    try (ServerProcess server = start();
        RespClient client = server.connect()) {
      assertThat(client.call("TRACE", "START", "none")).isEqualTo("ERR no such session: name=none");
      assertThat(client.call("TRACE", "CREATE", "a b"))
          .isEqualTo("ERR session name has other characters than letters, digits and -_.");
      assertThat(client.call("TRACE", "CREATE", "a", "BUFFER", "much"))
          .isEqualTo("ERR BUFFER must be a size such as 64mb");
      assertThat(client.call("TRACE", "CREATE", "a", "KEEP", "-1"))
          .isEqualTo("ERR KEEP must be a number from 0 to 2147483647");
      assertThat(client.call("TRACE", "CREATE", "a", "FOO")).isEqualTo("ERR syntax error");
      assertThat(client.call("TRACE", "CREATE", "a", "OUTPUT")).isEqualTo("ERR OUTPUT is missing");
      assertThat(client.call("TRACE", "CREATE", "a", "SNAPSHOT")).isEqualTo("OK");
      assertThat(client.call("TRACE", "CREATE", "a")).isEqualTo("ERR session exists: name=a");
      assertThat(client.call("TRACE", "ENABLE", "a", "x:*", "SAMPLE", "0"))
          .isEqualTo("ERR SAMPLE must be a number from 1 to 2147483647");
      assertThat(client.call("TRACE", "ENABLE", "a", "valkey_server:*", "FILTER", "duration >"))
          .startsWith("ERR ")
          .contains("position=11");
      assertThat(client.call("TRACE", "TRACK", "a", "me")).startsWith("ERR process id must be");
      assertThat(client.call("TRACE", "STOP", "a", "b"))
          .startsWith("ERR wrong number of arguments");
      assertThat(client.call("TRACE", "ROTATE", "a")).startsWith("ERR ");
      assertThat(client.call("TRACE", "NOSUCH")).startsWith("ERR unknown subcommand");
      assertThat(client.call("CONFIG", "SET", "trace-trigger", "command-longer-than 1h"))
          .contains("limit of a trigger must be a time such as 100ms");
      assertThat(client.call("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void shouldWriteBeneathTheDirectoryForTracesAlone() throws IOException {
    Path outside = directory.resolve("outside");
    String refusal = "ERR OUTPUT outside of trace-dir not allowed. If the enable-trace-output-any";
    try (ServerProcess server = start();
        RespClient client = server.connect()) {
      for (String path : List.of(outside.toString(), "../outside", "/")) {
        assertThat(client.call("TRACE", "CREATE", "a", "OUTPUT", path)).startsWith(refusal);
      }
      assertThat(client.call("TRACE", "CREATE", "a")).isEqualTo("OK");
      assertThat(client.call("TRACE", "SNAPSHOT", "a", "OUTPUT", "../x")).startsWith(refusal);
      assertThat(outside).doesNotExist();
    }
    try (ServerProcess server = start("--enable-trace-output-anywhere", "local");
        RespClient client = server.connect()) {
      assertThat(client.call("TRACE", "CREATE", "a", "OUTPUT", outside.toString())).isEqualTo("OK");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outside)))
          .isEqualTo("rwxr-x---");
    }
  }

  @Test
  void shouldBoundTheBuffersOfAllSessions() {
    try (ServerProcess server = start();
        RespClient client = server.connect()) {
      assertThat(client.call("TRACE", "CREATE", "a", "BUFFER", "1gb"))
          .isEqualTo(
              "ERR BUFFER above what trace-max-memory leaves: buffer=1073741824 other-sessions=0"
                  + " trace-max-memory=268435456");
      assertThat(client.call("TRACE", "CREATE", "a", "BUFFER", "200mb")).isEqualTo("OK");
      assertThat(client.call("TRACE", "CREATE", "b", "BUFFER", "64mb"))
          .isEqualTo(
              "ERR BUFFER above what trace-max-memory leaves: buffer=67108864"
                  + " other-sessions=209715200 trace-max-memory=268435456");
      assertThat(client.call("TRACE", "CREATE", "b", "BUFFER", "1000"))
          .isEqualTo("ERR buffer bytes: value=1000 min=1048576 max=68719476736");
      assertThat(client.call("CONFIG", "SET", "trace-max-memory", "2gb")).isEqualTo("OK");
      assertThat(client.call("TRACE", "CREATE", "b", "BUFFER", "1gb")).isEqualTo("OK");
      assertThat(client.call("INFO", "memory")).contains("mem_trace_buffers:0\r\n");

      client.call("TRACE", "ENABLE", "b", "valkey_commands:*");
      client.call("TRACE", "START", "b");
      client.call("PING");
      assertThat(client.call("TRACE", "STATUS", "b"))
          .contains("buffer\n1073741824\nmemory\n262144\n");
      assertThat(client.call("INFO", "memory")).contains("mem_trace_buffers:262144\r\n");
      assertThat(client.call("MEMORY", "STATS")).contains("trace.buffers\n262144\n");
      client.call("TRACE", "DESTROY", "b");
      assertThat(client.call("INFO", "memory")).contains("mem_trace_buffers:0\r\n");
    }
  }

  @Test
  void shouldTakeAThousandPatternsAndNoMore() {
    try (ServerProcess server = start();
        RespClient client = server.connect()) {
      client.call("TRACE", "CREATE", "a");
      List<String> command = new ArrayList<>(List.of("TRACE", "ENABLE", "a"));
      for (int i = 0; i < 1000; i++) {
        command.add("valkey_server:" + "*".repeat(i % 5) + "x" + i + "*");
      }
      assertThat(client.call(command.toArray(String[]::new))).isEqualTo("0");
      assertThat(client.call(command.toArray(String[]::new))).isEqualTo("0");
      assertThat(client.call("TRACE", "ENABLE", "a", "valkey_server:*"))
          .isEqualTo("ERR too many event patterns in the session: patterns=1001 max=1000");
      command.add("valkey_server:*");
      assertThat(client.call(command.toArray(String[]::new)))
          .isEqualTo("ERR too many event patterns: max=1000");
      assertThat(client.call("TRACE", "ENABLE", "a", "a:*", "EXCLUDE", "b", "c"))
          .isEqualTo("ERR too many event patterns in the session: patterns=1003 max=1000");
      assertThat(client.call("TRACE", "DISABLE", "a", "*")).isEqualTo("0");
      assertThat(client.call("TRACE", "ENABLE", "a", "valkey_commands:*")).isEqualTo("1");
    }
  }

  @Test
  void shouldServeOnWhenTheFlightRecordersFileIsTruncated() throws IOException {
    Path ring = directory.resolve("traces/flight/flight.ring");
    try (ServerProcess server = start("--trace-flight-recorder", "8mb");
        RespClient client = server.connect()) {
      client.repeat(2000, "SET", "raven", "muninn");
      Tools.output("sh", "-c", ": > '" + ring + "'");
      client.repeat(200_000, "GET", "raven");
      String line =
          "recorder: session=flight stopped: truncated, or no room on its disk any more: file="
              + ring;
      Tools.await(() -> "the end is told: log=" + server.log(), () -> server.log().contains(line));
      client.repeat(2000, "GET", "raven");
      assertThat(client.call("GET", "raven")).isEqualTo("muninn");
      assertThat(server.log().lines().filter(l -> l.contains("recorder: "))).hasSize(1);
      assertThat(server.log()).doesNotContain("InternalError");
      assertThat(client.call("TRACE", "STATUS", "flight")).contains("problem\ntruncated, or no ");

      assertThat(client.call("CONFIG", "SET", "trace-flight-recorder", "0")).isEqualTo("OK");
      assertThat(client.call("CONFIG", "SET", "trace-flight-recorder", "4mb")).isEqualTo("OK");
      Tools.await(
          "the flight recorder records again",
          () -> client.call("TRACE", "STATUS", "flight").contains("active\n1\n"));
      assertThat(server.stop()).isZero();
    }
  }

  @Test
  void shouldTakeASnapshotOfASlowCommand() {
    Tools.assumeInstalled("babeltrace2");
    try (ServerProcess server =
            start(
                "--trace-flight-recorder",
                "8mb",
                "--trace-trigger",
                "command-longer-than 2000ms",
                "--trace-trigger-interval",
                "1");
        RespClient client = server.connect()) {
      client.call("DEBUG", "SLEEP", "2.1");
      Tools.await(
          () -> "a snapshot is told: log=" + server.log(),
          () -> server.log().contains(" snapshot: "));

      assertThat(events(snapshot()))
          .anyMatch(line -> line.contains("name = \"debug\", duration = 2"));
    }
  }

  private Path snapshot() {
    try (Stream<Path> files = Files.list(directory.resolve("traces/flight"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("snapshot-"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
