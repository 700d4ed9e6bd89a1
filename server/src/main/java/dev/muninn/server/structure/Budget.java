package dev.muninn.server.structure;

/**
 * Work that one step may do, counted in entries: a step ends when it is spent, wherever it is, and
 * the next one goes on there.
 */
public final class Budget {
  private long left;

  /** A budget of so many entries. */
  public Budget(long entries) {
    left = entries;
  }

  /** A budget that is never spent. */
  public static Budget unlimited() {
    return new Budget(Long.MAX_VALUE);
  }

  /** Gives the budget so many entries anew. */
  public Budget renew(long entries) {
    left = entries;
    return this;
  }

  /** Takes some off. */
  void spend(long entries) {
    left -= entries;
  }

  /** Whether nothing is left. */
  public boolean isSpent() {
    return left <= 0;
  }
}
