package dev.muninn.analysis.report;

/**
 * What the page shows.
 *
 * @param title of the page, or empty for the name of the trace
 * @param rows most rows of each table
 */
public record ReportOptions(String title, int rows) {
  /** Named after the trace, 20 rows. */
  public static final ReportOptions DEFAULT = new ReportOptions("", 20);
}
