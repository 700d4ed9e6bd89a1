package dev.muninn.analysis.model;

import java.util.Arrays;

/**
 * Counts of values in buckets whose width grows with the value: below 64 exact, above at most 1/32
 * (3.1 %) of the value. Grows to 15 KB.
 */
public final class LogHistogram {
  private static final int SUB_BITS = 5;

  private long[] counts = new long[64];
  private long count;
  private long total;
  private long max;
  private long min = Long.MAX_VALUE;

  /** Adds a value; a negative one counts as 0. */
  public void add(long value) {
    long v = Math.max(0, value);
    int index = index(v);
    if (index >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(index + 1, counts.length * 2));
    }
    counts[index]++;
    count++;
    total += v;
    max = Math.max(max, v);
    min = Math.min(min, v);
  }

  /** Adds all that another one has. */
  public void add(LogHistogram other) {
    if (other.counts.length > counts.length) {
      counts = Arrays.copyOf(counts, other.counts.length);
    }
    for (int i = 0; i < other.counts.length; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    total += other.total;
    max = Math.max(max, other.max);
    min = Math.min(min, other.min);
  }

  /** Number of values. */
  public long count() {
    return count;
  }

  /** Sum of the values. */
  public long total() {
    return total;
  }

  /** Greatest value, or 0. */
  public long max() {
    return max;
  }

  /** Mean value, or 0. */
  public double mean() {
    return count == 0 ? 0 : (double) total / count;
  }

  /**
   * The smallest bound that at least this share of the values does not exceed: the top of their
   * bucket, never above {@link #max}; 0 when empty.
   *
   * @param share 0 to 1
   */
  public long quantile(double share) {
    if (count == 0) {
      return 0;
    }
    long rank = Math.clamp((long) Math.ceil(share * count), 1, count);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.clamp(top(i), min, max);
      }
    }
    return max;
  }

  static int index(long value) {
    if (value < 1 << (SUB_BITS + 1)) {
      return (int) value;
    }
    int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
    return (shift << SUB_BITS) + (int) (value >>> shift);
  }

  /** The greatest value of a bucket. */
  static long top(int index) {
    if (index < 1 << (SUB_BITS + 1)) {
      return index;
    }
    int shift = (index >> SUB_BITS) - 1;
    long sub = index - ((long) shift << SUB_BITS);
    return ((sub + 1) << shift) - 1;
  }
}
