package dev.muninn.server.structure;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Tables and entries of large values that are no longer in use and are freed step by step on the
 * main thread, so that neither FLUSHALL ASYNC of many keys nor UNLINK of a large value holds
 * anybody up.
 */
public final class LazyFree {
  /** Entries between two looks at the clock. */
  private static final int STEP = 64;

  /** Bytes from which on freeing a block takes longer than queueing it. */
  static final long LARGE = 64 << 10;

  /** Elements from which on freeing a value takes longer than queueing it, as in Valkey. */
  static final long MANY = 64;

  private final ArrayDeque<EntryTable> tables = new ArrayDeque<>();
  private final ArrayDeque<Detached> entries = new ArrayDeque<>();
  private final Budget budget = new Budget(0);
  private long freed;

  private record Detached(EntryStore store, long address) {}

  /** A queue with nothing in it. */
  public LazyFree() {}

  /** Takes an entry over that is in no table any more. */
  void add(EntryStore store, long address) {
    entries.add(new Detached(store, address));
  }

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
    return tables.isEmpty() && entries.isEmpty();
  }

  /** Number of keys that wait to be freed. */
  public long pending() {
    long keys = entries.size();
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
   * @return whether there is more that can be freed now
   */
  public boolean step(long budgetNanos) {
    long start = System.nanoTime();
    while (true) {
      EntryTable table = entries.isEmpty() ? next() : null;
      if (table != null) {
        release(table);
      } else if (entries.isEmpty()) {
        return false;
      } else {
        Detached entry = entries.element();
        if (entry.store.free(entry.address, budget.renew(STEP))) {
          Detached ignored = entries.remove();
          freed++;
        }
      }
      if (System.nanoTime() - start >= budgetNanos) {
        break;
      }
    }
    return !entries.isEmpty() || next() != null;
  }

  /** The first table that is not held, or null. */
  private @Nullable EntryTable next() {
    for (EntryTable table : tables) {
      if (!table.isHeld()) {
        return table;
      }
    }
    return null;
  }

  private void release(EntryTable table) {
    long before = table.size();
    boolean done = table.release(STEP);
    freed += before - table.size();
    if (done) {
      boolean ignored = tables.remove(table);
    }
  }

  /** Frees everything now that is not held. */
  public void drain() {
    while (step(Long.MAX_VALUE)) {}
  }
}
