package dev.muninn.cli.trace;

import dev.muninn.cli.client.ServerConnection;
import dev.muninn.cli.terminal.ProgressLine;
import dev.muninn.cli.terminal.Quantities;
import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One recording by a server's recorder, from its beginning to its end. */
final class Recording {
  private static final long POLL_MILLIS = 250;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Terminal terminal;
  private final Remembered remembered;
  private final ServerConnection server;

  /**
   * What to record.
   *
   * @param output directory, or null for the server's choice
   * @param duration how long, or null for until it is stopped
   * @param bufferBytes size of the buffers; 0 for the server's choice
   * @param maxBytes bound on disk; 0 for none
   */
  record Plan(
      String name,
      @Nullable String output,
      List<String> events,
      String filter,
      @Nullable Duration duration,
      long bufferBytes,
      long maxBytes) {}

  Recording(TraceCommand trace, ServerConnection server) {
    this.terminal = trace.terminal();
    this.remembered = trace.remembered();
    this.server = server;
  }

  /** Records until the time is over, or {@code stopped}, or the recorder has stopped by itself. */
  void record(Plan plan, CountDownLatch stopped) throws ToolFailure {
    WantedOutput wanted = create(plan);
    boolean destroyed = false;
    try {
      List<String> enable = new ArrayList<>(List.of("TRACE", "ENABLE", plan.name()));
      enable.addAll(plan.events());
      if (!plan.filter().isEmpty()) {
        enable.addAll(List.of("FILTER", plan.filter()));
      }
      server.call(enable);
      String output = state(plan).output();
      if (wanted != null) {
        output = wanted.link(output);
      }
      server.call("TRACE", "START", plan.name());
      remembered.put(Remembered.TRACE, output); // 'view -f' beside it shows this one
      terminal
          .err()
          .println("recording to " + output + (plan.duration() == null ? " until Ctrl-C" : ""));
      long started = System.nanoTime();
      watch(plan, stopped, started);
      server.call("TRACE", "STOP", plan.name());
      double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
      SessionState end = state(plan);
      destroyed = true;
      server.call("TRACE", "DESTROY", plan.name());
      remembered.put(Remembered.TRACE, output);
      tell(end, seconds, output);
    } finally {
      if (!destroyed) {
        destroy(plan);
      }
    }
  }

  /** Returns what is to be linked; null where the user did not say where to. */
  private @Nullable WantedOutput create(Plan plan) throws ToolFailure {
    List<String> create = new ArrayList<>(List.of("TRACE", "CREATE", plan.name()));
    if (plan.bufferBytes() > 0) {
      create.addAll(List.of("BUFFER", Long.toString(plan.bufferBytes())));
    }
    if (plan.maxBytes() > 0) {
      create.addAll(List.of("MAX-SIZE", Long.toString(plan.maxBytes())));
    }
    // Beneath the server's directory for traces.
    List<String> usual = List.of("OUTPUT", plan.name());
    String output = plan.output();
    if (output == null) {
      create.addAll(usual);
      server.call(create);
      return null;
    }
    WantedOutput wanted = new WantedOutput(server, terminal, output);
    wanted.call(create, usual);
    return wanted;
  }

  /** After a failure: its own line is what the user has to read, so a second one is not told. */
  private void destroy(Plan plan) {
    try {
      server.call("TRACE", "DESTROY", plan.name());
    } catch (ToolFailure e) {
      // The server has gone, and the session with it.
    }
  }

  private void watch(Plan plan, CountDownLatch stopped, long started) throws ToolFailure {
    Duration duration = plan.duration();
    long limit = duration == null ? Long.MAX_VALUE : duration.toNanos();
    try (ProgressLine progress = new ProgressLine(terminal)) {
      while (true) {
        long left = limit - (System.nanoTime() - started);
        long wait = Math.min(left, TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        if (left <= 0 || stopped.await(wait, TimeUnit.NANOSECONDS)) {
          return;
        }
        SessionState state = state(plan);
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        progress.show(String.format(Locale.ROOT, "%6.1f s  ", seconds) + counts(state));
        if (!state.active()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SessionState state(Plan plan) throws ToolFailure {
    List<SessionState> states = SessionState.all(server.call("TRACE", "STATUS", plan.name()));
    if (states.isEmpty()) {
      throw new ToolFailure("the server has lost session " + plan.name());
    }
    return states.getFirst();
  }

  private static String counts(SessionState state) {
    return Quantities.count(state.number("events"))
        + " events, "
        + Quantities.count(state.number("lost"))
        + " lost, "
        + Quantities.size(state.number("bytes"));
  }

  private void tell(SessionState end, double seconds, String output) {
    String problem = end.text("problem");
    if (!problem.isEmpty()) {
      terminal.note(problem);
    }
    terminal.line(String.format(Locale.ROOT, "%.1f s, ", seconds) + counts(end) + ": " + output);
    if (end.number("lost") > 0) {
      terminal.note("events were lost: try a larger --buffer-size, or fewer events (-e)");
    }
    if (server.address().local()) {
      terminal.line("Next: muninn top, or muninn report -o report.html");
    }
  }
}
