package dev.muninn.analysis.ctf;

/** Something that is no trace, or one that cannot be read; the message is one line. */
public final class TraceException extends Exception {
  private static final long serialVersionUID = 1;

  /** With a message for the user. */
  public TraceException(String message) {
    super(message);
  }

  TraceException(String message, Throwable cause) {
    super(message, cause);
  }
}
