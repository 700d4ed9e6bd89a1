package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.copy;
import static dev.muninn.server.store.AddressSpace.getLong;
import static dev.muninn.server.store.AddressSpace.putLong;

import dev.muninn.server.store.AddressSpace;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.OutOfStoreMemoryException;
import dev.muninn.server.store.SizeClasses;

/**
 * The entries of all tables of a server: makes, changes and frees their blocks ({@link
 * EntryLayout}), and keeps the indexes and the sums in the state of their table ({@link
 * TableLayout}), whose address every method is given.
 */
final class EntryStore {
  /** Growth of a large value takes as much again in advance, but not more than this. */
  private static final long MAX_SPARE = 1L << 20;

  private final Structures structures;
  private final Memory memory;

  EntryStore(Structures structures) {
    this.structures = structures;
    memory = structures.memory;
  }

  /** Makes the state of an empty table. */
  long newTable() {
    long state = memory.allocate(TableLayout.TABLE);
    TableLayout.init(state, TableLayout.TABLE);
    return state;
  }

  /** Bytes of a table's indexes and state, as the allocator rounds. */
  long indexBytes(long state) {
    return TableLayout.TABLE + structures.index.bytes(state) + expireIndexBytes(state);
  }

  /** Bytes of the indexes of entries that expire or have elements which do. */
  long expireIndexBytes(long state) {
    return secondaryBytes(state, TableLayout.EXPIRES) + secondaryBytes(state, TableLayout.ELEMENTS);
  }

  private long secondaryBytes(long state, int which) {
    long index = secondary(state, which);
    return index == 0 ? 0 : TableLayout.INDEX + structures.index.bytes(index);
  }

  /** State of an index besides that of keys, or 0. */
  static long secondary(long state, int which) {
    return getLong(state + which);
  }

  /** Number of entries in an index besides that of keys. */
  static long count(long state, int which) {
    long index = secondary(state, which);
    return index == 0 ? 0 : TableLayout.size(index);
  }

  /** Hash of an entry's key. */
  long hashOf(long address) {
    long header = getLong(address);
    return structures.hash.of(
        address + EntryLayout.keyOffset(header), EntryLayout.keyLength(address, header));
  }

  private void addTo(long state, int which, long hashCode, long address) {
    long index = getLong(state + which);
    if (index == 0) {
      index = memory.allocate(TableLayout.INDEX);
      TableLayout.init(index, TableLayout.INDEX);
      TableLayout.kind(index, TableLayout.SECONDARY);
      putLong(state + which, index);
    }
    try {
      structures.index.insert(index, hashCode, address);
    } catch (OutOfStoreMemoryException e) {
      dropIfEmpty(state, which);
      throw e;
    }
    structures.addCount(TableLayout.group(state), which, 1);
  }

  private void removeFrom(long state, int which, long hashCode, long address) {
    structures.index.remove(getLong(state + which), hashCode, address);
    structures.addCount(TableLayout.group(state), which, -1);
    dropIfEmpty(state, which);
  }

  private void dropIfEmpty(long state, int which) {
    long index = getLong(state + which);
    if (TableLayout.size(index) == 0) {
      structures.index.clear(index);
      memory.free(index, TableLayout.INDEX);
      putLong(state + which, 0);
    }
  }

  /**
   * Adds an entry whose key is not there.
   *
   * @param kind header bits of type and encoding
   * @param value address of the value
   * @return address of the entry
   * @throws OutOfStoreMemoryException no room; the table is as it was
   */
  long insert(
      long state,
      long key,
      int keyLength,
      long hashCode,
      long kind,
      long value,
      int length,
      long expireAt) {
    boolean expiring = expireAt != Entry.NO_EXPIRE;
    long size = EntryLayout.size(expiring, keyLength, length);
    long address = memory.allocate(size);
    long header = EntryLayout.writeHeader(address, kind, expiring, keyLength, length, 0);
    long keyAddress = address + EntryLayout.keyOffset(header);
    copy(key, keyAddress, keyLength);
    copy(value, keyAddress + keyLength, length);
    try {
      structures.index.insert(state, hashCode, address);
      if (expiring) {
        putLong(EntryLayout.expireAddress(address, header), expireAt);
        addTo(state, TableLayout.EXPIRES, hashCode, address);
      }
    } catch (OutOfStoreMemoryException e) {
      if (structures.index.contains(state, hashCode, address)) {
        structures.index.remove(state, hashCode, address);
      }
      memory.free(address, size);
      throw e;
    }
    TableLayout.addDataBytes(state, memory.usable(size));
    return address;
  }

