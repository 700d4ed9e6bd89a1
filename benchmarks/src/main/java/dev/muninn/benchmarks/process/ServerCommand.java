package dev.muninn.benchmarks.process;

import java.util.List;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param name its name in tables
 * @param command program and arguments, to which {@code --port} and the other directives are added
 * @param environment set besides the inherited one
 */
public record ServerCommand(String name, List<String> command, Map<String, String> environment) {
  /** Keeps copies. */
  public ServerCommand {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("no server command: name=" + name);
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
