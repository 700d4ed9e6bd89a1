package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.ToolFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verb about one session, which is the current one unless it is named. */
abstract class SessionVerb extends Verb {
  @Mixin private ServerOptions.WithLetters server = new ServerOptions.WithLetters();

  @Parameters(arity = "0..1", paramLabel = "SESSION", description = "The current one.")
  private @Nullable String session;

  SessionVerb(TraceCommand trace) {
    super(trace);
  }

  @Override
  ServerOptions server() {
    return server;
  }

  @Override
  void run(TraceControl control) throws ToolFailure {
    run(control, session);
  }

  /** Does it with a session; null is the current one. */
  abstract void run(TraceControl control, @Nullable String session) throws ToolFailure;
}
