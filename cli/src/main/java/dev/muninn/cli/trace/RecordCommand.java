package dev.muninn.cli.trace;

import dev.muninn.cli.client.ServerConnection;
import dev.muninn.cli.signal.StopSignals;
import dev.muninn.cli.terminal.Quantities;
import dev.muninn.cli.terminal.ToolFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muninn trace record}: create, enable, start, wait, stop and destroy in one step. */
@Command(
    name = "record",
    sortOptions = false,
    description = "Record in one step: for a time, or until Ctrl-C.",
    footer = {"", "muninn trace record -p 6380 -d 10s"})
final class RecordCommand implements Callable<Integer> {
  /** What answers most questions: commands and their senders, turns, pauses, clients. */
  private static final List<String> DEFAULT_EVENTS =
      List.of(
          "valkey_commands:*",
          "valkey_commands_entry:command_call_entry",
          "valkey_server:*",
          "valkey_db:*",
          "valkey_connections:*",
          "jvm:*",
          "process:*");

  private static final String KEY_EVENTS = "valkey_keys:*";

  private final TraceCommand trace;

  @Mixin private ServerOptions.WithLetters server = new ServerOptions.WithLetters();

  @Option(
      names = {"-d", "--duration"},
      paramLabel = "TIME",
      description = "How long, like 500ms, 10s, 5m; until Ctrl-C when left away.")
  private @Nullable String duration;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Directory of the trace.")
  private @Nullable String output;

  @Option(
      names = {"-e", "--event"},
      paramLabel = "EVENT[,EVENT]",
      description = "These events instead of the usual ones.")
  private List<String> events = new ArrayList<>();

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "EXPR",
      description = "Only events for which this holds; with -e.")
  private String filter = "";

  @Option(
      names = "--keys",
      description = "Also which keys are read, written and deleted; costs more.")
  private boolean keys;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "Stop at this size on disk, like 1G.")
  private @Nullable String maxSize;

  @Option(
      names = "--buffer-size",
      paramLabel = "SIZE",
      description = "Size of the buffers, like 64M.")
  private @Nullable String bufferSize;

  RecordCommand(TraceCommand trace) {
    this.trace = trace;
  }

  @Override
  public Integer call() throws ToolFailure {
    server.inherit(trace.options());
    List<String> patterns = new ArrayList<>(Verb.split(events));
    if (patterns.isEmpty()) {
      if (!filter.isEmpty()) {
        throw new ToolFailure("--filter needs the events it is for: --event EVENT");
      }
      patterns.addAll(DEFAULT_EVENTS);
    }
    if (keys) {
      patterns.add(KEY_EVENTS);
    }
    Recording.Plan plan =
        new Recording.Plan(
            SessionVerbs.autoName().replace("auto", "record"),
            output,
            patterns,
            filter,
            duration == null ? null : limit(duration),
            SessionVerbs.size(bufferSize),
            SessionVerbs.size(maxSize));
    CountDownLatch stopped = new CountDownLatch(1);
    StopSignals.begin().await(name -> stopped.countDown());
    if (server.lttng) {
      new LttngRecording(trace, server).record(plan, stopped);
      return 0;
    }
    try (ServerConnection connection = trace.connect(server)) {
      new Recording(trace, connection).record(plan, stopped);
    }
    return 0;
  }

  private static Duration limit(String text) throws ToolFailure {
    Duration time = Quantities.duration(text, "s");
    if (time.isZero()) {
      throw new ToolFailure("--duration must be more than 0");
    }
    return time;
  }
}
