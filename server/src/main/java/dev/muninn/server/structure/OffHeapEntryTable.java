package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.copy;
import static dev.muninn.server.store.AddressSpace.getLong;
import static dev.muninn.server.store.AddressSpace.putLong;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.AddressSpace;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.MemoryChecker;
import dev.muninn.server.store.OutOfStoreMemoryException;
import dev.muninn.server.store.SizeClasses;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The table in the store's own memory: a block per entry ({@link EntryLayout}), an index of keys
 * and one of those that expire ({@link HashIndex}), both over the same blocks.
 */
public final class OffHeapEntryTable implements EntryTable {
  /** Growth of a large value takes as much again in advance, but not more than this. */
  private static final long MAX_SPARE = 1L << 20;

  private final Memory memory;
  private final KeyHash hash;
  private final HashIndex keys;
  private final HashIndex expires;

  private long dataBytes;

  /** Kept for the next step of a scan; absent while one runs. */
  private @Nullable AddressList idle = new AddressList();

  private final OffHeapEntry visited = new OffHeapEntry();

  /** An empty table, which takes no memory. */
  public OffHeapEntryTable(Memory memory) {
    this(memory, new KeyHash());
  }

  OffHeapEntryTable(Memory memory, KeyHash hash) {
    this.memory = memory;
    this.hash = hash;
    this.keys = new HashIndex(memory, hash);
    this.expires = new HashIndex(memory, hash);
  }

  Memory memory() {
    return memory;
  }

  HashIndex keyIndex() {
    return keys;
  }

  HashIndex expireIndex() {
    return expires;
  }

  @Override
  public Entry newEntry() {
    return new OffHeapEntry();
  }

  @Override
  public boolean find(Slice key, Entry out) {
    OffHeapEntry entry = (OffHeapEntry) out;
    long hashCode = hash.of(key.address(), key.length());
    long address = keys.find(hashCode, key.address(), key.length());
    if (address == 0) {
      entry.clear();
      return false;
    }
    entry.at(this, address, hashCode);
    return true;
  }

  @Override
  public boolean contains(Slice key) {
    return keys.find(hash.of(key.address(), key.length()), key.address(), key.length()) != 0;
  }

  @Override
  public void setString(Slice key, Slice value, Entry out) {
    set(
        key,
        value.address(),
        value.length(),
        EntryLayout.encodingOf(value.length()),
        true,
        Entry.NO_EXPIRE,
        out);
  }

  @Override
  public void setString(Slice key, Slice value, long expireAt, Entry out) {
    set(
        key,
        value.address(),
        value.length(),
        EntryLayout.encodingOf(value.length()),
        false,
        expireAt,
        out);
  }

  @Override
  public void setLong(Slice key, long value, Entry out) {
    set(key, memory.scratch(value), 8, Entry.INT, true, Entry.NO_EXPIRE, out);
  }

  @Override
  public void setLong(Slice key, long value, long expireAt, Entry out) {
    set(key, memory.scratch(value), 8, Entry.INT, false, expireAt, out);
  }

  private void set(
      Slice key, long value, int length, int encoding, boolean keep, long expireAt, Entry out) {
    long hashCode = hash.of(key.address(), key.length());
    long address = keys.find(hashCode, key.address(), key.length());
    if (address == 0) {
      address = insert(key, hashCode, value, length, encoding, expireAt);
    } else {
      address =
          overwrite(
              address, hashCode, value, length, encoding, keep ? expireAt(address) : expireAt);
    }
    ((OffHeapEntry) out).at(this, address, hashCode);
  }

