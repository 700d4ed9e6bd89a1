package dev.muninn.cli.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LATENCY tells of the same moments as the events, under the same names with dashes. */
class LatencyEventsTest {
  private static ServerProcess server;

  @BeforeAll
  static void startServer(@TempDir Path objects) {
    server = ServerProcess.builder().objectsIn(objects).start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  /** Latencies of LATENCY HISTORY in milliseconds. */
  private static List<Integer> history(RespClient client, String event) {
    List<String> timesAndLatencies = client.call("LATENCY", "HISTORY", event).lines().toList();
    return IntStream.range(0, timesAndLatencies.size())
        .filter(i -> i % 2 == 1)
        .mapToObj(i -> Integer.valueOf(timesAndLatencies.get(i)))
        .toList();
  }

  private static List<String> latestEvents(RespClient client) {
    return client
        .call("LATENCY", "LATEST")
        .lines()
        .filter(line -> line.matches("[a-z-]+"))
        .toList();
  }

  private static void threshold(RespClient client, int millis) {
    client.call("LATENCY", "RESET");
    assertThat(client.call("CONFIG", "SET", "latency-monitor-threshold", Integer.toString(millis)))
        .isEqualTo("OK");
  }

  @Test
  void shouldTellOfASlowCommandAndItsTurn() {
    try (RespClient client = server.connect()) {
      threshold(client, 50);
      client.call("DEBUG", "SLEEP", "0.06");

      assertThat(latestEvents(client)).contains("command", "eventloop");
      assertThat(history(client, "command")).anyMatch(millis -> millis >= 60);
      assertThat(history(client, "eventloop")).anyMatch(millis -> millis >= 60);
    }
  }

  @Test
  void shouldTellOfASlowFastCommand() {
    try (RespClient client = server.connect()) {
      threshold(client, 1);
      String[] exists =
          Stream.concat(Stream.of("EXISTS"), Stream.generate(() -> "raven").limit(200_000))
              .toArray(String[]::new);
      assertThat(client.call(exists)).isEqualTo("0");

      assertThat(history(client, "fast-command")).isNotEmpty().allMatch(millis -> millis >= 1);
    }
  }

  @Test
  void shouldTellOfSlowCyclesOfExpiry() {
    try (RespClient client = server.connect()) {
      client.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
      for (int i = 0; i < 20; i++) {
        fillWithBriefKeys(client, i);
      }
      threshold(client, 1);
      client.call("DEBUG", "SET-ACTIVE-EXPIRE", "1");

      List<String> events =
          List.of("expire-cycle", "expire-cycle-keys", "eventloop-cron", "eventloop");
      Tools.await(
          () -> "slow cycles: latest=" + latestEvents(client),
          () -> latestEvents(client).containsAll(events));
      assertThat(events)
          .allSatisfy(event -> assertThat(history(client, event)).allMatch(millis -> millis >= 1));
    }
  }

  private static void fillWithBriefKeys(RespClient client, int round) {
    for (int i = 0; i < 1000; i++) {
      client.call("SET", "brief" + round + ":" + i, "1", "PX", "1");
    }
  }
}
