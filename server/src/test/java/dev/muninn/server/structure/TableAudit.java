package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.getLong;

import dev.muninn.server.store.MemoryChecker;

/** Verifies that the indexes, the entries and the sums of a table agree; for tests. */
final class TableAudit {
  private TableAudit() {}

  /**
   * Looks at a table and all that it owns.
   *
   * @throws IllegalStateException something does not agree
   */
  static void check(OffHeapEntryTable table) {
    if (table.state() != 0) {
      check(table.structures(), table.state());
    }
  }

  private static void check(Structures structures, long state) {
    HashIndex index = structures.index;
    long expires = EntryStore.secondary(state, TableLayout.EXPIRES);
    long elements = EntryStore.secondary(state, TableLayout.ELEMENTS);
    for (long each : new long[] {state, expires, elements}) {
      if (each != 0) {
        index.audit(each);
      }
    }
    MemoryChecker checker = structures.memory.checker();
    if (checker != null) {
      checker.verify(state, TableLayout.TABLE);
    }
    long[] sums = new long[4];
    AddressList list = new AddressList();
    long cursor = 0;
    do {
      list.clear();
      cursor = index.scan(state, cursor, list);
      for (int i = 0; i < list.size(); i++) {
        long address = list.get(i);
        long header = getLong(address);
        long block = structures.memory.usable(EntryLayout.blockSize(address, header));
        if (checker != null) {
          checker.verify(address, block);
        }
        long hash = structures.entries.hashOf(address);
        if (!index.contains(state, hash, address)
            || contains(index, expires, hash, address) != EntryLayout.expires(header)
            || contains(index, elements, hash, address) != EntryLayout.elementsExpire(header)) {
          throw new IllegalStateException("audit: not in its place, address=" + address);
        }
        sums[0]++;
        sums[1] += EntryLayout.expires(header) ? 1 : 0;
        sums[2] += EntryLayout.elementsExpire(header) ? 1 : 0;
        sums[3] += block;
        if (EntryLayout.encoding(header) == Entry.HASHTABLE) {
          check(structures, getLong(EntryLayout.valueAddress(address, header)));
        }
      }
    } while (cursor != 0);
    if (sums[0] != TableLayout.size(state)
        || sums[1] != EntryStore.count(state, TableLayout.EXPIRES)
        || sums[2] != EntryStore.count(state, TableLayout.ELEMENTS)
        || sums[3] != TableLayout.dataBytes(state)) {
      throw new IllegalStateException(
          "audit: keys=" + sums[0] + " expires=" + sums[1] + " bytes=" + sums[3]);
    }
  }

  private static boolean contains(HashIndex index, long state, long hash, long address) {
    return state != 0 && index.contains(state, hash, address);
  }
}
