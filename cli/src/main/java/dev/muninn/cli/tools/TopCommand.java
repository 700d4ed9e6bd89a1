package dev.muninn.cli.tools;

import dev.muninn.analysis.model.Analysis;
import dev.muninn.analysis.model.AnalysisOptions;
import dev.muninn.analysis.top.Top;
import dev.muninn.analysis.top.TopOptions;
import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import dev.muninn.cli.trace.Remembered;
import dev.muninn.cli.trace.TraceArgument;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muninn top}. */
@Command(
    name = "top",
    sortOptions = false,
    sortSynopsis = false,
    description = "The slowest commands of a trace, and what delayed them.")
final class TopCommand implements Callable<Integer> {
  private static final int MAX_ROWS = 1000;

  private final Terminal terminal;
  private final Remembered remembered;

  @Parameters(arity = "0..1", paramLabel = "TRACE", description = "The last one when left away.")
  private @Nullable Path given;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "10",
      description = "Rows of each table (10).")
  private int rows;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  TopCommand(Terminal terminal, Remembered remembered) {
    this.terminal = terminal;
    this.remembered = remembered;
  }

  @Override
  public Integer call() throws ToolFailure {
    if (rows < 1 || rows > MAX_ROWS) {
      throw new ToolFailure("-n must be from 1 to " + MAX_ROWS + ": " + rows);
    }
    Path path = TraceArgument.path(given, remembered, terminal);
    AnalysisOptions usual = AnalysisOptions.DEFAULT;
    AnalysisOptions options =
        new AnalysisOptions(
            Math.max(rows, usual.slowest()), Math.max(rows, usual.rows()), usual.thresholds());
    Analysis analysis = AnalysisRun.analyze(path, options, terminal);
    Top.print(
        analysis,
        new TopOptions(rows, terminal.width(), terminal.hasColors(), json),
        terminal.out());
    return analysis.facts().damaged() ? 1 : 0;
  }
}
