package dev.muninn.cli.trace;

import dev.muninn.cli.client.ServerConnection;
import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.terminal.ToolFailure;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code muninn pid}: which process a server is, for the tools that want to know. */
@Command(
    name = "pid",
    sortOptions = false,
    description = "The process id of a server, as its INFO has it.",
    footer = {"", "lttng track -u -p $(muninn pid -p 6380)", "jcmd $(muninn pid) help"})
public final class PidCommand implements Callable<Integer> {
  private static final Pattern PROCESS_ID = Pattern.compile("(?m)^process_id:(\\d+)\\r?$");

  private final Terminal terminal;

  @Mixin private ServerOptions.WithLetters server = new ServerOptions.WithLetters();

  /** A command that prints to a terminal. */
  public PidCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ToolFailure {
    if (server.lttng) {
      throw new ToolFailure("a server has a process id: --lttng has none");
    }
    // Not the current session's server: what a script asks for shall not depend on what was traced.
    try (ServerConnection connection = ServerConnection.open(server.address())) {
      Matcher line = PROCESS_ID.matcher(connection.call("INFO", "server").text());
      if (!line.find()) {
        throw new ToolFailure(connection.address() + " does not tell its process id");
      }
      terminal.line(line.group(1));
      return 0;
    }
  }
}