  private long insert(
      Slice key, long hashCode, long value, int length, int encoding, long expireAt) {
    boolean expiring = expireAt != Entry.NO_EXPIRE;
    long size = EntryLayout.size(expiring, key.length(), length);
    long address = memory.allocate(size);
    long kind = EntryLayout.kind(Entry.STRING, encoding);
    long header = EntryLayout.writeHeader(address, kind, expiring, key.length(), length, 0);
    long keyAddress = address + EntryLayout.keyOffset(header);
    copy(key.address(), keyAddress, key.length());
    copy(value, keyAddress + key.length(), length);
    try {
      keys.insert(hashCode, address);
      if (expiring) {
        putLong(EntryLayout.expireAddress(address, header), expireAt);
        expires.insert(hashCode, address);
      }
    } catch (OutOfStoreMemoryException e) {
      if (keys.contains(hashCode, address)) {
        keys.remove(hashCode, address);
      }
      memory.free(address, size);
      throw e;
    }
    dataBytes += memory.usable(size);
    return address;
  }

  private static long expireAt(long address) {
    long header = getLong(address);
    return EntryLayout.expires(header)
        ? getLong(EntryLayout.expireAddress(address, header))
        : Entry.NO_EXPIRE;
  }

  /**
   * Gives an entry another value and expire time, in place when the block is of the right size.
   *
   * @param value address of the value, which may lie in the entry itself
   * @return where the entry is now
   */
  long overwrite(long address, long hashCode, long value, int length, int encoding, long expireAt) {
    long header = getLong(address);
    boolean expiring = expireAt != Entry.NO_EXPIRE;
    int keyLength = EntryLayout.keyLength(address, header);
    long size = EntryLayout.size(expiring, keyLength, length);
    long block = EntryLayout.blockSize(address, header);
    long kind = (header & ~0xFFL) | EntryLayout.kind(Entry.STRING, encoding);
    if (expiring == EntryLayout.expires(header)
        && EntryLayout.needsWide(keyLength, length) == EntryLayout.wide(header)
        && memory.usable(size) == memory.usable(block)) {
      copy(value, EntryLayout.valueAddress(address, header), length);
      EntryLayout.writeHeader(address, kind, expiring, keyLength, length, 0);
      if (expiring) {
        putLong(EntryLayout.expireAddress(address, header), expireAt);
      }
      return address;
    }
    return rebuild(address, hashCode, value, length, length, kind, expireAt, 0);
  }

  /**
   * Writes an entry anew, with the same key, and frees the old block.
   *
   * @param value address of the bytes that the value begins with
   * @param copied their number
   * @param length length of the value
   * @param pages size of the new block in pages, or 0 when it follows from the lengths
   */
  private long rebuild(
      long address,
      long hashCode,
      long value,
      int copied,
      int length,
      long kind,
      long expireAt,
      long pages) {
    long old = getLong(address);
    int keyLength = EntryLayout.keyLength(address, old);
    long oldBlock = EntryLayout.blockSize(address, old);
    boolean expiring = expireAt != Entry.NO_EXPIRE;
    long size =
        pages != 0 ? pages * EntryLayout.PAGE : EntryLayout.size(expiring, keyLength, length);
    long moved = memory.allocate(size);
    long header = EntryLayout.writeHeader(moved, kind, expiring, keyLength, length, pages);
    long keyAddress = moved + EntryLayout.keyOffset(header);
    copy(address + EntryLayout.keyOffset(old), keyAddress, keyLength);
    copy(value, keyAddress + keyLength, copied);
    if (expiring) {
      putLong(EntryLayout.expireAddress(moved, header), expireAt);
      if (EntryLayout.expires(old)) {
        expires.replace(hashCode, address, moved);
      } else {
        try {
          expires.insert(hashCode, moved);
        } catch (OutOfStoreMemoryException e) {
          memory.free(moved, size);
          throw e;
        }
      }
    } else if (EntryLayout.expires(old)) {
      expires.remove(hashCode, address);
    }
    keys.replace(hashCode, address, moved);
    dataBytes += memory.usable(size) - memory.usable(oldBlock);
    memory.free(address, oldBlock);
    return moved;
  }