  static long expireAt(long address, long header) {
    return EntryLayout.expires(header)
        ? getLong(EntryLayout.expireAddress(address, header))
        : Entry.NO_EXPIRE;
  }

  /**
   * Gives an entry another value and expire time, in place when the block is of the right size, and
   * frees what the old value owned.
   *
   * @param kind header bits of type and encoding
   * @param value address of the value, which may lie in the entry itself
   * @return where the entry is now
   * @throws OutOfStoreMemoryException no room; the entry is as it was
   */
  long overwrite(
      long state, long address, long hashCode, long kind, long value, int length, long expireAt) {
    long header = getLong(address);
    boolean expiring = expireAt != Entry.NO_EXPIRE;
    int keyLength = EntryLayout.keyLength(address, header);
    long size = EntryLayout.size(expiring, keyLength, length);
    long block = EntryLayout.blockSize(address, header);
    long changed = EntryLayout.withKind(header, kind);
    Owned owned = structures.owned(EntryLayout.encoding(header));
    if (owned == null
        && expiring == EntryLayout.expires(header)
        && EntryLayout.needsWide(keyLength, length) == EntryLayout.wide(header)
        && memory.usable(size) == memory.usable(block)) {
      if (EntryLayout.elementsExpire(header)) {
        elementsExpire(state, address, hashCode, false);
      }
      copy(value, EntryLayout.valueAddress(address, header), length);
      long plain = changed & ~EntryLayout.ELEMENTS;
      EntryLayout.writeHeader(address, plain, expiring, keyLength, length, 0);
      if (expiring) {
        putLong(EntryLayout.expireAddress(address, header), expireAt);
      }
      return address;
    }
    long moved = allocateMoved(state, address, hashCode, changed, length, expireAt, 0);
    copy(value, EntryLayout.valueAddress(moved, getLong(moved)), length);
    if (EntryLayout.elementsExpire(header)) {
      elementsExpire(state, moved, hashCode, false);
    }
    if (owned == null) {
      structures.free(state, address, block);
    } else {
      discard(address, Budget.unlimited());
    }
    return moved;
  }

  /**
   * Makes a new block for an entry and puts it in the place of the old one, which is the caller's
   * then. The key is copied, the value is not.
   *
   * @param length length of the value
   * @param pages size of the new block in pages, or 0 when it follows from the lengths
   */
  private long allocateMoved(
      long state, long address, long hashCode, long kind, int length, long expireAt, long pages) {
    long old = getLong(address);
    int keyLength = EntryLayout.keyLength(address, old);
    boolean expiring = expireAt != Entry.NO_EXPIRE;
    long size =
        pages != 0 ? pages * EntryLayout.PAGE : EntryLayout.size(expiring, keyLength, length);
    long moved = memory.allocate(size);
    long header = EntryLayout.writeHeader(moved, kind, expiring, keyLength, length, pages);
    copy(address + EntryLayout.keyOffset(old), moved + EntryLayout.keyOffset(header), keyLength);
    if (expiring) {
      putLong(EntryLayout.expireAddress(moved, header), expireAt);
      if (EntryLayout.expires(old)) {
        structures.index.replace(getLong(state + TableLayout.EXPIRES), hashCode, address, moved);
      } else {
        try {
          addTo(state, TableLayout.EXPIRES, hashCode, moved);
        } catch (OutOfStoreMemoryException e) {
          memory.free(moved, size);
          throw e;
        }
      }
    } else if (EntryLayout.expires(old)) {
      removeFrom(state, TableLayout.EXPIRES, hashCode, address);
    }
    if (EntryLayout.elementsExpire(old)) {
      structures.index.replace(getLong(state + TableLayout.ELEMENTS), hashCode, address, moved);
    }
    structures.index.replace(state, hashCode, address, moved);
    long block = EntryLayout.blockSize(address, old);
    TableLayout.addDataBytes(state, memory.usable(size) - memory.usable(block));
    return moved;
  }

