package dev.muninn.analysis.export;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.DoubleConsumer;

/** Writes a trace in other tools' formats. A file is there whole or not at all. */
public final class Export {
  private static final int BUFFER = 1 << 18;

  private Export() {}

  /** Writes to a stream. */
  private interface Writing {
    long write(OutputStream out) throws IOException, TraceException;
  }

  /**
   * Writes a trace for ui.perfetto.dev.
   *
   * @param progress is told how far it is, from 0 to 1
   * @return events read
   */
  public static long perfetto(Trace trace, Path file, DoubleConsumer progress)
      throws TraceException, IOException {
    long[] clock = clock(trace);
    return whole(
        file,
        out -> {
          try (EventCursor events = trace.events()) {
            return Slices.read(events, new PerfettoWriter(out, clock[0], clock[1]), progress);
          }
        });
  }

  /** Offset of the clock to the epoch, and the first event's time by it; 0 without events. */
  private static long[] clock(Trace trace) throws TraceException {
    try (EventCursor events = trace.events()) {
      return events.next()
          ? new long[] {events.nanos() - events.clock(), events.clock()}
          : new long[2];
    }
  }

  /**
   * Writes folded stacks for flame graphs.
   *
   * @param progress is told how far it is, from 0 to 1
   * @return events read
   */
  public static long folded(Trace trace, Path file, DoubleConsumer progress)
      throws TraceException, IOException {
    FoldedStacks stacks = new FoldedStacks();
    return whole(
        file,
        out -> {
          long events;
          try (EventCursor cursor = trace.events()) {
            events = Slices.read(cursor, stacks, progress);
          }
          for (String line : stacks.lines()) {
            out.write((line + '\n').getBytes(StandardCharsets.UTF_8));
          }
          return events;
        });
  }

  private static long whole(Path file, Writing writing) throws IOException, TraceException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe or a device, such as /dev/stdout: there is no file to be replaced.
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
        return writing.write(out);
      }
    }
    String name = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path part = file.resolveSibling(name);
    try {
      long events;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER)) {
        events = writing.write(out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return events;
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
