package dev.muninn.tracepoint.recorder;

import java.time.Duration;

/**
 * Takes a snapshot when a certain event comes. The session looks at the event whether or not one of
 * its rules records it.
 *
 * @param rule the event and its filter, such as {@code valkey_commands:command_call} with {@code
 *     duration > 100000}; its sampling is not looked at
 * @param minInterval the least time between two snapshots of the session; events that come sooner
 *     do nothing
 */
public record EventTrigger(EventRule rule, Duration minInterval) {
  /** The usual least time between two snapshots. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  /**
   * Checks the interval.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EventTrigger {
    if (minInterval.isNegative()) {
      throw new IllegalArgumentException("trigger interval: value=" + minInterval);
    }
  }

  /** A trigger with the usual interval. */
  public EventTrigger(EventRule rule) {
    this(rule, DEFAULT_INTERVAL);
  }
}
