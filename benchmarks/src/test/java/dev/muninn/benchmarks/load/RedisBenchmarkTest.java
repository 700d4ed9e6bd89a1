package dev.muninn.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RedisBenchmarkTest {
  private static final String REPORT =
      """
      \rGET: rps=0.0 (overall: -nan) avg_msec=-nan (overall: -nan)\r====== GET ======
        100000 requests completed in 0.12 seconds

      Latency by percentile distribution:
      0.000% <= 0.263 milliseconds (cumulative count 16)
      99.805% <= 1.991 milliseconds (cumulative count 99808)
      99.902% <= 2.087 milliseconds (cumulative count 99904)
      100.000% <= 2.223 milliseconds (cumulative count 100000)

      Cumulative distribution of latencies:
      99.904% <= 2.103 milliseconds (cumulative count 99904)

      Summary:
        throughput summary: 869565.19 requests per second
        latency summary (msec):
                avg       min       p50       p95       p99       max
              0.824     0.256     0.783     1.223     1.807     2.223

      """;

  @Test
  void shouldReadThroughputAndLatencies() throws IOException {
    assertThat(RedisBenchmark.parse(REPORT))
        .isEqualTo(new LoadResult(869565.19, 0.783, 1.807, 2.087, 2.223));
  }

  @Test
  void shouldRejectReportWithoutSummary() {
    assertThatThrownBy(() -> RedisBenchmark.parse("Error from server: NOAUTH"))
        .isInstanceOf(IOException.class)
        .hasMessage("redis-benchmark without a summary: length=25");
  }

  @Test
  void shouldRejectReportWithoutPercentiles() {
    assertThatThrownBy(() -> RedisBenchmark.parse(REPORT.replace("milliseconds", "ms")))
        .isInstanceOf(IOException.class)
        .hasMessage("redis-benchmark without percentile: percent=99.9");
  }
}
