package dev.muninn.server.log;

import dev.muninn.server.config.Config;
import dev.muninn.server.config.LogLevel;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Log lines in Valkey's forms: {@code pid:role date time level text}, or logfmt. Every thread may
 * write.
 */
public final class ServerLog implements Log {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss.SSS", Locale.ENGLISH);
  private static final DateTimeFormatter ISO_8601 =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ENGLISH);

  private final long pid = ProcessHandle.current().pid();
  private volatile LogLevel level;
  private volatile boolean logfmt;
  private volatile String timestamp = "legacy";
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

  /** Takes level and form of the lines from the directives. */
  public void configure(Config config) {
    level = config.logLevel;
    logfmt = config.logFormat.equals("logfmt");
    timestamp = config.logTimestampFormat;
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
        format(line, text, ZonedDateTime.now(ZoneId.systemDefault()))
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

  String format(LogLevel line, String text, ZonedDateTime now) {
    String time =
        switch (timestamp) {
          case "iso8601" -> now.format(ISO_8601);
          case "milliseconds" -> Long.toString(now.toInstant().toEpochMilli());
          default -> now.format(TIME);
        };
    if (!logfmt) {
      return pid + ":M " + time + " " + mark(line) + " " + text + "\n";
    }
    return "pid="
        + pid
        + " role=primary timestamp=\""
        + time
        + "\" level="
        + name(line)
        + " message=\""
        + text.replace('"', '\'').replace('\n', ' ').replace('\r', ' ')
        + "\"\n";
  }

  private static String name(LogLevel line) {
    return switch (line) {
      case DEBUG -> "debug";
      case VERBOSE -> "info";
      case NOTICE -> "notice";
      default -> "warning";
    };
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
