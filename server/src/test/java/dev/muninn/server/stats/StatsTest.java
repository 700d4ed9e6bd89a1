package dev.muninn.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.store.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatsTest {
  private static SlowLog.Arguments arguments(String... words) {
    return new SlowLog.Arguments() {
      @Override
      public int count() {
        return words.length;
      }

      @Override
      public int length(int index) {
        return words[index].length();
      }

      @Override
      public byte[] copy(int index, int size) {
        return Arrays.copyOf(words[index].getBytes(StandardCharsets.US_ASCII), size);
      }
    };
  }

  private static List<String> words(SlowLog log) {
    List<String> words = new ArrayList<>();
    log.latest(
        1,
        entry ->
            entry
                .arguments()
                .forEach(word -> words.add(new String(word, StandardCharsets.US_ASCII))));
    return words;
  }

  @Test
  void shouldCountCommandsAndForgetThem() {
    CommandStats stats = new CommandStats(2);
    stats.called(1, 1500);
    stats.calledTracked(1, 700);
    stats.failed(1);
    stats.rejected(0);
    assertThat(stats.calls(1)).isEqualTo(2);
    assertThat(stats.micros(1)).isEqualTo(2);
    assertThat(stats.failedCalls(1)).isEqualTo(1);
    assertThat(stats.rejectedCalls(0)).isEqualTo(1);
    assertThat(Objects.requireNonNull(stats.latency(1)).count()).isEqualTo(1);
    assertThat(stats.latency(0)).isNull();
    stats.reset();
    assertThat(stats.isUsed(0) || stats.isUsed(1)).isFalse();
  }

  @Test
  void shouldPoolErrorCodesBeyond128() {
    ErrorStats errors = new ErrorStats();
    for (int i = 0; i < 130; i++) {
      errors.count("E" + i);
    }
    errors.count("E0");
    Map<String, Long> counts = new TreeMap<>();
    errors.forEach(counts::put);
    assertThat(counts)
        .hasSize(129)
        .containsEntry("E0", 2L)
        .containsEntry("ERRORSTATS_OVERFLOW", 2L);
    assertThat(errors.total()).isEqualTo(131);
  }

  @Test
  void shouldTrimSlowCommands() {
    Memory memory = new Memory();
    SlowLog log = new SlowLog(memory);
    String[] many = new String[33];
    Arrays.fill(many, "x");
    log.add(arguments(many), 5, 6, "127.0.0.1:7", "name", 10);
    assertThat(words(log)).hasSize(32).last().isEqualTo("... (2 more arguments)");
    log.add(arguments("set", "y".repeat(129)), 5, 6, "a", "", 10);
    assertThat(words(log)).containsExactly("set", "y".repeat(128) + "... (1 more bytes)");
    log.add(arguments(Arrays.copyOf(many, 32)), 5, 6, "a", "", 2);
    assertThat(words(log)).hasSize(32).last().isEqualTo("x");
    assertThat(log.size()).isEqualTo(2);
    List<String> told = new ArrayList<>();
    log.latest(5, e -> told.add(e.id() + " " + e.seconds() + " " + e.micros() + " " + e.address()));
    assertThat(told).containsExactly("2 5 6 a", "1 5 6 a");
    log.reset();
    assertThat(log.size()).isZero();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  @Test
  void shouldLogOnlyWhatIsSlow() {
    assertThat(SlowLog.isSlow(10, 10, 128)).isTrue();
    assertThat(SlowLog.isSlow(9, 10, 128)).isFalse();
    assertThat(SlowLog.isSlow(9, -1, 128)).isFalse();
    assertThat(SlowLog.isSlow(9, 0, 0)).isFalse();
  }

  @Test
  void shouldKeepTheLargestSpikeOfASecondAndTheLast160() {
    LatencyMonitor monitor = new LatencyMonitor();
    monitor.addIfSlow("command", 99, 100, 1);
    monitor.addIfSlow("command", 99, 0, 1);
    assertThat(monitor.events()).isEmpty();
    for (int second = 1; second <= 200; second++) {
      monitor.add("command", second, second);
      monitor.add("command", 1, second);
    }
    LatencySeries series = Objects.requireNonNull(monitor.series("command"));
    assertThat(series.size()).isEqualTo(160);
    assertThat(series.seconds(0)).isEqualTo(41);
    assertThat(series.millis(0)).isEqualTo(41);
    assertThat(series.seconds(159)).isEqualTo(200);
    assertThat(series.allTimeMax()).isEqualTo(200);
    assertThat(series.min()).isEqualTo(41);
    assertThat(series.mean()).isEqualTo(120);
    assertThat(series.meanDeviation()).isEqualTo(40);
    assertThat(monitor.reset("nope")).isZero();
    assertThat(monitor.reset("COMMAND")).isEqualTo(1);
    monitor.add("a", 1, 1);
    monitor.add("b", 1, 1);
    assertThat(monitor.reset()).isEqualTo(2);
  }

  @Test
  void shouldDrawColumnsWithTheirAges() {
    LatencyMonitor monitor = new LatencyMonitor();
    monitor.add("command", 100, 1000);
    monitor.add("command", 500, 1940);
    monitor.add("command", 300, 1990);
    LatencySeries series = Objects.requireNonNull(monitor.series("command"));
    assertThat(LatencyGraph.draw("command", series, 2000))
        .isEqualTo(
            "command - high 500 ms, low 100 ms (all time high 500 ms)\n"
                + "-".repeat(80)
                + "\n #\n |\n |#\n_||\n\n111\n6m0\nm s\n");
  }

  @Test
  void shouldAverageRatesOverSixteenSamples() {
    InstantaneousMetric metric = new InstantaneousMetric();
    for (int i = 0; i <= 16; i++) {
      metric.sample(i * 50L, 1000 + i * 100L, 1000);
    }
    assertThat(metric.rate()).isEqualTo(500);
    metric.reset();
    assertThat(metric.rate()).isZero();
  }

  @Test
  void shouldReadTheProcess() {
    assertThat(ProcessStats.residentBytes()).isGreaterThan(1L << 20);
    ProcessStats.Cpu cpu = ProcessStats.process();
    assertThat(cpu.user() + cpu.system()).isPositive();
    assertThat(ProcessStats.thread().user()).isNotNegative();
  }

  @Test
  void shouldResetAllButWhatDescribesTheServer() {
    ServerStats stats = new ServerStats(1, 5);
    stats.totalCommandsProcessed = 3;
    stats.dirty = 4;
    stats.sampleMemory(9);
    stats.errors.count("ERR");
    stats.reset();
    assertThat(stats.totalCommandsProcessed).isZero();
    assertThat(stats.errors.total()).isZero();
    assertThat(stats.dirty).isEqualTo(4);
    assertThat(stats.peakMemory).isEqualTo(9);
    assertThat(stats.runId).matches("[0-9a-f]{40}").isNotEqualTo(stats.replicationId);
  }
}
