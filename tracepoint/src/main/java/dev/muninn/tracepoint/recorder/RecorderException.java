package dev.muninn.tracepoint.recorder;

/** The recorder cannot do what it was asked to; the message says why in one line. */
public final class RecorderException extends Exception {
  private static final long serialVersionUID = 1;

  RecorderException(String message) {
    super(message);
  }

  RecorderException(String message, Throwable cause) {
    super(message, cause);
  }
}
