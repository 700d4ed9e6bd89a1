package dev.muninn.analysis.top;

/**
 * How the analysis is printed.
 *
 * @param rows most rows of each table
 * @param width of the terminal, in characters; at least 60 is used
 * @param color whether the terminal shows colours
 * @param json one JSON object in place of text
 */
public record TopOptions(int rows, int width, boolean color, boolean json) {
  /** Ten rows, 100 wide, no colour, text. */
  public static final TopOptions DEFAULT = new TopOptions(10, 100, false, false);
}