  /** Writes an entry anew with a value of the same beginning; frees the old block. */
  private long rebuild(
      long state, long address, long hashCode, long kind, int length, long expireAt, long pages) {
    long old = getLong(address);
    long moved = allocateMoved(state, address, hashCode, kind, length, expireAt, pages);
    copy(
        EntryLayout.valueAddress(address, old),
        EntryLayout.valueAddress(moved, getLong(moved)),
        Math.min(length, EntryLayout.valueLength(address, old)));
    structures.free(state, address, EntryLayout.blockSize(address, old));
    return moved;
  }

  /** Adds or removes the expire time; returns where the entry is now. */
  long changeExpire(long state, long address, long hashCode, long expireAt) {
    long header = getLong(address);
    int length = EntryLayout.valueLength(address, header);
    long pages = 0;
    if (EntryLayout.pages(header) != 0) {
      int keyLength = EntryLayout.keyLength(address, header);
      long size = EntryLayout.size(expireAt != Entry.NO_EXPIRE, keyLength, length);
      pages = Math.max(EntryLayout.pages(header), pagesFor(size));
    }
    return rebuild(state, address, hashCode, header, length, expireAt, pages);
  }

  /** Notes whether elements of the value expire; there is an index of such entries. */
  void elementsExpire(long state, long address, long hashCode, boolean expire) {
    long header = getLong(address);
    if (expire == EntryLayout.elementsExpire(header)) {
      return;
    }
    if (expire) {
      addTo(state, TableLayout.ELEMENTS, hashCode, address);
    } else {
      removeFrom(state, TableLayout.ELEMENTS, hashCode, address);
    }
    putLong(address, header ^ EntryLayout.ELEMENTS);
  }

  /**
   * Replaces a part of a value's bytes by as many undefined ones as wanted, and moves what follows.
   *
   * @param kind header bits of type and encoding that the value has then
   * @return where the entry is now
   * @throws OutOfStoreMemoryException no room; the entry is as it was
   */
  long splice(
      long state, long address, long hashCode, long kind, int at, int removed, int inserted) {
    long header = EntryLayout.withKind(getLong(address), kind);
    int keyLength = EntryLayout.keyLength(address, header);
    int oldLength = EntryLayout.valueLength(address, header);
    int length = oldLength - removed + inserted;
    boolean expiring = EntryLayout.expires(header);
    boolean wide = EntryLayout.needsWide(keyLength, length);
    long size = EntryLayout.size(expiring, keyLength, length);
    long oldBlock = EntryLayout.blockSize(address, header);
    long block = memory.usable(oldBlock);
    boolean exact = memory.usable(size) == block;
    boolean spare = wide && size <= block && block >= Memory.MIN_RUN && size * 2 >= block;
    long value = EntryLayout.valueAddress(address, header);
    int tail = oldLength - at - removed;
    if (wide == EntryLayout.wide(header) && (exact || spare)) {
      if (removed != inserted) {
        copy(value + at + removed, value + at + inserted, tail);
      }
      long pages = exact ? 0 : block / EntryLayout.PAGE;
      EntryLayout.writeHeader(address, header, expiring, keyLength, length, pages);
      return address;
    }
    long pages = 0;
    if (wide && length > oldLength && oldLength > 0 && size >= Memory.MIN_RUN) {
      pages = pagesFor(size + Math.min(size, MAX_SPARE));
    }
    long expireAt = expireAt(address, header);
    long moved = allocateMoved(state, address, hashCode, header, length, expireAt, pages);
    long to = EntryLayout.valueAddress(moved, getLong(moved));
    copy(value, to, at);
    copy(value + at + removed, to + at + inserted, tail);
    structures.free(state, address, oldBlock);
    return moved;
  }

  /** Changes the length of a value of bytes, which is {@link Entry#RAW} then; new ones are zero. */
  long resize(long state, long address, long hashCode, int length) {
    long header = getLong(address);
    int oldLength = EntryLayout.valueLength(address, header);
    int kept = Math.min(oldLength, length);
    long kind = EntryLayout.kind(EntryLayout.type(header), Entry.RAW);
    long moved = splice(state, address, hashCode, kind, kept, oldLength - kept, length - kept);
    if (length > kept) {
      long value = EntryLayout.valueAddress(moved, getLong(moved));
      AddressSpace.fill(value + kept, length - kept, (byte) 0);
    }
    return moved;
  }

  private static long pagesFor(long size) {
    return (size + EntryLayout.PAGE - 1) / EntryLayout.PAGE;
  }

