package dev.muninn.server.net;

/** Where this package writes log lines. */
public interface NetLog {
  /** Valkey's levels. */
  enum Level {
    /** For the development of the server. */
    DEBUG,
    /** Single connections. */
    VERBOSE,
    /** What an operator wants to know. */
    NOTICE,
    /** What an operator has to know. */
    WARNING
  }

  /** Whether lines of the level are written. */
  boolean isLogged(Level level);

  /** Writes a line. */
  void log(Level level, String line);
}
