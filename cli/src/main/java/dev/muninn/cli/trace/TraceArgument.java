package dev.muninn.cli.trace;

import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which trace a tool is to read: the one named, or the last one recorded. */
public final class TraceArgument {
  private TraceArgument() {}

  /** The path; the last trace, which is then named on standard error, if {@code given} is null. */
  public static Path path(@Nullable Path given, Remembered remembered, Terminal terminal)
      throws ToolFailure {
    if (given != null) {
      return given;
    }
    Path last = remembered.lastTrace();
    if (last == null) {
      throw new ToolFailure("which trace? none was recorded yet: 'muninn trace record -d 10s'");
    }
    terminal.note("the last trace: " + last);
    return last;
  }

  /** Opens a trace. */
  public static Trace open(Path path) throws ToolFailure {
    try {
      return Trace.open(path);
    } catch (TraceException e) {
      throw failure(e);
    }
  }

  /** What is wrong with a trace, as the line the user reads. */
  public static ToolFailure failure(TraceException e) {
    return new ToolFailure(e.getMessage() == null ? e.toString() : e.getMessage(), e);
  }

  /** What was wrong with a trace but did not end the reading. */
  public static void warn(Trace trace, Terminal terminal) {
    trace.warnings().forEach(terminal::note);
  }
}
