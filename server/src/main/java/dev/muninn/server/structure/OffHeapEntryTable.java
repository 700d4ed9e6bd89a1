package dev.muninn.server.structure;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Debug;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.OutOfStoreMemoryException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The table in the store's own memory: a block per entry ({@link EntryLayout}), an index of keys
 * and one of those that expire ({@link HashIndex}), both over the same blocks.
 *
 * <p>All of it lies in memory, its state included; the object is where the state is. Either it is a
 * table of its own, which takes memory with its first entry and gives it back with the last, or a
 * view of one that is an entry's value, pointed at another as often as one likes.
 */
public final class OffHeapEntryTable implements EntryTable {
  private enum Role {
    OWN,
    READ,
    WRITE
  }

  private final Budget step = new Budget(0);
  private Structures structures;
  private Role role = Role.OWN;

  /** Group of a table of its own. */
  private int group;

  /** Address of the state, or 0 when there is none. */
  private long state;

  /** Kept for the next step of a scan; absent while one runs. */
  private @Nullable AddressList idle = new AddressList();

  private final OffHeapEntry visited = new OffHeapEntry();

  /** An empty table of the structures of {@code memory}. */
  public OffHeapEntryTable(Memory memory) {
    this(Structures.of(memory));
  }

  /** An empty table, which takes no memory. */
  public OffHeapEntryTable(Structures structures) {
    this.structures = structures;
  }

  OffHeapEntryTable(Memory memory, KeyHash hash) {
    this(new Structures(memory, hash));
  }

  /** Makes this a view of a table that is somebody else's. */
  OffHeapEntryTable view(Structures of, long table, boolean writable) {
    if (role == Role.OWN && state != 0) {
      throw new IllegalStateException("table: has entries of its own");
    }
    structures = of;
    state = table;
    role = writable ? Role.WRITE : Role.READ;
    return this;
  }

  /** Makes this another table of its own, whose state is kept by the caller from now on. */
  OffHeapEntryTable own(long table, int of) {
    state = table;
    group = of;
    return this;
  }

  /** The state lies elsewhere now. */
  void stateMoved(long to) {
    state = to;
  }

  /** The state, which somebody else is about to own. */
  long stateToGive(Structures to) {
    if (role != Role.OWN || structures != to) {
      throw new IllegalStateException("table: not one to be given away");
    }
    if (state == 0) {
      state = structures.entries.newTable();
    }
    return state;
  }

  /** The state is somebody else's now. */
  void given() {
    TableLayout.kind(state, TableLayout.NESTED);
    role = Role.WRITE;
  }

  /** Takes over the entries of a table that nobody else owns. */
  void adopt(Structures of, long table) {
    if (role != Role.OWN || state != 0 || structures != of) {
      throw new IllegalStateException("table: not one that can take entries over");
    }
    state = table;
  }

  Structures structures() {
    return structures;
  }

  long state() {
    return state;
  }

  static void checkInline(int encoding) {
    if (encoding == Entry.INT || encoding == Entry.HASHTABLE) {
      throw new IllegalArgumentException("entry bytes: encoding=" + encoding);
    }
  }

  private void checkWritable() {
    if (role == Role.READ) {
      throw new IllegalStateException("table: opened to be read");
    }
  }

  @Override
  public Entry newEntry() {
    return new OffHeapEntry();
  }

  @Override
  public boolean find(Slice key, Entry out) {
    OffHeapEntry entry = (OffHeapEntry) out;
    long hashCode = structures.hash.of(key.address(), key.length());
    long address = find(hashCode, key);
    if (address == 0) {
      entry.missing(structures, hashCode);
      return false;
    }
    OffHeapEntry ignored = entry.at(structures, state, address, hashCode);
    return true;
  }

  private long find(long hashCode, Slice key) {
    return state == 0 ? 0 : structures.index.find(state, hashCode, key.address(), key.length());
  }

  @Override
  public boolean contains(Slice key) {
    return find(structures.hash.of(key.address(), key.length()), key) != 0;
  }

  @Override
  public void insert(Entry missing, Slice key, int type, int encoding, Slice value, long expireAt) {
    checkInline(encoding);
    long kind = EntryLayout.kind(type, encoding);
    insert(missing, key, kind, value.address(), value.length(), expireAt);
  }

  @Override
  public void insertLong(Entry missing, Slice key, long value, long expireAt) {
    long kind = EntryLayout.kind(Entry.STRING, Entry.INT);
    insert(missing, key, kind, structures.memory.scratch(value), 8, expireAt);
  }

