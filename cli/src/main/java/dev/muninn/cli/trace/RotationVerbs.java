package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.Quantities;
import dev.muninn.cli.terminal.ToolFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verbs about the chunks of a long trace. */
final class RotationVerbs {
  private RotationVerbs() {}

  @Command(
      name = "rotate",
      description = "Close the current trace chunk, which can then be read, and begin the next.")
  static final class Rotate extends SessionVerb {
    Rotate(TraceCommand trace) {
      super(trace);
    }

    @Override
    void run(TraceControl control, @Nullable String session) throws ToolFailure {
      control.rotate(session);
    }
  }

  @Command(
      name = "enable-rotation",
      sortOptions = false,
      description = "Rotate by size or by time (LTTng; a server's session: see create).")
  static final class EnableRotation extends Verb {
    private static final long NANOS_PER_MICRO = 1000;

    @Mixin private ServerOptions.WithLetters server = new ServerOptions.WithLetters();

    @Option(
        names = {"-s", "--session"},
        paramLabel = "SESSION",
        description = "The current one when left away.")
    private @Nullable String session;

    @Option(names = "--size", paramLabel = "SIZE", description = "At this size, like 64M.")
    private @Nullable String size;

    @Option(
        names = "--timer",
        paramLabel = "TIME",
        description = "After this time, like 10s; a bare number is in microseconds.")
    private @Nullable String timer;

    EnableRotation(TraceCommand trace) {
      super(trace);
    }

    @Override
    ServerOptions server() {
      return server;
    }

    @Override
    void run(TraceControl control) throws ToolFailure {
      if (size == null && timer == null) {
        throw new ToolFailure("rotate when? --size SIZE or --timer TIME");
      }
      long micros =
          timer == null ? 0 : Quantities.duration(timer, "us").toNanos() / NANOS_PER_MICRO;
      control.enableRotation(session, size == null ? 0 : Quantities.bytes(size), micros);
    }
  }
}
