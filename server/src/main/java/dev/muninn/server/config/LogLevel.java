package dev.muninn.server.config;

/** What is written to the log: this level and those after it. */
public enum LogLevel {
  /** Much, for development. */
  DEBUG,
  /** Rarely useful information. */
  VERBOSE,
  /** What one wants in production. */
  NOTICE,
  /** Only what is important. */
  WARNING,
  /** No line at all. */
  NOTHING
}
