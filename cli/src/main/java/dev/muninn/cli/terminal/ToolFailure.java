package dev.muninn.cli.terminal;

/** A tool cannot do what it was asked to; the message is the one line the user reads. */
public final class ToolFailure extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MAX_LENGTH = 1000;

  /** A failure with its line; further lines, if any, are joined to it. */
  public ToolFailure(String message) {
    super(oneLine(message));
  }

  /** A failure with its line and what caused it. */
  public ToolFailure(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /** The message; never null. */
  public String line() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** Text on one line, without control characters, and of bounded length. */
  public static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}
