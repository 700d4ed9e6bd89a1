package dev.muninn.cli;

import dev.muninn.cli.tools.Tools;
import java.util.List;

/** The {@code muninn} command: the first argument names what to do. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its status. */
  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    if (!arguments.isEmpty() && arguments.getFirst().equals("server")) {
      System.exit(ServerCommand.run(arguments.subList(1, arguments.size())));
    }
    // Loaded only here: a server's class path has none of the tools' libraries.
    System.exit(Tools.run(args));
  }
}
