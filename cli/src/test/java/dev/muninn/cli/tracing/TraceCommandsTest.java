package dev.muninn.cli.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
