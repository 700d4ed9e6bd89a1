package dev.muninn.cli.tools;

import dev.muninn.analysis.ctf.TimeRange;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.analysis.model.Analysis;
import dev.muninn.analysis.model.AnalysisOptions;
import dev.muninn.analysis.model.TraceFeed;
import dev.muninn.cli.terminal.ProgressLine;
import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import dev.muninn.cli.trace.TraceArgument;
import java.nio.file.Path;
import java.util.Locale;

/** Reads and analyses a trace under the eyes of the user. */
final class AnalysisRun {
  private AnalysisRun() {}

  static Analysis analyze(Path path, AnalysisOptions options, Terminal terminal)
      throws ToolFailure {
    try (ProgressLine progress = new ProgressLine(terminal)) {
      return TraceFeed.analyze(
          path,
          TimeRange.ALL,
          options,
          done -> {
            if (progress.due()) {
              progress.show(String.format(Locale.ROOT, "reading %s: %.0f %%", path, 100 * done));
            }
          });
    } catch (TraceException e) {
      throw TraceArgument.failure(e);
    }
  }
}
