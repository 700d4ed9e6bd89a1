package dev.muninn.server.structure;

import dev.muninn.server.bytes.KeySlot;
import dev.muninn.server.bytes.Slice;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one database in cluster mode: a table for each slot, so that a slot is counted,
 * listed and given away by itself. Slots without keys cost a word each; nothing does as long as
 * there are no keys at all.
 *
 * <p>A scan's cursor has the slot in its low 14 bits and the place in that slot's table above, as
 * Valkey's; it goes through the slots in ascending order.
 */
public final class SlotTables implements EntryTable {
  private static final int SLOTS = KeySlot.SLOTS;
  private static final int SLOT_BITS = Integer.numberOfTrailingZeros(SLOTS);

  /** Tries to find a slot for a random key that expires before the slots are walked. */
  private static final int TRIES = 128;

  /** Slots without keys that expire, passed over in one step of a scan. */
  private static final int SKIPPED = 64;

  /** Keys touched in advance at a time. */
  private static final int TOUCHED = 64;

  private final Structures structures;
  private final OffHeapEntryTable table;
  private final Slice key = new Slice();

  /** Number by which expiring keys are counted, 0 while there are none. */
  private int group;

  private final long[] touchedHashes = new long[TOUCHED];
  private final long[] touchedStates = new long[TOUCHED];
  private int touches;

  /** Kept for the next step of a scan; absent while one runs. */
  private @Nullable OffHeapEntryTable idle;

  /** By slot the state of its table, 0: it has none; absent while there are no keys. */
  private long @Nullable [] states;

  private SlotCounts counts = new SlotCounts(1);

  /** Empty tables, which take no memory. */
  public SlotTables(Structures structures) {
    this.structures = structures;
    table = new OffHeapEntryTable(structures);
    idle = new OffHeapEntryTable(structures);
  }

  /** The state of a slot's table lies elsewhere now. */
  void stateMoved(int slot, long to) {
    long[] all = states;
    if (all != null) {
      all[slot] = to;
    }
  }

  long state(int slot) {
    long[] all = states;
    return all == null ? 0 : all[slot];
  }

  /** The table of a slot; good until another one is asked for. */
  private OffHeapEntryTable at(int slot) {
    return table.own(state(slot), group);
  }

  /** The table of a slot, to which a key is to be added. */
  private OffHeapEntryTable atToInsert(int slot) {
    if (group == 0) {
      group = structures.takeGroup();
    }
    return at(slot);
  }

  /** Notes what a change has made of the table of a slot. */
  private void changed(int slot, long change) {
    long[] all = states;
    if (all == null) {
      all = new long[SLOTS];
      states = all;
      counts = new SlotCounts(SLOTS);
    }
    all[slot] = table.state();
    counts.add(slot, change);
    if (counts.total() == 0) {
      states = null;
      counts = new SlotCounts(1);
      structures.giveGroup(group);
      group = 0;
    }
  }

  private int slotOf(Entry entry) {
    return KeySlot.of(entry.key(key));
  }

  /** Number of keys in a slot, 0 to 16,383. */
  public long size(int slot) {
    long state = state(slot);
    return state == 0 ? 0 : TableLayout.size(state);
  }

  /** Number of keys with an expire time in a slot. */
  public long expires(int slot) {
    long state = state(slot);
    return state == 0 ? 0 : EntryStore.count(state, TableLayout.EXPIRES);
  }

  /** The first slot after one that holds keys, or -1; begin with -1. */
  public int nextSlot(int slot) {
    return states == null ? -1 : counts.next(slot);
  }

  /** As {@link #scan}, over the keys of one slot; the cursor tells nothing but the place in it. */
  public long scan(int slot, long cursor, Consumer<? super Entry> consumer) {
    OffHeapEntryTable scanner = scanner(slot);
    try {
      return scanner.scan(cursor, consumer);
    } finally {
      idle = scanner;
    }
  }

  private OffHeapEntryTable scanner(int slot) {
    OffHeapEntryTable scanner = idle != null ? idle : new OffHeapEntryTable(structures);
    idle = null; // the consumer may begin another scan
    return scanner.own(state(slot), group);
  }

  @Override
  public Entry newEntry() {
    return table.newEntry();
  }

  @Override
  public boolean find(Slice name, Entry out) {
    return at(KeySlot.of(name)).find(name, out);
  }

