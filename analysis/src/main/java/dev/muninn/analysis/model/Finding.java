package dev.muninn.analysis.model;

import java.util.List;

/**
 * A culprit.
 *
 * @param subject a command's name, a client; or empty
 * @param stolen nanoseconds that requests lost by it, all together: by this findings are ordered
 * @param sentence what happened, in plain words with figures
 * @param evidence when, how long, examples; one line each
 * @param advice what to do
 * @param examples times of it, CLOCK_MONOTONIC
 */
public record Finding(
    FindingKind kind,
    String subject,
    Severity severity,
    long stolen,
    String sentence,
    List<String> evidence,
    String advice,
    List<Long> examples) {
  /** How bad: by what requests lost. */
  public enum Severity {
    /** Above a second lost, or a standstill above 200 ms. */
    HIGH,
    /** Above 100 ms lost. */
    MEDIUM,
    /** To be known. */
    LOW
  }
}
