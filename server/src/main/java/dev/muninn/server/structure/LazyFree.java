package dev.muninn.server.structure;

import dev.muninn.server.store.Memory;
import java.util.ArrayDeque;

/**
 * Tables and large blocks that are no longer in use and are freed step by step on the main thread,
 * so that neither FLUSHALL ASYNC of many keys nor UNLINK of a large value holds anybody up.
 */
public final class LazyFree {
  /** Entries between two looks at the clock. */
  private static final int STEP = 64;

  /** Bytes from which on freeing a block takes longer than queueing it. */
  static final long LARGE = 64 << 10;

  private final Memory memory;
  private final ArrayDeque<EntryTable> tables = new ArrayDeque<>();
  private final ArrayDeque<Block> blocks = new ArrayDeque<>();
  private long freed;

  private record Block(long address, long size) {}

  /**
   * A queue with nothing in it.
   *
   * @param memory where the blocks are of
   */
  public LazyFree(Memory memory) {
    this.memory = memory;
  }

  /** Takes the block of a deleted value over. */
  void add(long address, long size) {
    blocks.add(new Block(address, size));
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
    return tables.isEmpty() && blocks.isEmpty();
  }

  /** Number of keys that wait to be freed. */
  public long pending() {
    long keys = blocks.size();
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
    while (!isEmpty()) {
      if (blocks.isEmpty()) {
        releaseEntries();
      } else {
        Block block = blocks.remove();
        memory.free(block.address, block.size);
        freed++;
      }
      if (System.nanoTime() - start >= budgetNanos) {
        break;
      }
    }
    return !isEmpty();
  }

  private void releaseEntries() {
    EntryTable table = tables.element();
    long before = table.size();
    boolean done = table.release(STEP);
    freed += before - table.size();
    if (done) {
      tables.remove();
    }
  }

  /** Frees everything now. */
  public void drain() {
    while (step(Long.MAX_VALUE)) {}
  }
}