  /** Adds, changes or removes the expire time. */
  long changeExpire(long address, long hashCode, long expireAt) {
    long header = getLong(address);
    int length = EntryLayout.valueLength(address, header);
    long pages = 0;
    if (EntryLayout.pages(header) != 0) {
      int keyLength = EntryLayout.keyLength(address, header);
      long size = EntryLayout.size(expireAt != Entry.NO_EXPIRE, keyLength, length);
      pages = Math.max(EntryLayout.pages(header), pagesFor(size));
    }
    long value = EntryLayout.valueAddress(address, header);
    return rebuild(address, hashCode, value, length, length, header, expireAt, pages);
  }

  /** Changes the length of a value of bytes, which is {@link Entry#RAW} then; new ones are zero. */
  long resize(long address, long hashCode, int length) {
    long header = EntryLayout.raw(getLong(address));
    int keyLength = EntryLayout.keyLength(address, header);
    int oldLength = EntryLayout.valueLength(address, header);
    boolean expiring = EntryLayout.expires(header);
    boolean wide = EntryLayout.needsWide(keyLength, length);
    long size = EntryLayout.size(expiring, keyLength, length);
    long block = memory.usable(EntryLayout.blockSize(address, header));
    boolean exact = memory.usable(size) == block;
    boolean spare = wide && size <= block && block >= Memory.MIN_RUN && size * 2 >= block;
    if (wide == EntryLayout.wide(header) && (exact || spare)) {
      long pages = exact ? 0 : block / EntryLayout.PAGE;
      EntryLayout.writeHeader(address, header, expiring, keyLength, length, pages);
      zeroTail(address, oldLength, length);
      return address;
    }
    long pages = 0;
    if (wide && length > oldLength && oldLength > 0 && size >= Memory.MIN_RUN) {
      pages = pagesFor(size + Math.min(size, MAX_SPARE));
    }
    int kept = Math.min(oldLength, length);
    long value = EntryLayout.valueAddress(address, header);
    long moved = rebuild(address, hashCode, value, kept, length, header, expireAt(address), pages);
    zeroTail(moved, kept, length);
    return moved;
  }

  private static void zeroTail(long address, int from, int to) {
    if (to > from) {
      long value = EntryLayout.valueAddress(address, getLong(address));
      AddressSpace.fill(value + from, to - from, (byte) 0);
    }
  }

  private static long pagesFor(long size) {
    return (size + EntryLayout.PAGE - 1) / EntryLayout.PAGE;
  }

  @Override
  public boolean delete(Slice key) {
    long hashCode = hash.of(key.address(), key.length());
    long address = keys.find(hashCode, key.address(), key.length());
    if (address == 0) {
      return false;
    }
    remove(hashCode, address);
    long ignored = freeEntry(address);
    return true;
  }

  @Override
  public void delete(Entry entry) {
    long ignored = freeEntry(remove(entry));
  }

  @Override
  public void unlink(Entry entry, LazyFree later) {
    long address = remove(entry);
    long block = memory.usable(EntryLayout.blockSize(address, getLong(address)));
    if (block < LazyFree.LARGE) {
      long ignored = freeEntry(address);
    } else {
      dataBytes -= block;
      later.add(address, block);
    }
  }

  /** Returns the address of the entry, which is no longer in the indexes. */
  private long remove(Entry entry) {
    OffHeapEntry e = (OffHeapEntry) entry;
    if (!e.isOf(this)) {
      throw new IllegalStateException("delete: the entry is not of this table");
    }
    long address = e.address();
    remove(e.hash(), address);
    e.clear();
    return address;
  }

  private void remove(long hashCode, long address) {
    keys.remove(hashCode, address);
    if (EntryLayout.expires(getLong(address))) {
      expires.remove(hashCode, address);
    }
  }

  /** Returns the bytes freed. */
  private long freeEntry(long address) {
    long block = memory.usable(EntryLayout.blockSize(address, getLong(address)));
    dataBytes -= block;
    memory.free(address, block);
    return block;
  }

  @Override
  public long size() {
    return keys.size();
  }

  @Override
  public long expires() {
    return expires.size();
  }

  @Override
  public long scan(long cursor, Consumer<? super Entry> consumer) {
    return scan(keys, cursor, consumer);
  }

