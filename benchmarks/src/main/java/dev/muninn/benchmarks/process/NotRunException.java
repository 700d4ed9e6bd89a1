package dev.muninn.benchmarks.process;

/** A measurement that could not be made on this machine; the message says why, for its row. */
public final class NotRunException extends Exception {
  private static final long serialVersionUID = 1;

  /** A reason such as {@code lttng: not found in PATH}. */
  public NotRunException(String reason) {
    super(reason);
  }
}
