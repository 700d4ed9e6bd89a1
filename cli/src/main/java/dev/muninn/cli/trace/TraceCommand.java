package dev.muninn.cli.trace;

import dev.muninn.cli.client.ServerConnection;
import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muninn trace}: holds the verbs and what they share. */
@Command(
    name = "trace",
    sortOptions = false,
    sortSynopsis = false,
    synopsisSubcommandLabel = "VERB",
    description = "Record what a running server does, in lttng's words.",
    footer = {
      "",
      "In one step:     muninn trace record -d 10s",
      "As with lttng:   muninn trace create; muninn trace enable-event 'valkey_commands:*';",
      "                 muninn trace start; ...; muninn trace stop; muninn trace view",
      "",
      "Options of the server may stand before the verb or behind it. The current session, its",
      "server and the last trace are remembered in ~/.muninnrc. -h is the host, as with redis-cli;",
      "help is --help. Where lttng uses -p or -a (track, enable-event, destroy), the server's",
      "options have their long form only.",
    })
public final class TraceCommand implements Runnable {
  private final Terminal terminal;
  private final Remembered remembered;

  @Mixin private ServerOptions.WithLetters options = new ServerOptions.WithLetters();

  @Spec private CommandSpec spec = CommandSpec.create();

  private TraceCommand(Terminal terminal, Remembered remembered) {
    this.terminal = terminal;
    this.remembered = remembered;
  }

  /** The command line of {@code muninn trace}. */
  public static CommandLine commandLine(Terminal terminal, Remembered remembered) {
    TraceCommand trace = new TraceCommand(terminal, remembered);
    CommandLine line = new CommandLine(trace);
    line.addSubcommand(new RecordCommand(trace));
    line.addSubcommand(new SessionVerbs.Create(trace));
    line.addSubcommand(new SessionVerbs.SetSession(trace));
    line.addSubcommand(new EventVerbs.Enable(trace));
    line.addSubcommand(new EventVerbs.Disable(trace));
    line.addSubcommand(new AddContext(trace));
    line.addSubcommand(new TrackVerbs.Track(trace));
    line.addSubcommand(new TrackVerbs.Untrack(trace));
    line.addSubcommand(new SessionVerbs.Start(trace));
    line.addSubcommand(new SessionVerbs.Stop(trace));
    line.addSubcommand(new SessionVerbs.Status(trace));
    line.addSubcommand(new ListCommand(trace));
    line.addSubcommand(SnapshotCommand.commandLine(trace));
    line.addSubcommand(new RotationVerbs.Rotate(trace));
    line.addSubcommand(new RotationVerbs.EnableRotation(trace));
    line.addSubcommand(new ViewCommand(trace));
    line.addSubcommand(new SessionVerbs.Destroy(trace));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }

  Terminal terminal() {
    return terminal;
  }

  Remembered remembered() {
    return remembered;
  }

  /** Options that stand before the verb. */
  ServerOptions options() {
    return options;
  }

  ServerConnection connect(ServerOptions given) throws ToolFailure {
    return ServerConnection.open(given.address(remembered));
  }
}
