package dev.muninn.analysis.model;

import java.util.List;

/**
 * What a trace tells. Times are nanoseconds, those of day CLOCK_MONOTONIC plus {@code
 * facts.clockOffset()}.
 *
 * @param begin time of the first event
 * @param end time of the last event
 * @param events how many
 * @param notes to be told first
 * @param findings worst first; none when all is well
 * @param commands by total time
 * @param slowest commands by felt latency
 * @param clients by the time they took
 * @param keys by use
 * @param turns of the event loop
 * @param stalls the longest, in order of time
 * @param own latency over time without waiting
 * @param felt latency over time with waiting
 * @param others events that the engine does not know, most first
 */
public record Analysis(
    TraceFacts facts,
    long begin,
    long end,
    long events,
    List<Note> notes,
    List<Finding> findings,
    List<CommandRow> commands,
    LogHistogram ownAll,
    LogHistogram feltAll,
    List<SlowCommand> slowest,
    List<ClientRow> clients,
    List<KeyRow> keys,
    TurnFigures turns,
    List<Stall> stalls,
    Heatmap own,
    Heatmap felt,
    List<EventRow> others) {

  /** Nanoseconds from the first to the last event. */
  public long span() {
    return end - begin;
  }

  /**
   * Whether it is a trace of a program of its own: with events, and none of them a server's. Then
   * it has {@link #others} and nothing else to tell.
   */
  public boolean ofProgram() {
    return events > 0 && events == others.stream().mapToLong(EventRow::count).sum();
  }

  /** How many of so many there were in a second. */
  public double perSecond(long count) {
    return span() <= 0 ? 0 : count * 1e9 / span();
  }

  /** Commands that ran; those of who recorded are left out. */
  public long commandCount() {
    return ownAll.count();
  }

  /** Share of the span in which the main thread was not asleep; above it when turns are implied. */
  public double busyShare() {
    return span() <= 0 ? 0 : Math.min(1, (double) turns.busy() / span());
  }

  /**
   * The turns of the event loop.
   *
   * @param told whether the trace has them; otherwise commands that follow one another closely
   * @param lengths nanoseconds
   * @param busy sum of the lengths
   * @param parts what filled all of them, longest first
   * @param longest longest first
   */
  public record TurnFigures(
      boolean told,
      LogHistogram lengths,
      long busy,
      List<TurnRow.Part> parts,
      List<TurnRow> longest) {}
}
