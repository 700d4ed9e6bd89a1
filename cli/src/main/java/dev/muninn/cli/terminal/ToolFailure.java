package dev.muninn.cli.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Collectors;

/**
 * A tool cannot do what it was asked to; the message is the one line the user reads, or, of a
 * language's parser, the few lines.
 */
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

  private ToolFailure(Throwable cause, String lines) {
    super(lines, cause);
  }

  /** A failure whose lines show where in a text the mistake is, each below the other. */
  public static ToolFailure ofLines(String message, Throwable cause) {
    return new ToolFailure(cause, lines(message));
  }

  /** The message; never null. */
  public String line() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** Why a file could not be used: the system's words, where the JDK would repeat its name only. */
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "the file is there already";
      case FileSystemException failure when failure.getReason() != null -> failure.getReason();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }

  /** Text as it stands, without other control characters than line ends, and of bounded length. */
  public static String lines(String text) {
    String lines =
        text.strip()
            .lines()
            .map(line -> line.replace('\t', ' ').replaceAll("\\p{Cntrl}", "?").stripTrailing())
            .collect(Collectors.joining("\n"));
    return lines.length() <= MAX_LENGTH ? lines : lines.substring(0, MAX_LENGTH) + "...";
  }

  /** Text on one line, without control characters, and of bounded length. */
  public static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}
