package dev.muninn.server.resp;

/**
 * Ends a command: its reply is this error, and nothing of what it has written until then. Thrown
 * where a command finds that it cannot go on; caught where commands are called.
 */
public final class ErrorReply extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient RespError error;

  /** Ends the command with an error. */
  public ErrorReply(RespError error) {
    super(error.text(), null, false, false);
    this.error = error;
  }

  /** The reply. */
  public RespError error() {
    return error;
  }
}
