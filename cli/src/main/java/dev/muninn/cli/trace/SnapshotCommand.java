package dev.muninn.cli.trace;

import dev.muninn.cli.terminal.ToolFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code muninn trace snapshot record}. */
@Command(
    name = "snapshot",
    synopsisSubcommandLabel = "record",
    description = "Save what a flight recorder holds.")
final class SnapshotCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  boolean help;

  private SnapshotCommand() {}

  static CommandLine commandLine(TraceCommand trace) {
    return new CommandLine(new SnapshotCommand()).addSubcommand(new TakeSnapshot(trace));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "snapshot record?");
  }

  @Command(name = "record", sortOptions = false, description = "Take a snapshot.")
  static final class TakeSnapshot extends Verb {
    @Mixin private ServerOptions.WithLetters server = new ServerOptions.WithLetters();

    @Option(
        names = {"-s", "--session"},
        paramLabel = "SESSION",
        description = "The current one when left away.")
    private @Nullable String session;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "DIR",
        description = "Directory of the snapshot.")
    private @Nullable String output;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The same.")
    private @Nullable String directory;

    TakeSnapshot(TraceCommand trace) {
      super(trace);
    }

    @Override
    ServerOptions server() {
      return server;
    }

    @Override
    void run(TraceControl control) throws ToolFailure {
      String to = output == null ? directory : output;
      control.snapshot(session, to);
    }
  }
}