  /** Takes an entry out of its table; it and what it owns are to be freed. */
  void remove(long state, long hashCode, long address) {
    long header = getLong(address);
    if (EntryLayout.expires(header)) {
      removeFrom(state, TableLayout.EXPIRES, hashCode, address);
    }
    if (EntryLayout.elementsExpire(header)) {
      removeFrom(state, TableLayout.ELEMENTS, hashCode, address);
    }
    structures.index.remove(state, hashCode, address);
    TableLayout.addDataBytes(state, -memory.usable(EntryLayout.blockSize(address, header)));
  }

  /**
   * Frees an entry that is in no table, by steps.
   *
   * @return whether all of it is freed; if not, the call is to be repeated
   */
  boolean free(long address, Budget budget) {
    long header = getLong(address);
    Owned owned = structures.owned(EntryLayout.encoding(header));
    if (owned != null && !owned.free(EntryLayout.valueAddress(address, header), budget)) {
      return false;
    }
    long block = memory.usable(EntryLayout.blockSize(address, header));
    memory.free(address, block);
    budget.spend(1 + block / SizeClasses.SLAB); // a large block takes as long as many small ones
    return true;
  }

  /** Frees an entry that left a table of its own, unless the guard takes it over. */
  void discard(long address, Budget budget) {
    if (!isKept(address)) {
      boolean ignored = free(address, budget);
    }
  }

  /** Whether the guard takes an entry over that left a table of its own. */
  boolean isKept(long address) {
    ChangeGuard guard = structures.guard;
    return guard != null && guard.keepEntry(address);
  }

  /** Frees an element that left a nested table; it owns nothing beside its block. */
  void discardElement(long state, long address) {
    structures.free(state, address, EntryLayout.blockSize(address, getLong(address)));
  }

  /** Before an entry of a table is changed. */
  void changing(long state, long address, long hashCode) {
    ChangeGuard guard = structures.guard;
    if (guard == null) {
      return;
    }
    if (TableLayout.kind(state) == TableLayout.NESTED) {
      guard.before(state, address, EntryLayout.blockSize(address, getLong(address)));
    } else {
      structures.index.changing(guard, state, hashCode, address);
    }
  }

  /** Before a part of an entry's value is changed in place. */
  void changingBytes(long address, long from, long size) {
    ChangeGuard guard = structures.guard;
    if (guard != null && size > 0) {
      guard.before(address, from, size);
    }
  }

  /** Sets the bits kept for eviction, of which a snapshot takes what it finds. */
  static void lru(long address, int lru) {
    putLong(address, EntryLayout.withLru(getLong(address), lru));
  }

  /** Overwrites the expire time that an entry has. */
  static void expireAt(long address, long header, long expireAt) {
    putLong(EntryLayout.expireAddress(address, header), expireAt);
  }

  /** The value of an entry is nobody's table from now on. */
  static void forgetTable(long address, long header) {
    putLong(EntryLayout.valueAddress(address, header), 0);
  }

  /** Overwrites an integer by another one. */
  static void integer(long address, long header, long value) {
    putLong(EntryLayout.valueAddress(address, header), value);
  }

  /** Writes an entry to another block as it is. */
  void relocate(long state, long address) {
    long header = getLong(address);
    long ignored =
        rebuild(
            state,
            address,
            hashOf(address),
            header,
            EntryLayout.valueLength(address, header),
            expireAt(address, header),
            EntryLayout.pages(header));
  }

  /** The state of the table that is an entry's value lies elsewhere now. */
  static void nestedMoved(long address, long state) {
    putLong(EntryLayout.valueAddress(address, getLong(address)), state);
  }

  /** Bytes of an entry's block and of what it owns. */
  long bytes(long address) {
    long header = getLong(address);
    Owned owned = structures.owned(EntryLayout.encoding(header));
    return memory.usable(EntryLayout.blockSize(address, header))
        + (owned == null ? 0 : owned.bytes(EntryLayout.valueAddress(address, header)));
  }

  /** Whether freeing an entry takes much longer than queueing it. */
  boolean isLarge(long address) {
    long header = getLong(address);
    Owned owned = structures.owned(EntryLayout.encoding(header));
    return EntryLayout.blockSize(address, header) >= LazyFree.LARGE
        || (owned != null
            && owned.pieces(EntryLayout.valueAddress(address, header)) > LazyFree.MANY);
  }
}
