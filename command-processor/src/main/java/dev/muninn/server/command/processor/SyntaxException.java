package dev.muninn.server.command.processor;

/** The notation of a command's arguments is not well-formed; the message is for its author. */
final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  SyntaxException(String message) {
    super(message);
  }
}
