package dev.muninn.analysis.ctf;

/**
 * Times an event may have, both ends included.
 *
 * @param begin nanoseconds since the epoch
 * @param end nanoseconds since the epoch
 */
public record TimeRange(long begin, long end) {
  /** All times. */
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);
}
