package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verbs about whose events are recorded. */
final class TrackVerbs {
  private TrackVerbs() {}

  /** What both verbs take. */
  abstract static class Pids extends Verb {
    @Mixin private ServerOptions.WithoutAandP server = new ServerOptions.WithoutAandP();

    @Option(
        names = {"-p", "--pid", "--vpid"},
        arity = "0..1",
        fallbackValue = "",
        split = ",",
        paramLabel = "PID[,PID]",
        description = "Ids of processes.")
    private List<String> pids = new ArrayList<>();

    @Option(
        names = {"-s", "--session"},
        paramLabel = "SESSION",
        description = "The current one when left away.")
    private @Nullable String session;

    @Option(
        names = {"-u", "--userspace"},
        description = "As with lttng; there are no others here.")
    boolean userspace;

    @Option(
        names = {"-a", "--all"},
        description = "All processes.")
    private boolean all;

    Pids(TraceCommand trace) {
      super(trace);
    }

    @Override
    ServerOptions server() {
      return server;
    }

    @Nullable String session() {
      return session;
    }

    List<String> pids() throws ToolFailure {
      List<String> ids = split(pids);
      if (ids.isEmpty() && !all) {
        throw new ToolFailure("which process? --pid PID, or --pid --all");
      }
      for (String id : ids) {
        if (!id.matches("\\d{1,10}")) {
          throw new ToolFailure("not a process id: '" + id + "'");
        }
      }
      return all ? List.of() : ids;
    }

    @Override
    public Integer call() throws ToolFailure {
      pids();
      return super.call();
    }
  }

  @Command(name = "track", sortOptions = false, description = "Record these processes only.")
  static final class Track extends Pids {
    Track(TraceCommand trace) {
      super(trace);
    }

    @Override
    void run(TraceControl control) throws ToolFailure {
      control.track(session(), pids());
    }
  }

  @Command(name = "untrack", sortOptions = false, description = "Do not record these processes.")
  static final class Untrack extends Pids {
    Untrack(TraceCommand trace) {
      super(trace);
    }

    @Override
    void run(TraceControl control) throws ToolFailure {
      control.untrack(session(), pids());
    }
  }
}
