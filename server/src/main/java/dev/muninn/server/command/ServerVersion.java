package dev.muninn.server.command;

/** What the server says it is where clients decide by it: HELLO and INFO. */
public final class ServerVersion {
  /** The name in replies. */
  public static final String NAME = "valkey";

  /** The version of Valkey that commands and texts follow. */
  public static final String VERSION = "8.1.0";

  /** The version of Redis OSS that it is compatible with. */
  public static final String REDIS_VERSION = "7.2.4";

  /** The version of this software. */
  public static final String MUNINN_VERSION = "0.1.0";

  private ServerVersion() {}
}
