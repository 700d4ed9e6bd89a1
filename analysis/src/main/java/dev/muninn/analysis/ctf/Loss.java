package dev.muninn.analysis.ctf;

/**
 * Events that a tracer lost, because its buffers were full.
 *
 * @param streamClass id of the stream's class
 * @param stream id of the stream, or -1 where it has none
 * @param count how many, or {@link #UNKNOWN} where the stream's first packet tells of some that
 *     were lost at or before its own time
 * @param begin nanoseconds since the epoch
 * @param end nanoseconds since the epoch
 */
public record Loss(
    TraceInfo.Source source, long streamClass, long stream, long count, long begin, long end) {
  /** A count that is not known. */
  public static final long UNKNOWN = -1;
}
