package dev.muninn.benchmarks.lab;

import dev.muninn.analysis.model.FindingKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the report must say first.
 *
 * @param kind the first culprit's; null where there must be none
 * @param subject what its sentence must name, in any mixture of cases; empty where that is open
 */
record Expected(@Nullable FindingKind kind, String subject) {
  /** A healthy server: no culprit. */
  static final Expected NONE = new Expected(null, "");

  /** The first culprit is of this kind, and about this. */
  static Expected first(FindingKind kind, String subject) {
    return new Expected(kind, subject);
  }

  /** Whether a verdict is as expected. */
  boolean isMetBy(Verdict verdict) {
    if (kind == null) {
      return verdict.kind().isEmpty();
    }
    return verdict.kind().equals(kind.name())
        && verdict.sentence().toLowerCase(Locale.ROOT).contains(subject.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return kind == null ? "none" : subject.isEmpty() ? kind.title() : kind.title() + ": " + subject;
  }
}
