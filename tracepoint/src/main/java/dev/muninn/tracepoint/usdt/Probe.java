package dev.muninn.tracepoint.usdt;

import java.util.List;

/**
 * A probe to be placed in the object.
 *
 * @param arguments at most 6
 */
public record Probe(String name, List<ProbeArgument> arguments) {
  public Probe {
    arguments = List.copyOf(arguments);
  }
}
