package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.getLong;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Decimal;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Debug;
import org.jspecify.annotations.Nullable;

/**
 * The cursor of {@link OffHeapEntryTable}: an address and the table it belongs to. After a vain
 * look-up it keeps the hash of the key, for an insert.
 */
final class OffHeapEntry extends Entry {
  /** What an entry's slot, tag and the buckets' spare room come to, on average. */
  private static final int INDEX_SHARE = 16;

  private final OffHeapEntryEditor editor = new OffHeapEntryEditor(this);
  private @Nullable Structures structures;
  private long state;
  private long address;
  private long hash;
  private long generation;

  OffHeapEntry at(Structures structures, long state, long address, long hash) {
    this.structures = structures;
    this.state = state;
    this.address = address;
    this.hash = hash;
    if (Debug.ENABLED) {
      generation = structures.memory.generation(address);
    }
    return this;
  }

  /** Points the cursor at no entry, and keeps the hash of the key that has none. */
  void missing(Structures structures, long hash) {
    this.structures = structures;
    this.state = 0;
    this.address = 0;
    this.hash = hash;
  }

  /** Whether the hash kept is one of these structures. */
  boolean isMissingFrom(Structures other) {
    return address == 0 && structures == other;
  }

  boolean isOf(Structures other, long table) {
    return address != 0 && structures == other && state == table;
  }

  /** What the table belongs to; the cursor must point at an entry. */
  Structures structures() {
    Structures current = structures;
    if (current == null || address == 0) {
      throw new IllegalStateException("entry: none under the cursor");
    }
    return current;
  }

  OffHeapEntryEditor editor() {
    return editor;
  }

  /** State of the entry's table. */
  long state() {
    return state;
  }

  /** Address of the entry, or 0. */
  long address() {
    return address;
  }

  long hash() {
    return hash;
  }

  long header() {
    if (Debug.ENABLED) {
      check();
    }
    return getLong(address);
  }

  private void check() {
    if (structures().memory.generation(address) != generation) {
      throw new IllegalStateException("entry: freed under the cursor, address=" + address);
    }
  }

  /** The entry is somewhere else now. */
  void moved(long to) {
    if (to != address) {
      OffHeapEntry ignored = at(structures(), state, to, hash);
    }
  }

  @Override
  public boolean isPresent() {
    return address != 0;
  }

  @Override
  public void clear() {
    structures = null;
    address = 0;
  }

  @Override
  public int type() {
    return EntryLayout.type(header());
  }

  @Override
  public int encoding() {
    return EntryLayout.encoding(header());
  }

  @Override
  public Slice key(Slice out) {
    long header = header();
    return out.at(address + EntryLayout.keyOffset(header), EntryLayout.keyLength(address, header));
  }

  @Override
  public Slice value(Slice out) {
    if (Debug.ENABLED && out instanceof Bytes) {
      throw new IllegalArgumentException("entry value: a view to write");
    }
    return bytes(out);
  }

  Slice bytes(Slice out) {
    long header = header();
    checkBytes(header);
    return out.at(
        EntryLayout.valueAddress(address, header), EntryLayout.valueLength(address, header));
  }

  /** Verifies that the value is its bytes. */
  void checkBytes() {
    checkBytes(header());
  }

  private static void checkBytes(long header) {
    int encoding = EntryLayout.encoding(header);
    if (encoding == INT) {
      throw new IllegalStateException("entry value: encoding=INT");
    }
    if (encoding == HASHTABLE) {
      throw new IllegalStateException("entry value: encoding=HASHTABLE");
    }
  }

  @Override
  public EntryTable table(EntryTable out) {
    return ((OffHeapEntryTable) out).view(structures(), nestedState(), false);
  }

  /** State of the table that is the value. */
  long nestedState() {
    long header = header();
    if (EntryLayout.encoding(header) != HASHTABLE) {
      throw new IllegalStateException("entry table: encoding=" + EntryLayout.encoding(header));
    }
    return getLong(EntryLayout.valueAddress(address, header));
  }

  /** The value is nobody's table from now on. */
  void forgetTable() {
    EntryStore.forgetTable(address, header());
  }

  @Override
  public long longValue() {
    long header = header();
    if (EntryLayout.encoding(header) != INT) {
      throw new IllegalStateException("entry integer: encoding=" + EntryLayout.encoding(header));
    }
    return getLong(EntryLayout.valueAddress(address, header));
  }

  @Override
  public int valueLength() {
    long header = header();
    if (EntryLayout.encoding(header) == INT) {
      return Decimal.length(getLong(EntryLayout.valueAddress(address, header)));
    }
    return EntryLayout.valueLength(address, header);
  }

  @Override
  public long expireAt() {
    return EntryStore.expireAt(address, header());
  }

  @Override
  public boolean elementsExpire() {
    return EntryLayout.elementsExpire(header());
  }

  @Override
  public int lru() {
    return EntryLayout.lru(header());
  }

  @Override
  public long memoryUsage() {
    if (Debug.ENABLED) {
      check();
    }
    return structures().entries.bytes(address) + INDEX_SHARE;
  }
}
