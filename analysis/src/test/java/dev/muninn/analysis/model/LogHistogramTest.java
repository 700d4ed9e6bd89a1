package dev.muninn.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogHistogramTest {
  @Test
  void shouldBeNearSortedArrayOfRandomValues() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      long[] values = new long[1 + random.nextInt(3000)];
      LogHistogram histogram = new LogHistogram();
      LogHistogram half = new LogHistogram();
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextLong() >>> (2 + random.nextInt(62));
        (i % 2 == 0 ? histogram : half).add(values[i]);
      }
      histogram.add(half);
      Arrays.sort(values);
      assertThat(histogram.count()).isEqualTo(values.length);
      assertThat(histogram.max()).isEqualTo(values[values.length - 1]);
      for (double q : new double[] {0, 0.5, 0.9, 0.99, 0.999, 1}) {
        int rank = Math.clamp((long) Math.ceil(q * values.length), 1, values.length);
        long exact = values[rank - 1];
        assertThat(histogram.quantile(q))
            .as("seed=%d q=%s", seed, q)
            .isBetween(exact, (long) (exact + exact / 32.0) + 1);
      }
    }
  }

  @Test
  void shouldCoverEveryValueWithItsBucket() {
    for (long v : new long[] {0, 1, 63, 64, 65, 127, 128, 1 << 20, Long.MAX_VALUE}) {
      int index = LogHistogram.index(v);
      assertThat(LogHistogram.top(index)).isGreaterThanOrEqualTo(v);
      assertThat(index == 0 ? -1 : LogHistogram.top(index - 1)).isLessThan(v);
    }
  }

  @Test
  void shouldHaveNothingWhenEmpty() {
    LogHistogram histogram = new LogHistogram();
    assertThat(histogram.quantile(0.5)).isZero();
    assertThat(histogram.mean()).isZero();
    assertThat(histogram.max()).isZero();
  }
}