  @Override
  public boolean contains(Slice name) {
    return at(KeySlot.of(name)).contains(name);
  }

  @Override
  public void insert(
      Entry missing, Slice name, int type, int encoding, Slice value, long expireAt) {
    int slot = KeySlot.of(name);
    atToInsert(slot).insert(missing, name, type, encoding, value, expireAt);
    changed(slot, 1);
  }

  @Override
  public void insertLong(Entry missing, Slice name, long value, long expireAt) {
    int slot = KeySlot.of(name);
    atToInsert(slot).insertLong(missing, name, value, expireAt);
    changed(slot, 1);
  }

  @Override
  public void insertTable(Entry missing, Slice name, int type, EntryTable value, long expireAt) {
    int slot = KeySlot.of(name);
    atToInsert(slot).insertTable(missing, name, type, value, expireAt);
    changed(slot, 1);
  }

  @Override
  public EntryEditor edit(Entry entry) {
    return table.own(((OffHeapEntry) entry).state(), group).edit(entry);
  }

  @Override
  public void lru(Entry entry, int lru) {
    table.lru(entry, lru);
  }

  @Override
  public boolean delete(Slice name) {
    int slot = KeySlot.of(name);
    boolean deleted = at(slot).delete(name);
    if (deleted) {
      changed(slot, -1);
    }
    return deleted;
  }

  @Override
  public void delete(Entry entry) {
    int slot = slotOf(entry);
    at(slot).delete(entry);
    changed(slot, -1);
  }

  @Override
  public void unlink(Entry entry, LazyFree later) {
    int slot = slotOf(entry);
    at(slot).unlink(entry, later);
    changed(slot, -1);
  }

  @Override
  public long size() {
    return counts.total();
  }

  @Override
  public long expires() {
    return structures.count(group, TableLayout.EXPIRES);
  }

  @Override
  public long elementExpires() {
    return structures.count(group, TableLayout.ELEMENTS);
  }

  @Override
  public long scan(long cursor, Consumer<? super Entry> consumer) {
    int slot = (int) cursor & (SLOTS - 1);
    if (state(slot) == 0) {
      slot = nextSlot(slot);
      return slot < 0 ? 0 : scanFrom(slot, 0, consumer);
    }
    return scanFrom(slot, cursor >>> SLOT_BITS, consumer);
  }

  private long scanFrom(int slot, long cursor, Consumer<? super Entry> consumer) {
    return cursorAfter(slot, scan(slot, cursor, consumer));
  }

  private long cursorAfter(int slot, long next) {
    if (next != 0) {
      return next << SLOT_BITS | slot;
    }
    return Math.max(nextSlot(slot), 0);
  }

  @Override
  public long scanExpires(long cursor, Consumer<? super Entry> consumer) {
    return scanSecondary(TableLayout.EXPIRES, cursor, consumer);
  }

  @Override
  public long scanElementExpires(long cursor, Consumer<? super Entry> consumer) {
    return scanSecondary(TableLayout.ELEMENTS, cursor, consumer);
  }

  private long scanSecondary(int which, long cursor, Consumer<? super Entry> consumer) {
    int slot = (int) cursor & (SLOTS - 1);
    long place = cursor >>> SLOT_BITS;
    for (int i = 0; i < SKIPPED; i++) {
      long state = state(slot);
      if (state != 0 && EntryStore.count(state, which) > 0) {
        break;
      }
      place = 0;
      slot = nextSlot(slot);
      if (slot < 0) {
        return 0;
      }
    }
    OffHeapEntryTable scanner = scanner(slot);
    try {
      long next =
          which == TableLayout.EXPIRES
              ? scanner.scanExpires(place, consumer)
              : scanner.scanElementExpires(place, consumer);
      return cursorAfter(slot, next);
    } finally {
      idle = scanner;
    }
  }

  @Override
  public boolean random(RandomGenerator random, Entry out) {
    return at(randomSlot(random)).random(random, out);
  }

  /** A slot, each as likely as it has keys. */
  private int randomSlot(RandomGenerator random) {
    return counts.total() == 0 ? 0 : counts.slotOf(random.nextLong(counts.total()));
  }

  @Override
  public boolean randomExpire(RandomGenerator random, Entry out) {
    return at(randomExpireSlot(random)).randomExpire(random, out);
  }

