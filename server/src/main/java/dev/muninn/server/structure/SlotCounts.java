package dev.muninn.server.structure;

/** How many keys each slot holds, as a tree of sums (Fenwick): any question takes 14 steps. */
final class SlotCounts {
  private final int slots;
  private final long[] sums;
  private long total;

  /** All zero; {@code slots} is a power of two. */
  SlotCounts(int slots) {
    this.slots = slots;
    sums = new long[slots + 1];
  }

  long total() {
    return total;
  }

  void add(int slot, long change) {
    total += change;
    for (int i = slot + 1; i <= slots; i += i & -i) {
      sums[i] += change;
    }
  }

  /** Keys in the slots below one. */
  long below(int slot) {
    long sum = 0;
    for (int i = slot; i > 0; i -= i & -i) {
      sum += sums[i];
    }
    return sum;
  }

  /** The slot that holds a key by its number, from 0 to {@link #total} - 1. */
  int slotOf(long number) {
    int slot = 0;
    long left = number;
    for (int step = slots; step > 0; step >>>= 1) {
      if (slot + step <= slots && sums[slot + step] <= left) {
        slot += step;
        left -= sums[slot];
      }
    }
    return slot;
  }

  /** The first slot after one that holds a key, or -1. */
  int next(int slot) {
    long before = below(slot + 1);
    return before == total ? -1 : slotOf(before);
  }
}
