package dev.muninn.server.stats;

/** Versions that the server tells of itself. */
public final class Version {
  /** Of this software. */
  public static final String MUNINN = "0.1.0";

  /** The Valkey whose commands and replies these are. */
  public static final String VALKEY = "8.1.0";

  /** The Redis that clients may take this for. */
  public static final String REDIS = "7.2.4";

  private Version() {}
}
