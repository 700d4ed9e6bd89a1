package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.getLong;

import dev.muninn.server.store.Memory;
import dev.muninn.server.store.SizeClasses;

/** Frees all that a table holds, by steps, from its last bucket to its first. */
final class TableDrain {
  private final Structures structures;
  private final Memory memory;

  /** Entries of the bucket that is being freed. */
  private final AddressList draining = new AddressList();

  TableDrain(Structures structures) {
    this.structures = structures;
    memory = structures.memory;
  }

  /**
   * Frees the entries and indexes of a table by steps; nothing else may be done with the table once
   * this has begun. The state itself stays.
   *
   * @return whether the table is empty; if not, the call is to be repeated
   */
  boolean step(long state, Budget budget) {
    HashIndex index = structures.index;
    while (TableLayout.buckets(state) > 0) {
      if (budget.isSpent()) {
        return false;
      }
      if (drainPlain(state, budget)) {
        continue;
      }
      long address = index.last(state);
      long block = memory.usable(EntryLayout.blockSize(address, getLong(address)));
      boolean kept =
          TableLayout.kind(state) == TableLayout.KEYS && structures.entries.isKept(address);
      if (!kept && !structures.entries.free(address, budget)) {
        return false;
      }
      TableLayout.addDataBytes(state, -block);
      index.removeLast(state);
    }
    return drainSecondary(state, TableLayout.EXPIRES, budget)
        && drainSecondary(state, TableLayout.ELEMENTS, budget);
  }

  /** Frees the last bucket and its entries, if nobody wants one and none owns anything. */
  private boolean drainPlain(long state, Budget budget) {
    if (structures.guard != null) {
      return drainEmpty(state, budget);
    }
    draining.clear();
    structures.index.gatherLast(state, draining);
    int count = draining.size();
    for (int i = 0; i < count; i++) {
      if (structures.owned(EntryLayout.encoding(getLong(draining.get(i)))) != null) {
        return false;
      }
    }
    long bytes = 0;
    long cost = 1;
    for (int i = 0; i < count; i++) {
      long address = draining.get(i);
      long block = memory.usable(EntryLayout.blockSize(address, getLong(address)));
      memory.free(address, block);
      bytes += block;
      cost += 1 + block / SizeClasses.SLAB;
    }
    TableLayout.addDataBytes(state, -bytes);
    TableLayout.size(state, TableLayout.size(state) - count);
    structures.index.drop(state);
    budget.spend(cost);
    return true;
  }

  private boolean drainEmpty(long state, Budget budget) {
    if (structures.index.last(state) != 0) {
      return false;
    }
    structures.index.drop(state);
    budget.spend(1);
    return true;
  }

  private boolean drainSecondary(long state, int which, Budget budget) {
    long index = getLong(state + which);
    if (index != 0 && TableLayout.size(index) > 0) {
      // None of its entries is left.
      structures.addCount(TableLayout.group(state), which, (int) -TableLayout.size(index));
      TableLayout.size(index, 0);
    }
    while (index != 0) {
      if (TableLayout.buckets(index) == 0) {
        memory.free(index, TableLayout.INDEX);
        TableLayout.secondary(state, which, 0);
        return true;
      }
      if (budget.isSpent()) {
        return false;
      }
      structures.index.drop(index);
      budget.spend(1);
    }
    return true;
  }
}
