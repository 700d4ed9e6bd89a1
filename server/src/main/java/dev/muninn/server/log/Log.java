package dev.muninn.server.log;

import dev.muninn.server.config.LogLevel;

/** Where the server's parts write lines for whoever runs it. Every thread may write. */
@FunctionalInterface
public interface Log {
  /** Writes a line, if lines of its level are written. */
  void log(LogLevel level, String line);
}
