package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs about what is recorded. */
final class EventVerbs {
  private EventVerbs() {}

  private static List<String> patterns(boolean all, List<String> words) throws ToolFailure {
    List<String> patterns = all ? List.of("*") : Verb.split(words);
    if (patterns.isEmpty()) {
      throw new ToolFailure("which events? for instance 'valkey_commands:*', or --all");
    }
    return patterns;
  }

  @Command(
      name = "enable-event",
      sortOptions = false,
      description = "Choose events to be recorded.",
      footer = {
        "",
        "muninn trace enable-event 'valkey_commands:*'",
        "muninn trace enable-event valkey_commands:command_call --filter 'duration > 1000'",
      })
  static final class Enable extends Verb {
    @Mixin private ServerOptions.WithoutA server = new ServerOptions.WithoutA();

    @Parameters(
        arity = "0..*",
        paramLabel = "EVENT[,EVENT]",
        description = "Names, with * for any part: 'valkey_commands:*'.")
    private List<String> events = new ArrayList<>();

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
        description = "All events.")
    private boolean all;

    @Option(
        names = {"-f", "--filter"},
        paramLabel = "EXPR",
        description = "Only where this holds: 'duration > 1000 && name != \"keys\"'.")
    private String filter = "";

    @Option(
        names = {"-x", "--exclude"},
        paramLabel = "EVENT[,EVENT]",
        description = "But not these.")
    private List<String> excludes = new ArrayList<>();

    @Option(
        names = "--sample",
        paramLabel = "N",
        defaultValue = "1",
        description = "Only one event of N.")
    private long sample;

    Enable(TraceCommand trace) {
      super(trace);
    }

    @Override
    ServerOptions server() {
      return server;
    }

    @Override
    public Integer call() throws ToolFailure {
      patterns(all, events);
      if (sample < 1) {
        throw new ToolFailure("--sample must be at least 1: " + sample);
      }
      return super.call();
    }

    @Override
    void run(TraceControl control) throws ToolFailure {
      control.enable(
          session,
          new TraceControl.EventChoice(patterns(all, events), filter, split(excludes), sample));
    }
  }

  @Command(
      name = "disable-event",
      sortOptions = false,
      description = "Choose events not to be recorded any longer.")
  static final class Disable extends Verb {
    @Mixin private ServerOptions.WithoutA server = new ServerOptions.WithoutA();

    @Parameters(arity = "0..*", paramLabel = "EVENT[,EVENT]", description = "As they were enabled.")
    private List<String> events = new ArrayList<>();

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
        names = {"-a", "--all", "--all-events"},
        description = "All events.")
    private boolean all;

    Disable(TraceCommand trace) {
      super(trace);
    }

    @Override
    ServerOptions server() {
      return server;
    }

    @Override
    void run(TraceControl control) throws ToolFailure {
      control.disable(session, patterns(all, events));
    }
  }
}
