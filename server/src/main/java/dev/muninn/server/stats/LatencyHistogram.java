package dev.muninn.server.stats;

/**
 * Counts of latencies from 1 ns to 1 s at a precision of two decimal digits, in the layout of
 * HdrHistogram: buckets of a power of two, each of 128 equal steps (the first of 256). Steps are
 * allocated by 128, of 1 KiB, when a latency first falls there.
 */
public final class LatencyHistogram {
  /** Smallest and largest latency that is told apart, nanoseconds. */
  public static final long MIN = 1;

  public static final long MAX = 1_000_000_000L;

  private static final int STEP_BITS = 7;
  private static final int STEPS = 1 << STEP_BITS;
  private static final int CHUNKS = 24;

  /**
   * First level of {@link #forEachLevel}, nanoseconds; each further one is twice the one before.
   */
  private static final long FIRST_LEVEL = 1024;

  private final long[][] chunks = new long[CHUNKS][];
  private long count;

  /** Receives a level of the cumulative distribution. */
  @FunctionalInterface
  public interface Level {
    /**
     * So many latencies were at most so long.
     *
     * @param nanos the largest latency that falls in the same step as the level
     */
    void accept(long nanos, long cumulativeCount);
  }

  /** Counts one latency, moved into the range. */
  public void record(long nanos) {
    long value = Math.clamp(nanos, MIN, MAX);
    int index = index(value);
    long[] chunk = chunks[index >>> STEP_BITS];
    if (chunk == null) {
      chunk = new long[STEPS];
      chunks[index >>> STEP_BITS] = chunk;
    }
    chunk[index & (STEPS - 1)]++;
    count++;
  }

  /** Number of latencies. */
  public long count() {
    return count;
  }

  /**
   * The latency that so many per cent do not exceed, nanoseconds: the largest of its step. 0 when
   * there is none.
   */
  public long percentile(double percent) {
    if (count == 0) {
      return 0;
    }
    long wanted = Math.max(1, (long) (Math.min(percent, 100.0) / 100 * count + 0.5));
    long seen = 0;
    for (int index = 0; index < CHUNKS << STEP_BITS; index++) {
      seen += countAt(index);
      if (seen >= wanted) {
        return percent == 0 ? lowest(index) : highest(index);
      }
    }
    throw new IllegalStateException("counts do not add up: count=" + count);
  }

  /**
   * The cumulative distribution at 1024 ns and its doublings, without the levels that add nothing.
   */
  public void forEachLevel(Level out) {
    long seen = 0;
    long told = 0;
    int next = 0;
    for (long level = FIRST_LEVEL; seen < count; level <<= 1) {
      int last = Math.min(index(level), (CHUNKS << STEP_BITS) - 1);
      while (next <= last) {
        seen += countAt(next++);
      }
      if (seen > told) {
        out.accept(highest(last), seen);
        told = seen;
      }
    }
  }

  private long countAt(int index) {
    long[] chunk = chunks[index >>> STEP_BITS];
    return chunk == null ? 0 : chunk[index & (STEPS - 1)];
  }

  /** Power of two by which a value's step is wide. */
  private static int shift(long value) {
    return Long.SIZE - STEP_BITS - 1 - Long.numberOfLeadingZeros(value | (2 * STEPS - 1));
  }

  private static int index(long value) {
    int shift = shift(value);
    return (shift << STEP_BITS) + (int) (value >>> shift);
  }

  private static long lowest(int index) {
    int shift = Math.max(0, (index >>> STEP_BITS) - 1);
    return (long) (index - (shift << STEP_BITS)) << shift;
  }

  private static long highest(int index) {
    int shift = Math.max(0, (index >>> STEP_BITS) - 1);
    return lowest(index) + (1L << shift) - 1;
  }
}
