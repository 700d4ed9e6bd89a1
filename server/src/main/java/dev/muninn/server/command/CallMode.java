package dev.muninn.server.command;

/** How a call is made: bits for {@link CallRunner#call}. */
public final class CallMode {
  /** As a request of a client. */
  public static final int PLAIN = 0;

  /** What would wait replies at once, as if its time were over. */
  public static final int NO_WAITING = 1;

  private CallMode() {}
}
