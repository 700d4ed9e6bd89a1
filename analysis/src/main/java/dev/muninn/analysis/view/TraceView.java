package dev.muninn.analysis.view;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.TimeRange;
import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.tracepoint.filter.Filter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Writes a trace's events. */
public final class TraceView {
  private static final long POLL_MILLIS = 100;
  private static final int STOP_EVENTS = 1 << 14;

  private TraceView() {}

  /**
   * Writes events until there are no more; when following, until {@code stop} says so, looking for
   * more ten times a second. What is written is flushed at the end and before each wait.
   *
   * @param warnings is told what was wrong with the trace and what the tracer lost, in lines
   * @param stop asked now and then; whether to end early
   * @return how many events were written
   * @throws TraceException when the trace cannot be read further, or a time is none
   * @throws IOException when the output cannot be written
   */
  public static long run(
      Trace trace,
      ViewOptions options,
      OutputStream output,
      Consumer<String> warnings,
      BooleanSupplier stop)
      throws TraceException, IOException {
    TimeRange range = range(trace, options);
    ByteWriter out = new ByteWriter(output);
    EventFormat format =
        switch (options.format()) {
          case TEXT -> new TextFormat(out, options.zone());
          case JSON -> new JsonFormat(out, options.zone());
          case CSV -> new CsvFormat(out, options.zone(), trace.types());
        };
    format.begin();
    Filter filter = options.filter();
    EventFilter condition = filter == null ? null : new EventFilter(filter);
    Told told = new Told(trace, options, warnings);
    long written = 0;
    try (EventCursor events = options.follow() ? trace.follow(range) : trace.events(range)) {
      while (true) {
        long read = 0;
        while (events.next()) {
          if (condition == null || condition.passes(events)) {
            format.write(events);
            written++;
          }
          if ((++read & (STOP_EVENTS - 1)) == 0 && stop.getAsBoolean()) {
            break;
          }
        }
        out.flush();
        output.flush();
        told.news(events);
        if (!options.follow() || stop.getAsBoolean()) {
          return written;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        if (Thread.interrupted()) {
          Thread.currentThread().interrupt();
          return written;
        }
        events.refresh();
      }
    }
  }

  /** The range the options give, whose day may be that of the trace's first event. */
  public static TimeRange range(Trace trace, ViewOptions options) throws TraceException {
    try {
      long day = 0;
      if (TimeText.needsDay(options.begin()) || TimeText.needsDay(options.end())) {
        try (EventCursor events = trace.events()) {
          day = events.next() ? events.nanos() : 0;
        }
      }
      return new TimeRange(
          options.begin().isEmpty()
              ? Long.MIN_VALUE
              : TimeText.parse(options.begin(), options.zone(), day),
          options.end().isEmpty()
              ? Long.MAX_VALUE
              : TimeText.parse(options.end(), options.zone(), day));
    } catch (IllegalArgumentException e) {
      throw new TraceException(String.valueOf(e.getMessage()));
    }
  }

  /** What the user was told already. */
  private static final class Told {
    private final Trace trace;
    private final Losses losses;
    private final Consumer<String> warnings;
    private int told;

    Told(Trace trace, ViewOptions options, Consumer<String> warnings) {
      this.trace = trace;
      this.warnings = warnings;
      losses = new Losses(options.zone());
    }

    void news(EventCursor events) {
      List<String> lines = trace.warnings();
      lines.subList(Math.min(told, lines.size()), lines.size()).forEach(warnings);
      told = lines.size();
      losses.news(events, warnings);
    }
  }
}
