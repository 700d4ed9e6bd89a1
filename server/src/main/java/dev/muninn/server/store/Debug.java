package dev.muninn.server.store;

/** Switch of the checks that find misuse of memory; off, it costs nothing. */
public final class Debug {
  /** System property that turns the checks on. */
  public static final String PROPERTY = "muninn.memory.debug";

  public static final boolean ENABLED = Boolean.getBoolean(PROPERTY);

  private Debug() {}
}
