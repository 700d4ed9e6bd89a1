package dev.muninn.analysis.model;

/**
 * The figures of an event that the engine does not know: one of a program of its own.
 *
 * @param name provider and name with a colon
 * @param count how many there were
 * @param measure what {@code times} are
 * @param times nanoseconds
 */
public record EventRow(String name, long count, Measure measure, LogHistogram times) {
  /** What is measured of an event. */
  public enum Measure {
    /** Durations that the event tells in microseconds or longer units. */
    DURATION("duration"),
    /** Durations that the event tells in nanoseconds. */
    EXACT_DURATION("duration"),
    /** The time since the event of this name before it, as it tells no duration. */
    INTERVAL("interval");

    private final String label;

    Measure(String label) {
      this.label = label;
    }

    /** One word for people. */
    public String label() {
      return label;
    }

    /** A time of this measure for people. */
    public String text(long nanos) {
      return this == DURATION ? Units.time(nanos) : Units.exactTime(nanos);
    }
  }
}
