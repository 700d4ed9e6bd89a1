package dev.muninn.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.benchmarks.process.Tool;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The measurements themselves, in short, with redis-server in both roles. */
class MeasurementTest {
  @BeforeEach
  void requireRedis() {
    for (String tool : List.of("redis-server", "redis-benchmark")) {
      assumeTrue(Tool.find(tool).isPresent(), tool + " is not installed");
    }
  }

  private static String measure(String measurement, String server)
      throws IOException, InterruptedException {
    Settings settings = Settings.parse(List.of(server), List.of("--quick"));
    return Main.measure(measurement, settings);
  }

  private static String row(String result, String start) {
    return result.lines().filter(line -> line.startsWith(start)).findFirst().orElse("");
  }

  @Test
  void shouldMeasureEveryLoadAndRefuseTracingThatRecordedNothing()
      throws IOException, InterruptedException {
    String result = measure("overhead", "redis-server");
    for (Phase phase : Phase.ALL) {
      String removed = row(result, "| %s | tracepoints removed |".formatted(phase));
      assertThat(removed)
          .matches("\\| .* \\| [\\d,]+ \\([\\d,]+ \\.\\. [\\d,]+\\) \\| 1\\.000 \\| .*");
      assertThat(row(result, "| %s | redis-server, not traced |".formatted(phase)))
          .contains("| 1.00 |");
    }
    // redis-server has none of the tracepoints.
    assertThat(row(result, "| GET P16 | every command traced by LTTng |")).contains("not run: ");
    assertThat(row(result, "| GET P16 | both USDT probes")).contains("not run: ");
    assertThat(row(result, "| LTTng, requests/s to removed at P16"))
        .endsWith("| - | not measured |");
  }

  @Test
  void shouldCompareSpeed() throws IOException, InterruptedException {
    String result = measure("compare", "redis-server");
    for (Phase phase : Phase.ALL) {
      assertThat(row(result, "| %s | redis-server |".formatted(phase))).contains(" .. ");
    }
    assertThat(row(result, "| SET P1, CPU per request ratio: at most 0.90 |"))
        .matches(".* \\| \\d+\\.\\d+ \\| (yes|no) \\|");
  }

  @Test
  void shouldCompareMemory() throws IOException, InterruptedException {
    String result = measure("memory", "redis-server");
    assertThat(row(result, "| used_memory, bytes per key |")).endsWith("| 1.00 |");
    assertThat(row(result, "| GC pauses |")).isEqualTo("| GC pauses | - | - | - |");
    assertThat(row(result, "| maximum ms |")).matches("\\| maximum ms( \\| \\d+\\.\\d+){3} \\|");
  }

  @Test
  void shouldSayWhyAServerDidNotRun() throws IOException, InterruptedException {
    String result = measure("memory", "/nonexistent/store");
    assertThat(row(result, "| store: not run:")).contains("/nonexistent/store");
    assertThat(row(result, "| used_memory, bytes per key |"))
        .startsWith("| used_memory, bytes per key | - | ");
  }
}