  @Override
  public void insertTable(Entry missing, Slice key, int type, EntryTable value, long expireAt) {
    OffHeapEntryTable table = (OffHeapEntryTable) value;
    long kind = EntryLayout.kind(type, Entry.HASHTABLE);
    long cell = structures.memory.scratch(table.stateToGive(structures));
    insert(missing, key, kind, cell, 8, expireAt);
    table.given();
  }

  private void insert(Entry missing, Slice key, long kind, long value, int length, long expireAt) {
    checkWritable();
    OffHeapEntry entry = (OffHeapEntry) missing;
    if (!entry.isMissingFrom(structures)) {
      throw new IllegalStateException("insert: the key was not looked up, or is there");
    }
    if (Debug.ENABLED && find(structures.hash.of(key.address(), key.length()), key) != 0) {
      throw new IllegalStateException("insert: the key is there, key=" + key);
    }
    if (state == 0) {
      state = structures.entries.newTable();
      TableLayout.group(state, group);
    }
    long hashCode = entry.hash();
    try {
      long address =
          structures.entries.insert(
              state, key.address(), key.length(), hashCode, kind, value, length, expireAt);
      OffHeapEntry ignored = entry.at(structures, state, address, hashCode);
    } catch (OutOfStoreMemoryException e) {
      dropStateIfEmpty();
      throw e;
    }
  }

  /** Of a table of its own; a view's stays with the value. */
  private void dropStateIfEmpty() {
    if (role == Role.OWN && TableLayout.size(state) == 0) {
      structures.index.clear(state);
      structures.memory.free(state, TableLayout.TABLE);
      state = 0;
    }
  }

  @Override
  public EntryEditor edit(Entry entry) {
    OffHeapEntry e = (OffHeapEntry) entry;
    if (role == Role.READ || !e.isOf(structures, state)) {
      checkWritable();
      throw new IllegalStateException("edit: the entry is not of this table");
    }
    structures.entries.changing(state, e.address(), e.hash());
    return e.editor();
  }

  @Override
  public void lru(Entry entry, int lru) {
    OffHeapEntry e = (OffHeapEntry) entry;
    long ignored = e.header();
    EntryStore.lru(e.address(), lru);
  }

  @Override
  public boolean delete(Slice key) {
    long hashCode = structures.hash.of(key.address(), key.length());
    long address = find(hashCode, key);
    if (address == 0) {
      return false;
    }
    checkWritable();
    structures.entries.remove(state, hashCode, address);
    free(address);
    dropStateIfEmpty();
    return true;
  }

  @Override
  public void delete(Entry entry) {
    free(remove(entry));
  }

  @Override
  public void unlink(Entry entry, LazyFree later) {
    long address = remove(entry);
    if (structures.guard != null || !structures.entries.isLarge(address)) {
      free(address, later);
    } else {
      later.add(structures.entries, address);
    }
  }

  /** Returns the address of the entry, which is no longer in the indexes. */
  private long remove(Entry entry) {
    OffHeapEntry e = (OffHeapEntry) entry;
    if (!e.isOf(structures, state)) {
      throw new IllegalStateException("delete: the entry is not of this table");
    }
    checkWritable();
    long address = e.address();
    long hashCode = e.hash();
    structures.entries.remove(state, hashCode, address);
    dropStateIfEmpty();
    e.missing(structures, hashCode);
    return address;
  }

  private void free(long address, LazyFree later) {
    if (role != Role.OWN) {
      structures.entries.discardElement(state, address);
    } else if (!structures.entries.isKept(address)) {
      if (structures.entries.isLarge(address)) {
        later.add(structures.entries, address);
      } else {
        free(address);
      }
    }
  }

  /** Frees an entry that has left the table. */
  private void free(long address) {
    if (role == Role.OWN) {
      structures.entries.discard(address, step.renew(Long.MAX_VALUE));
    } else {
      structures.entries.discardElement(state, address);
    }
  }

  @Override
  public long size() {
    return state == 0 ? 0 : TableLayout.size(state);
  }

  @Override
  public long expires() {
    return state == 0 ? 0 : EntryStore.count(state, TableLayout.EXPIRES);
  }

  @Override
  public long elementExpires() {
    return state == 0 ? 0 : EntryStore.count(state, TableLayout.ELEMENTS);
  }

  @Override
  public long scan(long cursor, Consumer<? super Entry> consumer) {
    return scan(state, cursor, consumer);
  }

  @Override
  public long scanExpires(long cursor, Consumer<? super Entry> consumer) {
    return scan(secondary(TableLayout.EXPIRES), cursor, consumer);
  }

