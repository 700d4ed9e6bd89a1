package dev.muninn.server.memory;

import java.util.ArrayDeque;

/**
 * Tables that are no longer in use and are freed step by step on the main thread, so that FLUSHALL
 * ASYNC of many keys holds nobody up.
 */
public final class LazyFree {
  /** Entries between two looks at the clock. */
  private static final int STEP = 64;

  private final ArrayDeque<EntryTable> tables = new ArrayDeque<>();
  private long freed;

  /** A queue with nothing in it. */
  public LazyFree() {}

  /** Takes a table over; nobody else may use it from now on. */
  public void add(EntryTable table) {
    if (table.size() == 0) {
      table.close();
    } else {
      tables.add(table);
    }
  }

  /** Whether nothing waits to be freed. */
  public boolean isEmpty() {
    return tables.isEmpty();
  }

  /** Number of keys that wait to be freed. */
  public long pending() {
    long keys = 0;
    for (EntryTable table : tables) {
      keys += table.size();
    }
    return keys;
  }

  /** Number of keys freed so far. */
  public long freed() {
    return freed;
  }

  /** Sets {@link #freed} to 0. */
  public void resetStats() {
    freed = 0;
  }

  /**
   * Frees for about as long as given, at least one step.
   *
   * @param budgetNanos time to spend, in nanoseconds
   * @return whether there is more to free
   */
  public boolean step(long budgetNanos) {
    long start = System.nanoTime();
    while (!tables.isEmpty()) {
      EntryTable table = tables.element();
      long before = table.size();
      boolean done = table.release(STEP);
      freed += before - table.size();
      if (done) {
        tables.remove();
      }
      if (System.nanoTime() - start >= budgetNanos) {
        break;
      }
    }
    return !tables.isEmpty();
  }

  /** Frees everything now. */
  public void drain() {
    while (step(Long.MAX_VALUE)) {}
  }
}
