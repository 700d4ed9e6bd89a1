package dev.muninn.server.process;

import dev.muninn.server.config.LogLevel;
import dev.muninn.server.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that tells the id of the process ({@code pidfile}), as long as the server runs. */
public final class PidFile {
  private final Path file;
  private final Log log;

  private PidFile(Path file, Log log) {
    this.file = file;
    this.log = log;
  }

  /** Writes it; a file that cannot be written is told in the log, and nothing else. */
  public static PidFile write(Path file, Log log) {
    try {
      Files.writeString(file, ProcessHandle.current().pid() + "\n");
    } catch (IOException e) {
      log.log(LogLevel.WARNING, "Failed to write PID file: " + e);
    }
    return new PidFile(file, log);
  }

  /** Removes it. */
  public void remove() {
    log.log(LogLevel.NOTICE, "Removing the pid file.");
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.log(LogLevel.WARNING, "Failed to remove PID file: " + e);
    }
  }
}
