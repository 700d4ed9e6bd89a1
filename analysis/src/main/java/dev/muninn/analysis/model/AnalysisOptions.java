package dev.muninn.analysis.model;

/**
 * How much is listed, and what counts as a culprit.
 *
 * @param slowest how many of the slowest commands are listed
 * @param rows how many clients and keys are listed
 */
public record AnalysisOptions(int slowest, int rows, Thresholds thresholds) {
  /** 20 slowest commands, 50 clients and keys. */
  public static final AnalysisOptions DEFAULT = new AnalysisOptions(20, 50, Thresholds.DEFAULT);
}
