package dev.muninn.server.stats;

import java.util.Arrays;

/** A rate, averaged over the last 16 samples of a growing counter. */
public final class InstantaneousMetric {
  private static final int SAMPLES = 16;

  private final long[] rates = new long[SAMPLES];
  private int next;
  private long lastValue;
  private long lastBase;

  /**
   * Takes a sample; to be called about ten times a second.
   *
   * @param value the counter
   * @param base what it is related to, as the time in milliseconds; positive
   * @param factor by which the rate is multiplied: 1000 makes it per second
   */
  public void sample(long value, long base, long factor) {
    if (lastBase > 0) {
      long passed = base - lastBase;
      rates[next] = passed > 0 ? (value - lastValue) * factor / passed : 0;
      next = (next + 1) % SAMPLES;
    }
    lastBase = base;
    lastValue = value;
  }

  /** The mean of the samples. */
  public long rate() {
    long sum = 0;
    for (long rate : rates) {
      sum += rate;
    }
    return sum / SAMPLES;
  }

  /** Forgets the samples. */
  public void reset() {
    Arrays.fill(rates, 0);
    next = 0;
    lastBase = 0;
    lastValue = 0;
  }
}
