package dev.muninn.benchmarks.report;

import java.util.Arrays;

/** Figures of several runs. */
public final class Statistics {
  private Statistics() {}

  /** The median; the mean of the two in the middle where there is an even number; NaN of none. */
  public static double median(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The least; NaN of none. */
  public static double min(double... values) {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  /** The greatest; NaN of none. */
  public static double max(double... values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }
}