  @Override
  public long scanElementExpires(long cursor, Consumer<? super Entry> consumer) {
    return scan(secondary(TableLayout.ELEMENTS), cursor, consumer);
  }

  private long secondary(int which) {
    return state == 0 ? 0 : EntryStore.secondary(state, which);
  }

  private long scan(long index, long cursor, Consumer<? super Entry> consumer) {
    if (index == 0) {
      return 0;
    }
    AddressList list = idle != null ? idle : new AddressList();
    idle = null; // the consumer may begin another scan
    try {
      list.clear();
      long next = structures.index.scan(index, cursor, list);
      for (int i = 0; i < list.size(); i++) {
        consumer.accept(visit(list.get(i)));
      }
      return next;
    } finally {
      idle = list;
    }
  }

  @Override
  public int sample(int wanted, RandomGenerator random, Consumer<? super Entry> consumer) {
    return sample(state, wanted, random, consumer);
  }

  @Override
  public int sampleExpires(int wanted, RandomGenerator random, Consumer<? super Entry> consumer) {
    return sample(secondary(TableLayout.EXPIRES), wanted, random, consumer);
  }

  private int sample(
      long index, int wanted, RandomGenerator random, Consumer<? super Entry> consumer) {
    if (index == 0 || wanted <= 0) {
      return 0;
    }
    AddressList list = idle != null ? idle : new AddressList();
    idle = null;
    try {
      list.clear();
      structures.index.sample(index, wanted, random, list);
      int count = Math.min(wanted, list.size());
      for (int i = 0; i < count; i++) {
        consumer.accept(visit(list.get(i)));
      }
      return count;
    } finally {
      idle = list;
    }
  }

  private Entry visit(long address) {
    return visited.at(structures, state, address, structures.entries.hashOf(address));
  }

  @Override
  public boolean random(RandomGenerator random, Entry out) {
    return random(state, random, (OffHeapEntry) out);
  }

  @Override
  public boolean randomExpire(RandomGenerator random, Entry out) {
    return random(secondary(TableLayout.EXPIRES), random, (OffHeapEntry) out);
  }

  private boolean random(long index, RandomGenerator random, OffHeapEntry out) {
    long address = index == 0 ? 0 : structures.index.random(index, random);
    if (address == 0) {
      out.clear();
      return false;
    }
    OffHeapEntry ignored = out.at(structures, state, address, structures.entries.hashOf(address));
    return true;
  }

  @Override
  public long touchBucket(Slice key) {
    long hashCode = structures.hash.of(key.address(), key.length());
    return state != 0 && structures.index.touch(state, hashCode) == -1 ? 0 : hashCode;
  }

  @Override
  public long touchEntry(long hashCode) {
    return state == 0 ? 0 : structures.index.touchEntry(state, hashCode);
  }

  @Override
  public long dataBytes() {
    return state == 0 ? 0 : TableLayout.dataBytes(state);
  }

  @Override
  public long indexBytes() {
    return state == 0 ? 0 : structures.entries.indexBytes(state);
  }

  @Override
  public long expireIndexBytes() {
    return state == 0 ? 0 : structures.entries.expireIndexBytes(state);
  }

  @Override
  public long buckets(boolean expiring) {
    long index = state != 0 && expiring ? EntryStore.secondary(state, TableLayout.EXPIRES) : state;
    return index == 0 ? 0 : TableLayout.buckets(index);
  }

  @Override
  public void clear() {
    checkOwn();
    if (state != 0) {
      ChangeGuard guard = structures.guard;
      if (guard != null) {
        GuardedIndex.move(guard, state, TableLayout.buckets(state));
      }
      boolean ignored = structures.drain.step(state, step.renew(Long.MAX_VALUE));
      dropStateIfEmpty();
    }
  }

  private void checkOwn() {
    if (role != Role.OWN) {
      throw new IllegalStateException("table: belongs to an entry");
    }
  }

  @Override
  public boolean isHeld() {
    ChangeGuard guard = structures.guard;
    return guard != null && state != 0 && guard.holds(state);
  }

  @Override
  public boolean release(int maxEntries) {
    checkOwn();
    if (state == 0) {
      return true;
    }
    if (isHeld() || !structures.drain.step(state, step.renew(maxEntries))) {
      return false;
    }
    dropStateIfEmpty();
    return true;
  }

  @Override
  public void close() {
    if (role == Role.OWN) {
      clear();
    } else {
      state = 0;
      role = Role.OWN;
    }
  }
}
