package dev.muninn.server.structure;

import dev.muninn.server.store.Memory;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What the tables and values of one server have in common: its memory, the seed of its hash, and
 * what works on their memory. One thread.
 */
public final class Structures {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ENCODINGS = 16;

  final Memory memory;
  final KeyHash hash;
  final HashIndex index;
  final EntryStore entries;
  final TableDrain drain;

  /** Told before changes; null: nobody. */
  @Nullable ChangeGuard guard;

  /** Two for each group of tables: entries that expire, entries that have elements which do. */
  private long[] counts = new long[64];

  private final BitSet groups = new BitSet();

  private final @Nullable Owned[] owned = new @Nullable Owned[ENCODINGS];

  private Structures(Memory memory) {
    this(memory, new KeyHash(RANDOM.nextLong(), -1));
  }

  /** Those of a server's memory; the seed of their hash is drawn at the first asking. */
  public static Structures of(Memory memory) {
    return (Structures) memory.companion(Structures::new);
  }

  Structures(Memory memory, KeyHash hash) {
    this.memory = memory;
    this.hash = hash;
    index = new HashIndex(this);
    entries = new EntryStore(this);
    drain = new TableDrain(this);
    owned[Entry.HASHTABLE] = new NestedTables(this);
  }

  /** The memory. */
  public Memory memory() {
    return memory;
  }

  /** A table without entries, of its own or to view others by. */
  public EntryTable newTable() {
    return new OffHeapEntryTable(this);
  }

  /** A cursor for entries of all tables. */
  public Entry newEntry() {
    return new OffHeapEntry();
  }

  /**
   * Sets who is told before anything changes.
   *
   * @param told null: nobody
   */
  public void guard(@Nullable ChangeGuard told) {
    guard = told;
  }

  /** A number for tables that are counted together; 0 is that of all others. */
  int takeGroup() {
    int group = groups.nextClearBit(1);
    groups.set(group);
    if (counts.length < (group + 1) * 2) {
      counts = Arrays.copyOf(counts, counts.length * 2);
    }
    counts[group * 2] = 0;
    counts[group * 2 + 1] = 0;
    return group;
  }

  /** Gives the number of tables back that have no entries any more. */
  void giveGroup(int group) {
    groups.clear(group);
  }

  /** Entries in the secondary indexes of a group of tables. */
  long count(int group, int which) {
    return counts[group * 2 + (which == TableLayout.EXPIRES ? 0 : 1)];
  }

  void addCount(int group, int which, int change) {
    counts[group * 2 + (which == TableLayout.EXPIRES ? 0 : 1)] += change;
  }

  /** Who is told before changes, or null. */
  @Nullable ChangeGuard guard() {
    return guard;
  }

  /** Frees an entry that the guard took over, and all it owns. */
  public void freeEntry(long entry) {
    boolean ignored = entries.free(entry, Budget.unlimited());
  }

  /** Frees a block of a table, unless the guard takes it over. */
  void free(long state, long block, long size) {
    ChangeGuard told = guard;
    if (told == null
        || TableLayout.kind(state) == TableLayout.SECONDARY
        || !told.keep(state, block, size)) {
      memory.free(block, size);
    }
  }

  /** What values of an encoding own; null: nothing. */
  @Nullable Owned owned(int encoding) {
    return owned[encoding];
  }
}
