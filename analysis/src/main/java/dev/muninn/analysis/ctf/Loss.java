package dev.muninn.analysis.ctf;

/**
 * Events that a tracer lost because its buffers were full, or whole packets that it, or who kept
 * its files, has overwritten or removed.
 *
 * @param streamClass id of the stream's class
 * @param stream id of the stream, or -1 where it has none
 * @param count how many, or {@link #UNKNOWN} where the stream's first packet tells of some that
 *     were lost at or before its own time
 * @param begin nanoseconds since the epoch
 * @param end nanoseconds since the epoch
 */
public record Loss(
    TraceInfo.Source source,
    long streamClass,
    long stream,
    Kind kind,
    long count,
    long begin,
    long end) {
  /** What was lost. */
  public enum Kind {
    /** By the tracer's own count. */
    EVENTS,
    /** By gaps in their numbers. */
    PACKETS
  }

  /** A count that is not known. */
  public static final long UNKNOWN = -1;
}
