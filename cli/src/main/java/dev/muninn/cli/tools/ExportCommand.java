package dev.muninn.cli.tools;

import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.analysis.export.Export;
import dev.muninn.analysis.sql.SqlException;
import dev.muninn.analysis.sql.TraceDatabase;
import dev.muninn.cli.terminal.ProgressLine;
import dev.muninn.cli.terminal.Quantities;
import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import dev.muninn.cli.trace.Remembered;
import dev.muninn.cli.trace.TraceArgument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muninn export}. */
@Command(
    name = "export",
    sortOptions = false,
    sortSynopsis = false,
    description = "Write a trace in the format of another tool.",
    footer = {
      "",
      "muninn export /path/to/trace --perfetto trace.pftrace   open it at ui.perfetto.dev",
      "muninn export /path/to/trace --folded trace.folded      flamegraph.pl, speedscope",
      "muninn export /path/to/trace --parquet trace.parquet    muninn sql, DuckDB, Trino, Spark",
    })
final class ExportCommand implements Callable<Integer> {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Terminal terminal;
  private final Remembered remembered;

  @ArgGroup(multiplicity = "1")
  private Format format = new Format();

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  @Parameters(arity = "0..1", paramLabel = "TRACE", description = "The last one when left away.")
  private @Nullable Path given;

  /** One of them. */
  static final class Format {
    @Option(
        names = "--perfetto",
        paramLabel = "FILE",
        description = "Perfetto's format: slices of turns, commands and pauses, and counters.")
    private @Nullable Path perfetto;

    @Option(
        names = "--folded",
        paramLabel = "FILE",
        description = "Folded stacks for flame graphs: where the microseconds went.")
    private @Nullable Path folded;

    @Option(
        names = "--parquet",
        paramLabel = "FILE|DIR",
        description =
            "One Parquet file with all events; into a directory, or a name ending in /, one for"
                + " each kind.")
    private @Nullable String parquet;
  }

  ExportCommand(Terminal terminal, Remembered remembered) {
    this.terminal = terminal;
    this.remembered = remembered;
  }

  @Override
  public Integer call() throws ToolFailure {
    Path path = TraceArgument.path(given, remembered, terminal);
    long started = System.nanoTime();
    try (Trace trace = TraceArgument.open(path);
        ProgressLine progress = new ProgressLine(terminal)) {
      DoubleConsumer tell =
          done -> {
            if (progress.due()) {
              progress.show(String.format(Locale.ROOT, "reading %s: %.0f %%", path, 100 * done));
            }
          };
      Path to;
      long events;
      if (format.perfetto != null) {
        to = format.perfetto;
        events = Export.perfetto(trace, to, tell);
      } else if (format.folded != null) {
        to = format.folded;
        events = Export.folded(trace, to, tell);
      } else {
        String parquet = format.parquet == null ? "" : format.parquet;
        to = Path.of(parquet);
        events = parquet(trace, path, to, parquet.endsWith("/"), tell, progress);
      }
      progress.clear();
      TraceArgument.warn(trace, terminal);
      double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
      terminal
          .err()
          .println(
              String.format(
                  Locale.ROOT, "%s events, %.1f s: %s", Quantities.count(events), seconds, to));
      return trace.damaged() ? 1 : 0;
    } catch (TraceException e) {
      throw TraceArgument.failure(e);
    } catch (SqlException e) {
      throw ToolFailure.ofLines(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ToolFailure("cannot write: " + ToolFailure.reason(e), e);
    }
  }

  private static long parquet(
      Trace trace,
      Path path,
      Path to,
      boolean asDirectory,
      DoubleConsumer tell,
      ProgressLine progress)
      throws TraceException, SqlException, IOException {
    try (TraceDatabase database = TraceDatabase.open(SqlCommand.MEMORY)) {
      long events = database.load(trace, SqlCommand.traceName(path), tell);
      database.createViews();
      progress.show("writing " + to);
      if (asDirectory || Files.isDirectory(to)) {
        database.writeParquetDirectory(to);
      } else {
        database.writeParquet(to);
      }
      return events;
    }
  }
}
