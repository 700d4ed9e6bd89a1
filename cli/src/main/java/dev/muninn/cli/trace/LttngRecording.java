package dev.muninn.cli.trace;

import dev.muninn.cli.client.ServerConnection;
import dev.muninn.cli.terminal.ProgressLine;
import dev.muninn.cli.terminal.ToolFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One recording by LTTng of the process of a server, from its beginning to its end. */
final class LttngRecording {
  private static final Pattern PROCESS_ID = Pattern.compile("(?m)^process_id:(\\d+)");
  private static final long SHOW_MILLIS = 250;
  private static final double NANOS_PER_SECOND = 1e9;

  private final TraceCommand trace;
  private final ServerOptions server;

  LttngRecording(TraceCommand trace, ServerOptions server) {
    this.trace = trace;
    this.server = server;
  }

  void record(Recording.Plan plan, CountDownLatch stopped) throws ToolFailure {
    String pid = pid();
    Path output =
        plan.output() == null
            ? trace.remembered().beside("lttng-traces").resolve(plan.name())
            : Path.of(plan.output()).toAbsolutePath().normalize();
    LttngControl lttng = new LttngControl(trace.terminal());
    lttng.create(
        new TraceControl.NewSession(
            plan.name(),
            true,
            output.toString(),
            false,
            plan.bufferBytes() == 0 ? LttngControl.ROOMY_BUFFER : plan.bufferBytes(),
            plan.maxBytes(),
            0,
            0,
            0,
            0));
    try {
      lttng.enable(
          plan.name(), new TraceControl.EventChoice(plan.events(), plan.filter(), List.of(), 1));
      lttng.track(plan.name(), List.of(pid));
      lttng.start(plan.name());
      await(plan, stopped);
      lttng.stop(plan.name());
    } finally {
      lttng.destroy(plan.name());
    }
    trace.remembered().put(Remembered.TRACE, output.toString());
    trace.terminal().line("Next: muninn top, or muninn report -o report.html");
  }

  private String pid() throws ToolFailure {
    try (ServerConnection connection = trace.connect(server)) {
      Matcher matcher = PROCESS_ID.matcher(connection.call("INFO", "server").text());
      if (!matcher.find()) {
        throw new ToolFailure("the server does not tell its process id: INFO server");
      }
      return matcher.group(1);
    }
  }

  private void await(Recording.Plan plan, CountDownLatch stopped) {
    Duration duration = plan.duration();
    long limit = duration == null ? Long.MAX_VALUE : duration.toNanos();
    long started = System.nanoTime();
    try (ProgressLine progress = new ProgressLine(trace.terminal())) {
      while (true) {
        long left = limit - (System.nanoTime() - started);
        long wait = Math.min(left, TimeUnit.MILLISECONDS.toNanos(SHOW_MILLIS));
        if (left <= 0 || stopped.await(wait, TimeUnit.NANOSECONDS)) {
          return;
        }
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        progress.show(String.format(Locale.ROOT, "%6.1f s", seconds));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
