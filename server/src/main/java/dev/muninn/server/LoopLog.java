package dev.muninn.server;

import dev.muninn.server.config.LogLevel;
import dev.muninn.server.log.ServerLog;
import dev.muninn.server.net.NetLog;

/** The event loop's lines, in the server's log. */
record LoopLog(ServerLog log) implements NetLog {
  @Override
  public boolean isLogged(Level level) {
    return log.isLogged(translate(level));
  }

  @Override
  public void log(Level level, String line) {
    log.log(translate(level), line);
  }

  private static LogLevel translate(Level level) {
    return switch (level) {
      case DEBUG -> LogLevel.DEBUG;
      case VERBOSE -> LogLevel.VERBOSE;
      case NOTICE -> LogLevel.NOTICE;
      case WARNING -> LogLevel.WARNING;
    };
  }
}
