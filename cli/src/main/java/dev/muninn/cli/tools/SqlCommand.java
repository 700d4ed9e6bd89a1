package dev.muninn.cli.tools;

import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.analysis.sql.ResultFormat;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muninn sql}. */
@Command(
    name = "sql",
    sortOptions = false,
    sortSynopsis = false,
    customSynopsis = "muninn sql [--csv | --json] [--memory=SIZE] [TRACE...] QUERY",
    description = "Ask traces by SQL: tables events, commands, turns, stalls; see docs/SQL.md.",
    footer = {
      "",
      "TRACE is a trace's directory, a flight recorder's file, or a Parquet file or directory that",
      "'muninn export --parquet' has written. Without one it is the last trace recorded.",
      "",
      "muninn sql /path/to/trace 'select name, count(*), max(duration_us) from commands group by 1'",
      "muninn sql --csv /path/to/trace 'describe events'",
    })
final class SqlCommand implements Callable<Integer> {
  /** Bytes that the database may hold in memory; the rest goes to a temporary directory. */
  static final long MEMORY = 1L << 30;

  private static final long LEAST_MEMORY = 64L << 20;

  private final Terminal terminal;
  private final Remembered remembered;

  @Option(names = "--csv", description = "Comma-separated values with a line of names.")
  private boolean csv;

  @Option(names = "--json", description = "An array of objects, one a line.")
  private boolean json;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "Memory of the database (1G); what is more goes to disk.")
  private @Nullable String memory;

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  @Parameters(arity = "1..*", paramLabel = "TRACE... QUERY")
  private List<String> words = new ArrayList<>();

  SqlCommand(Terminal terminal, Remembered remembered) {
    this.terminal = terminal;
    this.remembered = remembered;
  }

  @Override
  public Integer call() throws ToolFailure {
    if (csv && json) {
      throw new ToolFailure("--csv or --json, not both");
    }
    String query = words.getLast();
    if (words.size() == 1 && !query.contains(" ") && Files.exists(Path.of(query))) {
      throw new ToolFailure("no query: muninn sql " + query + " 'select ...'");
    }
    List<Path> traces = new ArrayList<>();
    words.subList(0, words.size() - 1).forEach(word -> traces.add(Path.of(word)));
    if (traces.isEmpty()) {
      traces.add(TraceArgument.path(null, remembered, terminal));
    }
    long bytes = memory == null ? MEMORY : Math.max(LEAST_MEMORY, Quantities.bytes(memory));
    ResultFormat format = csv ? ResultFormat.CSV : json ? ResultFormat.JSON : ResultFormat.TABLE;
    try (TraceDatabase database = TraceDatabase.open(bytes)) {
      boolean damaged = false;
      for (Path path : traces) {
        damaged |= add(database, path);
      }
      database.createViews();
      database.query(query, format.to(terminal.out()));
      terminal.out().flush();
      return damaged ? 1 : 0;
    } catch (SqlException e) {
      throw ToolFailure.ofLines(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ToolFailure("cannot write: " + ToolFailure.reason(e), e);
    }
  }

  /** Adds a trace, and returns whether some of it could not be read. */
  private boolean add(TraceDatabase database, Path path) throws ToolFailure, SqlException {
    if (isParquet(path)) {
      database.attachParquet(path);
      return false;
    }
    try (Trace trace = TraceArgument.open(path);
        ProgressLine progress = new ProgressLine(terminal)) {
      database.load(
          trace,
          traceName(path),
          done -> {
            if (progress.due()) {
              progress.show(String.format(Locale.ROOT, "loading %s: %.0f %%", path, 100 * done));
            }
          });
      progress.clear();
      TraceArgument.warn(trace, terminal);
      return trace.damaged();
    } catch (TraceException e) {
      throw TraceArgument.failure(e);
    }
  }

  private static boolean isParquet(Path path) {
    if (!Files.isDirectory(path)) {
      return path.toString().endsWith(".parquet") && Files.exists(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.anyMatch(file -> file.toString().endsWith(".parquet"));
    } catch (IOException e) {
      return false;
    }
  }

  /** What the column {@code trace} says: the last part of the path. */
  static String traceName(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
