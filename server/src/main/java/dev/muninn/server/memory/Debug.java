package dev.muninn.server.memory;

/** Switch of the checks that find misuse of memory; off, it costs nothing. */
final class Debug {
  /** System property that turns the checks on. */
  static final String PROPERTY = "muninn.memory.debug";

  static final boolean ENABLED = Boolean.getBoolean(PROPERTY);

  private Debug() {}
}
