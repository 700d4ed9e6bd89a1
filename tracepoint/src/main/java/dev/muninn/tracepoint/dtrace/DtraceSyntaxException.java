package dev.muninn.tracepoint.dtrace;

/** A provider file that cannot be read. The message begins {@code file:line: }. */
public final class DtraceSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  DtraceSyntaxException(String file, int line, String message) {
    super(file + ":" + line + ": " + message);
  }
}
