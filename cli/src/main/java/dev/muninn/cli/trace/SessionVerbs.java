package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.Quantities;
import dev.muninn.cli.terminal.ToolFailure;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs about a session as a whole. */
final class SessionVerbs {
  private static final DateTimeFormatter AUTO =
      DateTimeFormatter.ofPattern("'auto'-yyyyMMdd-HHmmss", Locale.ROOT);

  private SessionVerbs() {}

  /** A name for a session that got none, of lttng's form. */
  static String autoName() {
    return LocalDateTime.now(ZoneId.systemDefault()).format(AUTO);
  }

  static long size(@Nullable String text) throws ToolFailure {
    return text == null ? 0 : Quantities.bytes(text);
  }

  static long millis(@Nullable String text) throws ToolFailure {
    return text == null ? 0 : Quantities.duration(text, "s").toMillis();
  }

  @Command(name = "create", sortOptions = false, description = "Create a recording session.")
  static final class Create extends Verb {
    @Mixin private ServerOptions.WithLetters server = new ServerOptions.WithLetters();

    @Parameters(
        arity = "0..1",
        paramLabel = "SESSION",
        description = "Name; auto-YYYYmmdd-HHMMSS when left away.")
    private @Nullable String name;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "DIR",
        description = "Directory of the trace.")
    private @Nullable String output;

    @Option(
        names = "--snapshot",
        description = "Keep the newest events in a flight recorder; 'snapshot record' saves them.")
    private boolean snapshot;

    @Option(
        names = {"--buffer-size", "--subbuf-size"},
        paramLabel = "SIZE",
        description = "Size of the buffers, like 64M.")
    private @Nullable String bufferSize;

    @Option(
        names = "--max-size",
        paramLabel = "SIZE",
        description = "Stop recording at this size on disk.")
    private @Nullable String maxSize;

    @Option(
        names = "--max-time",
        paramLabel = "TIME",
        description = "Stop recording after this time, like 10s or 5m.")
    private @Nullable String maxTime;

    @Option(
        names = "--rotate-size",
        paramLabel = "SIZE",
        description = "Begin a new trace chunk at this size.")
    private @Nullable String rotateSize;

    @Option(
        names = "--rotate-time",
        paramLabel = "TIME",
        description = "Begin a new trace chunk after this time.")
    private @Nullable String rotateTime;

    @Option(names = "--keep", paramLabel = "N", description = "Keep this many chunks only.")
    private int keep;

    Create(TraceCommand trace) {
      super(trace);
    }

    @Override
    ServerOptions server() {
      return server;
    }

    @Override
    void run(TraceControl control) throws ToolFailure {
      control.create(
          new TraceControl.NewSession(
              name == null ? autoName() : name,
              name == null,
              output,
              snapshot,
              size(bufferSize),
              size(maxSize),
              millis(maxTime),
              size(rotateSize),
              millis(rotateTime),
              keep));
    }
  }

  @Command(name = "set-session", description = "Make a session the current one.")
  static final class SetSession extends Verb {
    @Mixin private ServerOptions.WithLetters server = new ServerOptions.WithLetters();

    @Parameters(paramLabel = "SESSION", description = "A session of the server.")
    private String session = "";

    SetSession(TraceCommand trace) {
      super(trace);
    }

    @Override
    ServerOptions server() {
      return server;
    }

    @Override
    void run(TraceControl control) throws ToolFailure {
      control.setCurrent(session);
    }
  }

  @Command(name = "start", description = "Start recording.")
  static final class Start extends SessionVerb {
    Start(TraceCommand trace) {
      super(trace);
    }

    @Override
    void run(TraceControl control, @Nullable String session) throws ToolFailure {
      control.start(session);
    }
  }

  @Command(name = "stop", description = "Stop recording; what is on disk is then complete.")
  static final class Stop extends SessionVerb {
    Stop(TraceCommand trace) {
      super(trace);
    }

    @Override
    void run(TraceControl control, @Nullable String session) throws ToolFailure {
      control.stop(session);
    }
  }

  @Command(name = "status", description = "Tell what the current session does.")
  static final class Status extends SessionVerb {
    Status(TraceCommand trace) {
      super(trace);
    }

    @Override
    void run(TraceControl control, @Nullable String session) throws ToolFailure {
      control.status(session);
    }
  }

  @Command(name = "destroy", description = "End a recording session; its files stay.")
  static final class Destroy extends Verb {
    @Mixin private ServerOptions.WithoutA server = new ServerOptions.WithoutA();

    @Option(
        names = {"-a", "--all"},
        description = "All sessions.")
    private boolean all;

    @Parameters(arity = "0..1", paramLabel = "SESSION", description = "The current one.")
    private @Nullable String session;

    Destroy(TraceCommand trace) {
      super(trace);
    }

    @Override
    ServerOptions server() {
      return server;
    }

    @Override
    void run(TraceControl control) throws ToolFailure {
      if (all) {
        control.destroyAll();
      } else {
        control.destroy(session);
      }
    }
  }
}
