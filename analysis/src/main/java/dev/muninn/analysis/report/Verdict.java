package dev.muninn.analysis.report;

import dev.muninn.analysis.model.Analysis;
import dev.muninn.analysis.model.Units;
import java.util.Locale;

/** The headline: what is wrong, in one sentence. */
final class Verdict {
  private Verdict() {}

  static String of(Analysis analysis) {
    if (!analysis.findings().isEmpty()) {
      String sentence = analysis.findings().getFirst().sentence();
      int cut = sentence.indexOf("; ");
      return cut < 0 ? sentence : sentence.substring(0, cut) + ".";
    }
    if (analysis.events() == 0) {
      return "The trace has no events.";
    }
    if (analysis.ofProgram()) {
      return Units.count(analysis.events(), "event", "events")
          + " of "
          + Units.count(analysis.others().size(), "kind", "kinds")
          + " in "
          + Units.time(analysis.span())
          + ".";
    }
    if (analysis.commandCount() == 0) {
      return "The trace has no commands.";
    }
    return "Healthy: nothing held the server up.";
  }

  /** What stands below it: the rest of the sentence. */
  static String lead(Analysis analysis) {
    if (!analysis.findings().isEmpty()) {
      String sentence = analysis.findings().getFirst().sentence();
      int cut = sentence.indexOf("; ");
      return cut < 0
          ? ""
          : sentence.substring(cut + 2, cut + 3).toUpperCase(Locale.ROOT)
              + sentence.substring(cut + 3);
    }
    if (analysis.ofProgram()) {
      return "Of a program that is no server: counts, rates and percentiles of each event.";
    }
    if (analysis.commandCount() == 0) {
      return "";
    }
    return "99.9 % of the commands took at most "
        + Units.time(analysis.ownAll().quantile(0.999))
        + ", waiting for others included "
        + Units.time(analysis.feltAll().quantile(0.999))
        + ".";
  }
}
