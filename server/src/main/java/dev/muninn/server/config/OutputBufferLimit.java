package dev.muninn.server.config;

/**
 * How much a client may leave unread: at most {@code hardBytes}, or {@code softBytes} for {@code
 * softSeconds} on end; 0 bytes is no limit.
 */
public record OutputBufferLimit(long hardBytes, long softBytes, long softSeconds) {
  /** The classes of clients in the order of {@link Config#outputBufferLimits}. */
  public static final int NORMAL = 0;

  /** Replicas. */
  public static final int REPLICA = 1;

  /** Clients in a subscription. */
  public static final int PUBSUB = 2;
}
