package dev.muninn.server.client;

/** CLIENT PAUSE: until when which commands have to wait. Wall clock, in ms. */
public final class ClientPause {
  private final Armed armed;
  private long endMillis;
  private boolean all;

  ClientPause(Armed armed) {
    this.armed = armed;
  }

  /**
   * Pauses. A pause in force is not shortened, and not narrowed from all commands to writes.
   *
   * @param everything all commands, not only those that may write
   */
  public void pause(long untilMillis, boolean everything, long nowMillis) {
    boolean inForce = endMillis > nowMillis;
    all = everything || (inForce && all);
    endMillis = inForce ? Math.max(endMillis, untilMillis) : untilMillis;
    armed.set(GatePlace.PAUSE_ALL, all);
    armed.set(GatePlace.PAUSE_WRITES, true);
  }

  /** Ends the pause. */
  public void unpause() {
    endMillis = 0;
    all = false;
    armed.set(GatePlace.PAUSE_ALL, false);
    armed.set(GatePlace.PAUSE_WRITES, false);
  }

  /** Whether anything is paused. */
  public boolean isActive(long nowMillis) {
    return endMillis > nowMillis;
  }

  /**
   * Whether a command has to wait.
   *
   * @param mayWrite it may change data, or publish
   */
  public boolean holds(boolean mayWrite, long nowMillis) {
    return endMillis > nowMillis && (all || mayWrite);
  }

  /** Whether all commands are paused, not only writes. */
  public boolean isAll(long nowMillis) {
    return all && isActive(nowMillis);
  }

  /** When the pause ends; in the past when none is in force. */
  public long endMillis() {
    return endMillis;
  }
}
