package dev.muninn.server.log;

import dev.muninn.server.config.LogLevel;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Log lines in Valkey's form: {@code pid:role date time level text}. Every thread may write. */
public final class ServerLog implements Log {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss.SSS", Locale.ENGLISH);

  private final long pid = ProcessHandle.current().pid();
  private volatile LogLevel level;
  private volatile String file;

  /**
   * A log.
   *
   * @param level least level to write
   * @param file path, or empty for standard output
   * @throws IOException the file cannot be written
   */
  public ServerLog(LogLevel level, String file) throws IOException {
    this.level = level;
    this.file = file;
    if (!file.isEmpty()) {
      new FileOutputStream(file, true).close();
    }
  }

  /** Sets the least level that is written. */
  public void level(LogLevel least) {
    level = least;
  }

  /** Whether lines of a level are written. */
  public boolean isLogged(LogLevel line) {
    return line.compareTo(level) >= 0;
  }

  /** Writes a line; a file is opened anew for each, so that it can be rotated by renaming. */
  @Override
  public void log(LogLevel line, String text) {
    if (!isLogged(line)) {
      return;
    }
    byte[] bytes =
        (pid
                + ":M "
                + LocalDateTime.now(ZoneId.systemDefault()).format(TIME)
                + " "
                + mark(line)
                + " "
                + text
                + "\n")
            .getBytes(StandardCharsets.UTF_8);
    if (file.isEmpty()) {
      PrintStream out = System.out;
      out.write(bytes, 0, bytes.length);
      out.flush();
      return;
    }
    try (OutputStream out = new FileOutputStream(file, true)) {
      out.write(bytes);
    } catch (IOException e) {
      System.err.println("log file: name=" + file + " error=" + e.getMessage());
    }
  }

  private static char mark(LogLevel line) {
    return switch (line) {
      case DEBUG -> '.';
      case VERBOSE -> '-';
      case NOTICE -> '*';
      default -> '#';
    };
  }
}