  /** A slot, each as likely as it has keys that expire. */
  private int randomExpireSlot(RandomGenerator random) {
    if (expires() == 0) {
      return 0;
    }
    int slot = randomSlot(random);
    for (int i = 0; i < TRIES; i++) {
      if (random.nextLong(size(slot)) < expires(slot)) {
        return slot;
      }
      slot = randomSlot(random);
    }
    while (expires(slot) == 0) {
      slot = nextSlot(slot);
      if (slot < 0) {
        slot = nextSlot(-1);
      }
    }
    return slot;
  }

  @Override
  public int sample(int wanted, RandomGenerator random, Consumer<? super Entry> consumer) {
    return sample(randomSlot(random), wanted, random, consumer, false);
  }

  @Override
  public int sampleExpires(int wanted, RandomGenerator random, Consumer<? super Entry> consumer) {
    return sample(randomExpireSlot(random), wanted, random, consumer, true);
  }

  /** Keys of one slot and, when it has not enough, of those that follow. */
  private int sample(
      int from,
      int wanted,
      RandomGenerator random,
      Consumer<? super Entry> consumer,
      boolean expiring) {
    int given = 0;
    int slot = from;
    for (int i = 0; i < SKIPPED && given < wanted && states != null; i++) {
      OffHeapEntryTable scanner = scanner(slot);
      try {
        given +=
            expiring
                ? scanner.sampleExpires(wanted - given, random, consumer)
                : scanner.sample(wanted - given, random, consumer);
      } finally {
        idle = scanner;
      }
      slot = nextSlot(slot);
      if (slot < 0) {
        slot = nextSlot(-1);
      }
      if (slot == from || slot < 0) {
        break;
      }
    }
    return given;
  }

  @Override
  public long touchBucket(Slice name) {
    OffHeapEntryTable of = at(KeySlot.of(name));
    long hash = of.touchBucket(name);
    int place = touches++ & (TOUCHED - 1);
    touchedHashes[place] = hash;
    touchedStates[place] = of.state();
    return hash;
  }

  @Override
  public long touchEntry(long hash) {
    for (int i = 0; i < TOUCHED; i++) {
      if (touchedHashes[i] == hash && touchedStates[i] != 0) {
        long state = touchedStates[i];
        touchedStates[i] = 0;
        return structures.index.touchEntry(state, hash);
      }
    }
    return 0;
  }

  @Override
  public long dataBytes() {
    long bytes = 0;
    for (int slot = nextSlot(-1); slot >= 0; slot = nextSlot(slot)) {
      bytes += at(slot).dataBytes();
    }
    return bytes;
  }

  @Override
  public long indexBytes() {
    long bytes = 0;
    for (int slot = nextSlot(-1); slot >= 0; slot = nextSlot(slot)) {
      bytes += at(slot).indexBytes();
    }
    return bytes;
  }

  @Override
  public long expireIndexBytes() {
    long bytes = 0;
    for (int slot = nextSlot(-1); slot >= 0; slot = nextSlot(slot)) {
      bytes += at(slot).expireIndexBytes();
    }
    return bytes;
  }

  @Override
  public long buckets(boolean expiring) {
    long buckets = 0;
    for (int slot = nextSlot(-1); slot >= 0; slot = nextSlot(slot)) {
      buckets += at(slot).buckets(expiring);
    }
    return buckets;
  }

  @Override
  public void clear() {
    for (int slot = nextSlot(-1); slot >= 0; slot = nextSlot(slot)) {
      clear(slot);
    }
  }

  /** Deletes every key of a slot. */
  public void clear(int slot) {
    long size = size(slot);
    if (size > 0) {
      at(slot).clear();
      changed(slot, -size);
    }
  }

  @Override
  public boolean release(int maxEntries) {
    long left = maxEntries;
    for (int slot = nextSlot(-1); slot >= 0 && left > 0; slot = nextSlot(slot)) {
      long before = counts.below(slot + 1) - counts.below(slot);
      if (at(slot).isHeld()) {
        return false;
      }
      boolean done = table.release((int) left);
      // A slot counts for one key at least until its table has given everything back.
      long freed = before - (done ? 0 : Math.max(size(slot), 1));
      changed(slot, -freed);
      left -= freed + 1;
      if (!done) {
        return false;
      }
    }
    return states == null;
  }

  @Override
  public boolean isHeld() {
    int slot = nextSlot(-1);
    return slot >= 0 && at(slot).isHeld();
  }

  @Override
  public void close() {
    clear();
  }
}
