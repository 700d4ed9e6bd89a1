package dev.muninn.tracepoint.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads traces with babeltrace2. */
public final class Babeltrace {
  private static final long TIMEOUT_SECONDS = 60;

  private Babeltrace() {}

  /**
   * What it said of a trace.
   *
   * @param events in order of time
   * @param lines the events as printed
   * @param complaints all of its standard error
   */
  public record Reading(List<TraceEvent> events, List<String> lines, String complaints) {
    /** The {@code fields} of the events. */
    public List<String> fields() {
      return events.stream().map(TraceEvent::fields).toList();
    }
  }

  /** Skips the test where it is not installed. */
  public static void assumeInstalled() {
    Tools.assumeInstalled("babeltrace2");
  }

  /**
   * Reads a trace, or all that are beneath a directory; fails where it complains or does not
   * succeed.
   */
  public static Reading read(Path trace) {
    Reading reading = readWithComplaints(trace);
    if (!reading.complaints().isEmpty()) {
      throw new AssertionError("babeltrace2 complains: " + reading.complaints());
    }
    return reading;
  }

  /** Reads a trace of which it has something to say. */
  public static Reading readWithComplaints(Path trace) {
    try {
      Path out = Files.createTempFile("muninn-babeltrace", ".out");
      Path err = Files.createTempFile("muninn-babeltrace", ".err");
      try {
        Process process =
            new ProcessBuilder("babeltrace2", "--no-delta", "--clock-cycles", trace.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
          throw new AssertionError("babeltrace2 still runs after a minute: trace=" + trace);
        }
        String complaints = Files.readString(err, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
          throw new AssertionError(
              "babeltrace2: status=" + process.exitValue() + "\n" + complaints);
        }
        List<String> lines =
            Files.readAllLines(out, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("["))
                .toList();
        return new Reading(
            lines.stream().map(TraceEvent::parse).toList(), lines, complaints.strip());
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