  @Override
  public long scanExpires(long cursor, Consumer<? super Entry> consumer) {
    return scan(expires, cursor, consumer);
  }

  private long scan(HashIndex index, long cursor, Consumer<? super Entry> consumer) {
    AddressList list = idle != null ? idle : new AddressList();
    idle = null; // the consumer may begin another scan
    try {
      list.clear();
      long next = index.scan(cursor, list);
      for (int i = 0; i < list.size(); i++) {
        consumer.accept(visit(list.get(i)));
      }
      return next;
    } finally {
      idle = list;
    }
  }

  private Entry visit(long address) {
    return visited.at(this, address, hashOf(address));
  }

  private long hashOf(long address) {
    long header = getLong(address);
    return hash.of(address + EntryLayout.keyOffset(header), EntryLayout.keyLength(address, header));
  }

  @Override
  public boolean random(RandomGenerator random, Entry out) {
    return random(keys, random, (OffHeapEntry) out);
  }

  @Override
  public boolean randomExpire(RandomGenerator random, Entry out) {
    return random(expires, random, (OffHeapEntry) out);
  }

  private boolean random(HashIndex index, RandomGenerator random, OffHeapEntry out) {
    long address = index.random(random);
    if (address == 0) {
      out.clear();
      return false;
    }
    out.at(this, address, hashOf(address));
    return true;
  }

  @Override
  public long touchBucket(Slice key) {
    long hashCode = hash.of(key.address(), key.length());
    return keys.touch(hashCode) == -1 ? 0 : hashCode;
  }

  @Override
  public long touchEntry(long hashCode) {
    return keys.touchEntry(hashCode);
  }

  @Override
  public long dataBytes() {
    return dataBytes;
  }

  @Override
  public long indexBytes() {
    return keys.bytes() + expires.bytes();
  }

  @Override
  public void clear() {
    while (!release(Integer.MAX_VALUE)) {}
  }

  @Override
  public boolean release(int maxEntries) {
    AddressList list = idle != null ? idle : new AddressList();
    long freed = 0;
    while (keys.buckets() > 0 && freed < maxEntries) {
      list.clear();
      keys.drainLast(list);
      for (int i = 0; i < list.size(); i++) {
        // A large value takes as long as many small ones.
        freed += 1 + freeEntry(list.get(i)) / SizeClasses.SLAB;
      }
      freed++;
    }
    while (keys.buckets() == 0 && expires.buckets() > 0 && freed < maxEntries) {
      list.clear();
      expires.drainLast(list);
      freed++;
    }
    if (keys.buckets() > 0 || expires.buckets() > 0) {
      return false;
    }
    keys.clear();
    expires.clear();
    return true;
  }

  /**
   * Verifies that the indexes, the entries and the allocator agree; for tests.
   *
   * @throws IllegalStateException they do not
   */
  void audit() {
    keys.audit();
    expires.audit();
    long[] sums = new long[3];
    AddressList list = new AddressList();
    long cursor = 0;
    do {
      list.clear();
      cursor = keys.scan(cursor, list);
      for (int i = 0; i < list.size(); i++) {
        long address = list.get(i);
        long block = memory.usable(EntryLayout.blockSize(address, getLong(address)));
        boolean expiring = EntryLayout.expires(getLong(address));
        MemoryChecker checker = memory.checker();
        if (checker != null) {
          checker.verify(address, block);
        }
        if (!keys.contains(hashOf(address), address)
            || expires.contains(hashOf(address), address) != expiring) {
          throw new IllegalStateException("audit: not in its place, address=" + address);
        }
        sums[0]++;
        sums[1] += expiring ? 1 : 0;
        sums[2] += block;
      }
    } while (cursor != 0);
    if (sums[0] != keys.size() || sums[1] != expires.size() || sums[2] != dataBytes) {
      throw new IllegalStateException(
          "audit: keys=" + sums[0] + " expires=" + sums[1] + " bytes=" + sums[2]);
    }
  }

  @Override
  public void close() {
    clear();
  }
}
