package dev.muninn.tracepoint.filter;

/**
 * A filter expression that cannot be read. The message is one line, {@code filter: what:
 * position=n}, where the first character of the expression has position 1.
 */
public final class FilterException extends Exception {
  private static final long serialVersionUID = 1;

  private final int position;

  FilterException(String what, int position) {
    super("filter: " + what + (what.indexOf('=') < 0 ? ": " : " ") + "position=" + position);
    this.position = position;
  }

  /** Where in the expression, from 1. */
  public int position() {
    return position;
  }
}
