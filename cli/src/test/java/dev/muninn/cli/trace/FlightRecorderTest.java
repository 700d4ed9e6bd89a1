package dev.muninn.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that keeps its last events, as the README starts it, and is killed. */
class FlightRecorderTest {
  private static final Pattern START =
      Pattern.compile("\\./muninn server (--trace-flight-recorder [^\\n]*)");

  @TempDir private Path home = Path.of("");

  private ServerProcess start() throws IOException {
    Matcher line = START.matcher(Files.readString(Path.of("../README.md")));
    assertThat(line.find()).isTrue();
    return ServerProcess.builder()
        .arguments(line.group(1).split(" ", -1))
        .arguments("--trace-dir", home.toString())
        .start();
  }

  @Test
  void shouldTellWhatAKilledServerDidLast() throws IOException {
    try (ServerProcess server = start();
        RespClient client = server.connect()) {
      client.call("SET", "raven", "muninn");
      client.call("DEBUG", "SLEEP", "0.15");
      client.repeat(1000, "GET", "raven");
      Tools.await(
          () -> "a snapshot is told: log=" + server.log(),
          () -> server.log().contains(" snapshot: "));
    }

    Path ring = home.resolve("flight/flight.ring");
    ToolRun view =
        ToolRun.of(home, "trace", "view", ring.toString(), "--filter", "name == \"get\"");
    assertThat(view.err()).isEmpty();
    assertThat(view.out().lines().filter(l -> l.contains(" valkey_commands:command_call: ")))
        .hasSize(1000);
    Path page = home.resolve("report.html");
    ToolRun report = ToolRun.of(home, "report", ring.toString(), "-o", page.toString());
    assertThat(report.status()).as(report.err()).isZero();
    assertThat(Files.readString(page)).contains("DEBUG held up the server");
  }
}
