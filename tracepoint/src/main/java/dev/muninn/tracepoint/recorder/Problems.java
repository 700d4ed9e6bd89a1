package dev.muninn.tracepoint.recorder;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** Says in a line what went wrong with files. */
final class Problems {
  private Problems() {}

  /** The reason, with the file's name where it is known. */
  static String text(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof FileSystemException && !message.contains(": ")) {
      // Its message is the file's name alone.
      return e.getClass().getSimpleName() + ": " + message;
    }
    return message;
  }

  /** The same as the reason of a session's end. */
  static String ofSession(IOException e) {
    String message = text(e);
    return (message.contains("No space left") || message.contains("quota") ? "disk full: " : "")
        + message;
  }
}
