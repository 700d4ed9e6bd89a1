package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.getLong;

import dev.muninn.server.store.Memory;
import dev.muninn.server.store.OutOfStoreMemoryException;

/**
 * Moves what tables are made of out of slabs and regions that are little used, so that those can be
 * given back: blocks of entries, tables that are values, buckets, segments and directories. Step by
 * step: one pass over a table takes as many steps as it must, between which the table may change in
 * any way.
 *
 * <p>Cursors and views do not survive a step. While a snapshot runs nothing is moved.
 */
public final class Relocator {
  private static final int[] SECONDARY = {TableLayout.EXPIRES, TableLayout.ELEMENTS};

  private final Structures structures;
  private final Memory memory;
  private final AddressList found = new AddressList();
  private final AddressList elements = new AddressList();
  private final Walk outer = new Walk();
  private final Walk inner = new Walk();
  private int slot = -1;
  private long moved;

  /** How far a pass over a table is. */
  private static final class Walk {
    long state;

    /** 0: keys; 1, 2: the secondary indexes. */
    int index;

    long cursor;

    void begin(long table) {
      state = table;
      index = 0;
      cursor = 0;
    }
  }

  /** Moves within the memory of {@code structures}. */
  public Relocator(Structures structures) {
    this.structures = structures;
    memory = structures.memory;
  }

  /** Number of blocks moved so far. */
  public long moved() {
    return moved;
  }

  /**
   * Goes on with the pass over a table; another table only once a pass is through.
   *
   * @return whether the pass is through
   * @throws OutOfStoreMemoryException no room to move something to; nothing is lost
   */
  public boolean step(EntryTable table, Budget budget) {
    if (structures.guard() != null) {
      return false;
    }
    boolean through =
        table instanceof SlotTables slots
            ? stepSlots(slots, budget)
            : stepTable((OffHeapEntryTable) table, budget);
    if (through) {
      outer.begin(0);
      slot = -1;
      memory.endEmptying();
    }
    return through;
  }

  private boolean stepTable(OffHeapEntryTable table, Budget budget) {
    if (table.state() == 0) {
      return true;
    }
    if (!walk(outer, table.state(), budget)) {
      return false;
    }
    table.stateMoved(moveBlock(table.state(), TableLayout.TABLE));
    return true;
  }

  private boolean stepSlots(SlotTables tables, Budget budget) {
    if (slot < 0 || tables.size(slot) == 0) {
      slot = tables.nextSlot(slot);
    }
    while (slot >= 0) {
      long state = tables.state(slot);
      if (!walk(outer, state, budget)) {
        return false;
      }
      tables.stateMoved(slot, moveBlock(state, TableLayout.TABLE));
      slot = tables.nextSlot(slot);
    }
    return true;
  }

  /** Moves a block if it lies badly; returns where it is. */
  private long moveBlock(long address, long size) {
    if (!memory.isSparse(address, size)) {
      return address;
    }
    long to = memory.move(address, size);
    moved++;
    return to;
  }

  /** Goes on with all of a table but its state; returns whether that is through. */
  private boolean walk(Walk walk, long state, Budget budget) {
    if (walk.state != state) {
      walk.begin(state);
    }
    for (; walk.index <= SECONDARY.length; walk.index++) {
      long index = walk.index == 0 ? state : getLong(state + SECONDARY[walk.index - 1]);
      if (index == 0 || TableLayout.buckets(index) == 0) {
        walk.cursor = 0;
        continue;
      }
      do {
        if (budget.isSpent()) {
          return false;
        }
        moved += structures.index.relocate(index, walk.cursor);
        if (walk.index == 0 && !moveEntries(walk, state, budget)) {
          return false;
        }
        walk.cursor = HashIndex.next(index, walk.cursor);
        budget.spend(1);
      } while (walk.cursor != 0);
    }
    walk.begin(0);
    return true;
  }

  /** Moves the entries of the buckets at the cursor. */
  private boolean moveEntries(Walk walk, long state, Budget budget) {
    AddressList list = walk == outer ? found : elements;
    list.clear();
    long ignored = structures.index.scan(state, walk.cursor, list);
    boolean passed = !isInProgress(list);
    for (int i = 0; i < list.size(); i++) {
      long address = list.get(i);
      long nested = nested(address);
      passed |= nested == inner.state;
      if (nested != 0 && passed && !moveNested(address, nested, budget)) {
        return false; // the next step comes back to these buckets, and goes on with that table
      }
      long header = getLong(address);
      if (memory.isSparse(address, EntryLayout.blockSize(address, header))) {
        structures.entries.relocate(state, address);
        moved++;
        budget.spend(1);
      }
    }
    return true;
  }

  /** Whether one of the entries holds the table that the last step did not get through. */
  private boolean isInProgress(AddressList list) {
    for (int i = 0; i < list.size() && inner.state != 0; i++) {
      if (nested(list.get(i)) == inner.state) {
        return true;
      }
    }
    return false;
  }

  /** State of the table that an entry's value is, or 0. */
  private static long nested(long entry) {
    long header = getLong(entry);
    return EntryLayout.encoding(header) == Entry.HASHTABLE
        ? getLong(EntryLayout.valueAddress(entry, header))
        : 0;
  }

  private boolean moveNested(long entry, long state, Budget budget) {
    if (!walk(inner, state, budget)) {
      return false;
    }
    long to = moveBlock(state, TableLayout.TABLE);
    if (to != state) {
      EntryStore.nestedMoved(entry, to);
    }
    return true;
  }
}
