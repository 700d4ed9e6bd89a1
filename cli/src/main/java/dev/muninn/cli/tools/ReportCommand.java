package dev.muninn.cli.tools;

import dev.muninn.analysis.model.Analysis;
import dev.muninn.analysis.model.AnalysisOptions;
import dev.muninn.analysis.report.Report;
import dev.muninn.analysis.report.ReportOptions;
import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import dev.muninn.cli.trace.Remembered;
import dev.muninn.cli.trace.TraceArgument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muninn report}. */
@Command(
    name = "report",
    sortOptions = false,
    sortSynopsis = false,
    description = "What was slow and why, in words and pictures, on one page that works offline.")
final class ReportCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Remembered remembered;

  @Parameters(arity = "0..1", paramLabel = "TRACE", description = "The last one when left away.")
  private @Nullable Path given;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Page to be written (report.html).")
  private Path output = Path.of("report.html");

  @Option(names = "--title", paramLabel = "TEXT", description = "Title of the page.")
  private String title = "";

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  ReportCommand(Terminal terminal, Remembered remembered) {
    this.terminal = terminal;
    this.remembered = remembered;
  }

  @Override
  public Integer call() throws ToolFailure {
    Path path = TraceArgument.path(given, remembered, terminal);
    Analysis analysis = AnalysisRun.analyze(path, AnalysisOptions.DEFAULT, terminal);
    try {
      Report.write(analysis, new ReportOptions(title, ReportOptions.DEFAULT.rows()), output);
    } catch (IOException e) {
      throw new ToolFailure("cannot write " + output + ": " + ToolFailure.reason(e), e);
    }
    terminal.line(output.toString());
    return analysis.facts().damaged() ? 1 : 0;
  }
}
