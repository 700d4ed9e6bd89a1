package dev.muninn.analysis.model;

/** What is counted of an event that the engine does not know. */
final class EventStats {
  final String name;
  long count;
  private final LogHistogram durations = new LogHistogram();
  private final LogHistogram intervals = new LogHistogram();
  private boolean exact;
  private long last;

  EventStats(String name) {
    this.name = name;
  }

  void add(long nanos) {
    if (count > 0) {
      intervals.add(nanos - last);
    }
    last = nanos;
    count++;
  }

  void add(long nanos, long duration, boolean inNanos) {
    add(nanos);
    durations.add(duration);
    exact |= inNanos;
  }

  EventRow row() {
    if (durations.count() == 0) {
      return new EventRow(name, count, EventRow.Measure.INTERVAL, intervals);
    }
    return new EventRow(
        name,
        count,
        exact ? EventRow.Measure.EXACT_DURATION : EventRow.Measure.DURATION,
        durations);
  }
}
