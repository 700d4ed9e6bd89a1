package dev.muninn.analysis.model;

import java.util.List;

/**
 * One of the longest turns of the event loop, or what could be seen of all.
 *
 * @param begin nanoseconds of CLOCK_MONOTONIC
 * @param nanos its length
 * @param commands how many ran in it
 * @param parts what filled it, longest first
 */
public record TurnRow(long begin, long nanos, long commands, List<Part> parts) {
  /**
   * A part of a turn.
   *
   * @param label a command's name, or the kind's label
   * @param count how often, for commands; otherwise 0
   */
  public record Part(StallKind kind, String label, long nanos, long count) {}
}
