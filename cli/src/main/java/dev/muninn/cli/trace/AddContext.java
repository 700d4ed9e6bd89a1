package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muninn trace add-context}. */
@Command(
    name = "add-context",
    sortOptions = false,
    description = "Record facts with every event; before the session is started.",
    footer = {
      "",
      "muninn trace add-context -t vpid -t vtid -t procname",
      "Muninn's recorder has these three; LTTng has more.",
    })
final class AddContext extends Verb {
  @Mixin private ServerOptions.WithLetters server = new ServerOptions.WithLetters();

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      description = "vpid, vtid or procname; may be given several times.")
  private List<String> types = new ArrayList<>();

  @Option(
      names = {"-s", "--session"},
      paramLabel = "SESSION",
      description = "The current one when left away.")
  private @Nullable String session;

  @Option(
      names = {"-c", "--channel"},
      paramLabel = "CHANNEL",
      description = "With --lttng: only this channel.")
  private @Nullable String channel;

  @Option(
      names = {"-u", "--userspace"},
      description = "As with lttng; there are no others here.")
  boolean userspace;

  AddContext(TraceCommand trace) {
    super(trace);
  }

  @Override
  ServerOptions server() {
    return server;
  }

  @Override
  public Integer call() throws ToolFailure {
    if (split(types).isEmpty()) {
      throw new ToolFailure("which context? for instance --type vpid");
    }
    return super.call();
  }

  @Override
  void run(TraceControl control) throws ToolFailure {
    control.addContext(session, split(types), channel);
  }
}
