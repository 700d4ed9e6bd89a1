package dev.muninn.benchmarks.reading;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.analysis.view.TraceView;
import dev.muninn.analysis.view.ViewOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that reads a whole trace once. */
public final class ReaderProgram {
  private ReaderProgram() {}

  /**
   * Arguments: {@code text}, {@code read} or {@code count}, and the trace. The first writes lines,
   * the second looks at each event's time, the third does the same and prints how many they were.
   */
  public static void main(String[] args) throws TraceException, IOException {
    try (Trace trace = Trace.open(Path.of(args[1]))) {
      if (args[0].equals("text")) {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
          TraceView.run(trace, ViewOptions.DEFAULT, out, System.err::println, () -> false);
        }
        return;
      }
      long events = 0;
      long last = Long.MIN_VALUE;
      try (EventCursor cursor = trace.events()) {
        while (cursor.next()) {
          if (cursor.nanos() < last) {
            throw new IllegalStateException("events out of order: nanos=" + cursor.nanos());
          }
          last = cursor.nanos();
          events++;
        }
      }
      if (args[0].equals("count")) {
        System.out.println(events);
      }
    }
  }
}
