package dev.muninn.cli.trace;

import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.analysis.view.TraceView;
import dev.muninn.analysis.view.ViewOptions;
import dev.muninn.cli.signal.StopSignals;
import dev.muninn.cli.terminal.ReaderOutput;
import dev.muninn.cli.terminal.ToolFailure;
import dev.muninn.tracepoint.filter.Filter;
import dev.muninn.tracepoint.filter.FilterException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muninn trace view}; fails when some of the trace could not be read. */
@Command(
    name = "view",
    sortOptions = false,
    description = "Print a trace's events, one a line, as lttng view does.",
    footer = {
      "",
      "muninn trace view --filter 'duration > 1000' --begin 09:12:00 --end 09:13:00",
    })
final class ViewCommand implements Callable<Integer> {
  private final TraceCommand trace;

  @Mixin private ServerOptions.WithLetters server = new ServerOptions.WithLetters();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description =
          "A trace, of Muninn or LTTng; when left away, that of the session that records now, else"
              + " the last one.")
  private @Nullable String given;

  @Option(
      names = {"-t", "--trace-path"},
      paramLabel = "DIR",
      description = "The same, in lttng's words.")
  private @Nullable String tracePath;

  @Option(names = "--json", description = "An object a line.")
  private boolean json;

  @Option(names = "--csv", description = "Comma-separated values with a line of names.")
  private boolean csv;

  @Option(
      names = {"-f", "--follow"},
      description = "Wait for more events at the end, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-b", "--begin"},
      paramLabel = "TIME",
      description = "From here: hh:mm[:ss[.nnnnnnnnn]], with a date before it, or seconds.")
  private String begin = "";

  @Option(
      names = {"-e", "--end"},
      paramLabel = "TIME",
      description = "Up to here.")
  private String end = "";

  @Option(
      names = "--filter",
      paramLabel = "EXPR",
      description = "Only events for which this holds: 'duration > 1000 && name == \"get\"'.")
  private @Nullable String filter;

  @Option(names = "--gmt", description = "Times in UTC, not in local time.")
  private boolean gmt;

  ViewCommand(TraceCommand trace) {
    this.trace = trace;
  }

  @Override
  public Integer call() throws ToolFailure {
    server.inherit(trace.options());
    String path = given == null ? tracePath : given;
    if (server.lttng) {
      new LttngControl(trace.terminal()).view(path);
      return 0;
    }
    if (json && csv) {
      throw new ToolFailure("--json or --csv, not both");
    }
    ViewOptions.Format format =
        json ? ViewOptions.Format.JSON : csv ? ViewOptions.Format.CSV : ViewOptions.Format.TEXT;
    ViewOptions options =
        new ViewOptions(
            format, filter(), begin, end, gmt ? ZoneOffset.UTC : ZoneId.systemDefault(), follow);
    AtomicBoolean stopped = new AtomicBoolean();
    if (follow) {
      StopSignals.begin().await(name -> stopped.set(true));
    }
    Path from = path == null ? unnamed() : Path.of(path);
    try (Trace opened = TraceArgument.open(from);
        ReaderOutput out = new ReaderOutput(trace.terminal())) {
      TraceView.run(opened, options, out, trace.terminal()::note, stopped::get);
      return opened.damaged() ? 1 : 0;
    } catch (TraceException e) {
      throw TraceArgument.failure(e);
    } catch (ReaderOutput.ReaderGone e) {
      return 0;
    } catch (IOException e) {
      throw new ToolFailure("cannot write: " + e.getMessage(), e);
    }
  }

  private Path unnamed() throws ToolFailure {
    Path now = RecordingNow.path(server, trace.remembered());
    if (now == null) {
      return TraceArgument.path(null, trace.remembered(), trace.terminal());
    }
    trace.terminal().note("the trace being recorded: " + now);
    return now;
  }

  private @Nullable Filter filter() throws ToolFailure {
    try {
      return filter == null ? null : Filter.parse(filter);
    } catch (FilterException e) {
      throw new ToolFailure("--filter: " + e.getMessage(), e);
    }
  }
}
