package dev.muninn.analysis.report;

import dev.muninn.analysis.model.Analysis;
import dev.muninn.analysis.model.Units;

/** The headline: what is wrong, in one sentence. */
final class Verdict {
  private Verdict() {}

  static String of(Analysis analysis) {
    if (!analysis.findings().isEmpty()) {
      return analysis.findings().getFirst().sentence();
    }
    if (analysis.events() == 0) {
      return "The trace has no events.";
    }
    if (analysis.commandCount() == 0) {
      return "The trace has no commands.";
    }
    return "Healthy: nothing held the server up. 99.9 % of commands took at most "
        + Units.time(analysis.ownAll().quantile(0.999))
        + ".";
  }
}
