package dev.muninn.benchmarks.report;

import java.util.Locale;

/** What was aimed at, what was measured, and whether they agree. */
public final class Aims {
  private final MarkdownTable table = new MarkdownTable("aim", "measured", "met");

  /** An aim to reach at least {@code bound}. */
  public Aims atLeast(String aim, double bound, double measured) {
    return add(aim, "at least", bound, measured, measured >= bound);
  }

  /** An aim not to exceed {@code bound}. */
  public Aims atMost(String aim, double bound, double measured) {
    return add(aim, "at most", bound, measured, measured <= bound);
  }

  private Aims add(String aim, String relation, double bound, double measured, boolean met) {
    String verdict = Double.isNaN(measured) ? "not measured" : met ? "yes" : "no";
    table.row(
        String.format(Locale.ROOT, "%s: %s %s", aim, relation, number(bound)),
        number(measured),
        verdict);
    return this;
  }

  private static String number(double value) {
    return Format.decimal(value, 3).replaceFirst("(\\.\\d\\d)0$", "$1");
  }

  @Override
  public String toString() {
    return table.toString();
  }
}
