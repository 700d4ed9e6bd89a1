package dev.muninn.cli;

import java.util.List;

/** The {@code muninn} command: the first argument names what to do. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its status. */
  public static void main(String[] args) {
    List<String> arguments = List.of(args);
    if (arguments.isEmpty() || !arguments.getFirst().equals("server")) {
      System.err.println("usage: muninn server [valkey.conf] [--directive value ...]");
      System.exit(2);
    }
    System.exit(ServerCommand.run(arguments.subList(1, arguments.size())));
  }
}
