package dev.muninn.server.net;

/** What the server does around the events of a turn. Called on the loop's thread. */
public interface LoopHooks {
  /** Waiting is over, the clock is read, a turn begins. */
  default void afterPoll() {}

  /** The turn's requests have run; what follows counts as periodic work, in every turn. */
  default void cronStart() {}

  /** Periodic work, {@code hz} times a second, within a turn. */
  default void cron() {}

  /** Whether periodic work waits: a test wants the server to stand still. */
  default boolean isCronPaused() {
    return false;
  }

  /**
   * The turn's requests are done, none of its replies is sent yet, and no byte of a reply is sent
   * but right after this: what must precede them (appending to the AOF, its fsync) is done here.
   */
  default void beforeReplies() {}

  /**
   * The turn's periodic work is done.
   *
   * @param cronNanos time since {@link #cronStart}: that spent in {@link #cron} and {@link
   *     #beforeReplies}
   */
  default void cronEnd(long cronNanos) {}

  /** Longest time to wait for events from now on, in milliseconds; asked once a turn. */
  default int maxSleepMillis() {
    return Integer.MAX_VALUE;
  }

  /**
   * The turn is over, replies are sent.
   *
   * @param turnNanos time since the poll returned
   */
  default void endOfTurn(long turnNanos) {}
}
