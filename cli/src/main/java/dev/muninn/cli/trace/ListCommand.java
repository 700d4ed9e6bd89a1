package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.ToolFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muninn trace list}. */
@Command(
    name = "list",
    sortOptions = false,
    description = "List recording sessions, or with -u the events that can be recorded.")
final class ListCommand extends Verb {
  @Mixin private ServerOptions.WithLetters server = new ServerOptions.WithLetters();

  @Option(
      names = {"-u", "--userspace"},
      description = "Events instead of sessions.")
  private boolean events;

  @Option(
      names = {"-f", "--fields"},
      description = "Events with their fields.")
  private boolean fields;

  @Parameters(arity = "0..1", paramLabel = "SESSION", description = "This session, with its rules.")
  private @Nullable String session;

  ListCommand(TraceCommand trace) {
    super(trace);
  }

  @Override
  ServerOptions server() {
    return server;
  }

  @Override
  void run(TraceControl control) throws ToolFailure {
    if (events || fields) {
      control.listEvents(fields);
    } else {
      control.listSessions(session);
    }
  }
}
