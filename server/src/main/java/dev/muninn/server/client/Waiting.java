package dev.muninn.server.client;

import dev.muninn.server.resp.Reply;

/** What a blocked client waits for, and how it goes on. Called on the main thread only. */
public interface Waiting {
  /** The kinds of waiting. */
  enum Reason {
    /** For the end of CLIENT PAUSE, before its request has run. */
    PAUSE,
    /** For work that another thread does. */
    LATER
  }

  /** A {@link #deadline} that never comes. */
  long NEVER = Long.MAX_VALUE;

  /** The kind of waiting. */
  Reason why();

  /** Until when it waits, milliseconds since the epoch; {@link #NEVER}: for as long as it takes. */
  default long deadline() {
    return NEVER;
  }

  /**
   * Whether its command knows what to reply when its time is over; only then CLIENT UNBLOCK lets
   * the client go, whether there is a deadline or not.
   */
  default boolean mayTimeOut() {
    return false;
  }

  /** What it waits for is there; the client is no longer blocked. */
  void ready(Client client);

  /** Its time is over, or it may not wait where it was called: writes the reply to that. */
  default void timeout(Client client, Reply into) {}

  /** The client waits no more, for whatever reason: gives back what was kept for it. */
  default void end() {}

  /** Memory kept for it, in bytes. */
  default long bytes() {
    return 0;
  }
}
