package dev.muninn.server.client;

/**
 * How much may be pending for a client before it is closed (client-output-buffer-limit), by type;
 * one object per server. Defaults are those of Valkey 8.1.
 */
public final class OutputLimits {
  private final long[] hard = {0, 256L << 20, 32L << 20};
  private final long[] soft = {0, 64L << 20, 8L << 20};
  private final long[] softMillis = {0, 60_000, 60_000};

  /** The default limits. */
  public OutputLimits() {}

  /**
   * Sets one type's limits: bytes, bytes, and seconds that the soft one may be exceeded; 0 none.
   */
  public void set(ClientType type, long hardBytes, long softBytes, long softSeconds) {
    int i = index(type);
    hard[i] = hardBytes;
    soft[i] = softBytes;
    softMillis[i] = softSeconds * 1000;
  }

  /** Whether that much is at once too much. */
  boolean beyondHard(ClientType type, long bytes) {
    long limit = hard[index(type)];
    return limit != 0 && bytes >= limit;
  }

  /** Whether that much is too much for long. */
  boolean beyondSoft(ClientType type, long bytes) {
    long limit = soft[index(type)];
    return limit != 0 && bytes >= limit;
  }

  /** Milliseconds that the soft limit may be exceeded. */
  long softMillis(ClientType type) {
    return softMillis[index(type)];
  }

  // A primary is limited as a normal client.
  private static int index(ClientType type) {
    return switch (type) {
      case NORMAL, PRIMARY -> 0;
      case REPLICA -> 1;
      case PUBSUB -> 2;
    };
  }
}
