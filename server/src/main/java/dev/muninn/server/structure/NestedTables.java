package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.getLong;
import static dev.muninn.server.store.AddressSpace.putLong;

/** Values of {@link Entry#HASHTABLE}: 8 bytes, the address of a table's state. */
final class NestedTables implements Owned {
  private final Structures structures;

  NestedTables(Structures structures) {
    this.structures = structures;
  }

  @Override
  public long bytes(long value) {
    long state = getLong(value);
    return TableLayout.dataBytes(state) + structures.entries.indexBytes(state);
  }

  @Override
  public long pieces(long value) {
    return TableLayout.size(getLong(value));
  }

  @Override
  public boolean free(long value, Budget budget) {
    long state = getLong(value);
    if (state == 0) {
      return true;
    }
    if (!structures.drain.step(state, budget)) {
      return false;
    }
    structures.memory.free(state, TableLayout.TABLE);
    putLong(value, 0);
    return true;
  }
}
