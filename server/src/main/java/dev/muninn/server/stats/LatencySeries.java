package dev.muninn.server.stats;

/** The latest spikes of one event, one a second: the largest of it. At most 160. */
public final class LatencySeries {
  private static final int SAMPLES = 160;

  private final long[] times = new long[SAMPLES];
  private final long[] latencies = new long[SAMPLES];
  private int next;
  private int size;
  private long allTimeMax;

  LatencySeries() {}

  void add(long millis, long nowSeconds) {
    allTimeMax = Math.max(allTimeMax, millis);
    if (size > 0 && times[index(size - 1)] == nowSeconds) {
      int last = index(size - 1);
      latencies[last] = Math.max(latencies[last], millis);
      return;
    }
    times[next] = nowSeconds;
    latencies[next] = millis;
    next = (next + 1) % SAMPLES;
    size = Math.min(size + 1, SAMPLES);
  }

  private int index(int age) {
    return Math.floorMod(next - size + age, SAMPLES);
  }

  /** Number of samples. */
  public int size() {
    return size;
  }

  /** When, seconds since the epoch. {@code index}: 0 is the oldest. */
  public long seconds(int index) {
    return times[index(index)];
  }

  /** How long, milliseconds. {@code index}: 0 is the oldest. */
  public long millis(int index) {
    return latencies[index(index)];
  }

  /** The longest since the event was first seen or reset, milliseconds. */
  public long allTimeMax() {
    return allTimeMax;
  }

  /** The shortest among the samples. */
  public long min() {
    long min = Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      min = Math.min(min, millis(i));
    }
    return size == 0 ? 0 : min;
  }

  /** The longest among the samples. */
  public long max() {
    long max = 0;
    for (int i = 0; i < size; i++) {
      max = Math.max(max, millis(i));
    }
    return max;
  }

  /** Mean of the samples, rounded down. */
  public long mean() {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += millis(i);
    }
    return size == 0 ? 0 : sum / size;
  }

  /** Mean distance of the samples to their mean, rounded down. */
  public long meanDeviation() {
    long mean = mean();
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.abs(mean - millis(i));
    }
    return size == 0 ? 0 : sum / size;
  }
}
