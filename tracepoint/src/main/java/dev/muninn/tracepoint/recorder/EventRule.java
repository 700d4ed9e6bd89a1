package dev.muninn.tracepoint.recorder;

import java.util.List;

/**
 * Which events a session records.
 *
 * @param pattern {@code provider:event}, where {@code *} stands for any characters. Events of a
 *     provider with {@code byName} match only where the provider's name stands in full before the
 *     colon
 * @param filter an expression of the language of {@code dev.muninn.tracepoint.filter}; empty for
 *     all events
 * @param sampleEvery the first and then each so many-th event of a thread that passes the filter is
 *     recorded; 1 for all
 * @param excludes patterns of events that are left out
 */
public record EventRule(String pattern, String filter, int sampleEvery, List<String> excludes) {
  /** Longest pattern, in characters. */
  static final int MAX_PATTERN = 256;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a pattern is empty, too long or has other characters than
   *     names have, or {@code sampleEvery} is less than 1
   */
  public EventRule {
    excludes = List.copyOf(excludes);
    EventPattern.check(pattern);
    excludes.forEach(EventPattern::check);
    if (sampleEvery < 1) {
      throw new IllegalArgumentException("sample every: value=" + sampleEvery + " min=1");
    }
  }

  /** All events a pattern matches. */
  public static EventRule of(String pattern) {
    return new EventRule(pattern, "", 1, List.of());
  }

  /** Those events a pattern matches that pass a filter. */
  public static EventRule of(String pattern, String filter) {
    return new EventRule(pattern, filter, 1, List.of());
  }
}
