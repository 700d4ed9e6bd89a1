package dev.muninn.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram();

  private List<String> levels() {
    List<String> levels = new ArrayList<>();
    histogram.forEachLevel((nanos, count) -> levels.add(nanos / 1000 + "us:" + count));
    return levels;
  }

  @Test
  void shouldTellMicrosecondsAtTwoDigits() {
    histogram.record(1000);
    assertThat(histogram.percentile(50)).isEqualTo(1003);
    assertThat(histogram.percentile(100)).isEqualTo(1003);
    assertThat(histogram.count()).isEqualTo(1);
  }

  @Test
  void shouldBeExactBelow256() {
    for (int i = 1; i <= 255; i++) {
      histogram.record(i);
    }
    assertThat(histogram.percentile(0)).isEqualTo(1);
    assertThat(histogram.percentile(50)).isEqualTo(128);
    assertThat(histogram.percentile(100)).isEqualTo(255);
  }

  @Test
  void shouldMoveLatenciesIntoTheRange() {
    histogram.record(-5);
    histogram.record(0);
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.percentile(0)).isEqualTo(1);
    assertThat(histogram.percentile(100)).isBetween(1_000_000_000L, 1_008_000_000L);
  }

  @Test
  void shouldTellCumulativeLevels() {
    assertThat(levels()).isEmpty();
    for (int i = 0; i < 3; i++) {
      histogram.record(1000);
    }
    histogram.record(3000);
    histogram.record(40_000);
    histogram.record(1_000_000_000);
    assertThat(levels()).containsExactly("1us:3", "4us:4", "66us:5", "1073741us:6");
  }

  @Test
  void shouldAgreeWithASortedArray() {
    Random random = new Random(42);
    for (int round = 0; round < 20; round++) {
      LatencyHistogram h = new LatencyHistogram();
      long[] values = new long[1 + random.nextInt(3000)];
      for (int i = 0; i < values.length; i++) {
        values[i] = 1 + (long) Math.exp(random.nextDouble() * Math.log(9.9e8));
        h.record(values[i]);
      }
      Arrays.sort(values);
      for (double percent : new double[] {0.1, 25, 50, 90, 99, 99.9, 100}) {
        int rank = (int) Math.max(1, (long) (percent / 100 * values.length + 0.5));
        long exact = values[rank - 1];
        long found = h.percentile(percent);
        assertThat(found).isBetween(exact, exact + Math.max(0, exact / 128));
      }
      long[] last = {0};
      h.forEachLevel(
          (nanos, count) -> {
            assertThat(count).isEqualTo(Arrays.stream(values).filter(v -> v <= nanos).count());
            last[0] = count;
          });
      assertThat(last[0]).isEqualTo(values.length);
    }
  }
}
