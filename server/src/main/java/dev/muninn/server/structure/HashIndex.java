package dev.muninn.server.structure;

import static dev.muninn.server.structure.Bucket.ADDRESS;
import static dev.muninn.server.structure.Bucket.ADDRESS_BITS;
import static dev.muninn.server.structure.Bucket.CHAINED;
import static dev.muninn.server.structure.Bucket.HASH;
import static dev.muninn.server.structure.Bucket.LAST_SLOT;
import static dev.muninn.server.structure.Bucket.ONES;
import static dev.muninn.server.structure.Bucket.SLOTS;

import dev.muninn.server.store.AddressSpace;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.OutOfStoreMemoryException;
import java.util.random.RandomGenerator;

/**
 * Linear hashing from a hash to addresses of entries. One bucket is split, or one pair merged, at a
 * time, so no operation pays for the growth of the whole.
 *
 * <p>Buckets ({@link Bucket}) lie in {@link Segments}. The state of an index lies in memory ({@link
 * TableLayout}), and every method is given its address: one object serves all indexes of a server.
 */
final class HashIndex {
  /** Tries to find a random entry before the buckets are walked. */
  private static final int RANDOM_TRIES = 128;

  /** Buckets looked at for each entry of a sample, at most. */
  private static final int SAMPLE_STEPS = 10;

  /** Bound of the positions in a bucket's chain that are drawn evenly. */
  private static final int RANDOM_POSITIONS = 16;

  private final Structures structures;
  private final Memory memory;
  private final ChainRewriter rewriter;
  private final Segments segments;

  HashIndex(Structures structures) {
    this.structures = structures;
    memory = structures.memory;
    rewriter = new ChainRewriter(structures);
    segments = new Segments(structures);
  }

  /** Bytes taken from the allocator, the state itself not counted. */
  long bytes(long state) {
    return segments.bytes(state) + TableLayout.overflow(state) * Bucket.SIZE;
  }

  /** Address of the entry whose key is the given one, or 0. */
  long find(long state, long hashCode, long key, int length) {
    long buckets = TableLayout.buckets(state);
    if (buckets == 0) {
      return 0;
    }
    long bucket = bucket(state, buckets, hashCode);
    long pattern = Bucket.tag(hashCode) * ONES;
    long low = hashCode & HASH;
    while (true) {
      long word = AddressSpace.getLong(bucket);
      for (long match = Bucket.matches(word, pattern); match != 0; match &= match - 1) {
        long slot = AddressSpace.getLong(bucket + 8 + Long.numberOfTrailingZeros(match));
        if (slot >>> ADDRESS_BITS == low) {
          long address = (slot & ADDRESS) << 3;
          if (EntryLayout.keyEquals(address, key, length)) {
            return address;
          }
        }
      }
      if (word >= 0) {
        return 0;
      }
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
    }
  }

  /** Loads the tags where a hash belongs. */
  long touch(long state, long hashCode) {
    long buckets = TableLayout.buckets(state);
    return buckets == 0 ? 0 : AddressSpace.getLong(bucket(state, buckets, hashCode));
  }

  /** Loads the header of the first entry that may be meant by a hash. */
  long touchEntry(long state, long hashCode) {
    long buckets = TableLayout.buckets(state);
    if (buckets == 0) {
      return 0;
    }
    long bucket = bucket(state, buckets, hashCode);
    long match = Bucket.matches(AddressSpace.getLong(bucket), Bucket.tag(hashCode) * ONES);
    if (match == 0) {
      return 0;
    }
    long slot = AddressSpace.getLong(bucket + 8 + Long.numberOfTrailingZeros(match));
    return AddressSpace.getLong((slot & ADDRESS) << 3);
  }

  /**
   * Adds an address that is not there.
   *
   * @throws OutOfStoreMemoryException no room; the index is as it was
   */
  void insert(long state, long hashCode, long address) {
    ChangeGuard guard = structures.guard;
    if (guard != null) {
      GuardedIndex.insert(guard, state, hashCode);
    }
    long buckets = TableLayout.buckets(state);
    if (buckets == 0) {
      long first = memory.allocate(Bucket.SIZE);
      AddressSpace.putLong(first, 0);
      TableLayout.root(state, first);
      TableLayout.firstBuckets(state, 1);
      buckets = 1;
      TableLayout.buckets(state, 1);
    }
    long bucket = bucket(state, buckets, hashCode);
    long word = AddressSpace.getLong(bucket);
    while (word < 0) {
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
      word = AddressSpace.getLong(bucket);
    }
    int count = Bucket.count(word);
    if (count == SLOTS) {
      long overflow = memory.allocate(Bucket.SIZE);
      TableLayout.addOverflow(state, 1);
      AddressSpace.putLong(overflow + 8, AddressSpace.getLong(bucket + LAST_SLOT));
      AddressSpace.putLong(bucket, (word & ~(0xFFL << 48)) | CHAINED);
      AddressSpace.putLong(bucket + LAST_SLOT, overflow);
      bucket = overflow;
      word = word >>> 48 & 0xFF;
      count = 1;
    }
    AddressSpace.putLong(bucket, word | Bucket.tag(hashCode) << (count * 8));
    AddressSpace.putLong(bucket + 8 + count * 8L, Bucket.slot(hashCode, address));
    long size = TableLayout.size(state) + 1;
    TableLayout.size(state, size);
    if (size * 2 > buckets * 9) {
      split(state);
    }
  }

  /** Puts another address in the place of one that is there. */
  void replace(long state, long hashCode, long old, long address) {
    long place = place(state, hashCode, old);
    ChangeGuard guard = structures.guard;
    if (guard != null) {
      GuardedIndex.change(guard, state, hashCode, place, old);
    }
    AddressSpace.putLong(place, Bucket.slot(hashCode, address));
  }

  /** Before the entry at an address is changed. */
  void changing(ChangeGuard guard, long state, long hashCode, long address) {
    GuardedIndex.change(guard, state, hashCode, place(state, hashCode, address), address);
  }

  /** Whether an address is there. */
  boolean contains(long state, long hashCode, long address) {
    return TableLayout.buckets(state) != 0 && place(state, hashCode, address) != 0;
  }

  /** Removes an address that is there. */
  void remove(long state, long hashCode, long address) {
    long buckets = TableLayout.buckets(state);
    long hole = place(state, hashCode, address);
    if (hole == 0) {
      throw new IllegalStateException("index remove: address=" + address);
    }
    ChangeGuard guard = structures.guard;
    if (guard != null) {
      GuardedIndex.remove(guard, state, hashCode, hole, address);
    }
    long previous = 0;
    long bucket = hole & -Bucket.SIZE;
    long word = AddressSpace.getLong(bucket);
    long first = bucket(state, buckets, hashCode);
    if (word < 0 || bucket != first) {
      bucket = first;
      word = AddressSpace.getLong(bucket);
      while (word < 0) {
        previous = bucket;
        bucket = AddressSpace.getLong(bucket + LAST_SLOT);
        word = AddressSpace.getLong(bucket);
      }
    }
    // The last entry of the chain takes the free place.
    int last = Bucket.count(word) - 1;
    long tag = (word >>> (last * 8)) & 0xFF;
    long holder = hole & -Bucket.SIZE;
    int shift = (int) (hole - holder) - 8;
    long holderWord = AddressSpace.getLong(holder);
    AddressSpace.putLong(holder, (holderWord & ~(0xFFL << shift)) | tag << shift);
    AddressSpace.putLong(hole, AddressSpace.getLong(bucket + 8 + last * 8L));
    word = AddressSpace.getLong(bucket) & ~(0xFFL << (last * 8));
    AddressSpace.putLong(bucket, word);
    if (previous != 0 && last == 1) {
      long previousWord = AddressSpace.getLong(previous) & ~CHAINED;
      AddressSpace.putLong(previous, previousWord | (word & 0xFF) << 48);
      AddressSpace.putLong(previous + LAST_SLOT, AddressSpace.getLong(bucket + 8));
      structures.free(state, bucket, Bucket.SIZE);
      TableLayout.addOverflow(state, -1);
    }
    long size = TableLayout.size(state) - 1;
    TableLayout.size(state, size);
    if (size == 0) {
      clear(state);
    } else if (size * 4 < buckets * 9) {
      merge(state);
    }
  }

  /**
   * One step of a scan in reverse-binary order.
   *
   * @param found receives the addresses
   * @return the next cursor, 0 at the end
   */
  long scan(long state, long cursor, AddressList found) {
    long buckets = TableLayout.buckets(state);
    if (buckets == 0) {
      return 0;
    }
    long low = mask(buckets) >>> 1;
    long cell = cursor & low;
    Bucket.gather(Segments.address(state, buckets, cell), found);
    if ((cell | (low + 1)) < buckets) {
      Bucket.gather(Segments.address(state, buckets, cell | (low + 1)), found);
    }
    return Long.reverse(Long.reverse(cursor | ~low) + 1);
  }

  /** The cursor after a step of a scan, without the step. */
  static long next(long state, long cursor) {
    long low = mask(TableLayout.buckets(state)) >>> 1;
    return Long.reverse(Long.reverse(cursor | ~low) + 1);
  }

  /**
   * Moves the overflow buckets that a step of a scan comes by, and the segments that begin there,
   * if they lie badly.
   *
   * @return how many were moved
   */
  int relocate(long state, long cursor) {
    long buckets = TableLayout.buckets(state);
    long low = mask(buckets) >>> 1;
    long cell = cursor & low;
    int moved = relocateBucket(state, cell);
    return (cell | (low + 1)) < buckets ? moved + relocateBucket(state, cell | (low + 1)) : moved;
  }

  private int relocateBucket(long state, long number) {
    int moved = segments.relocate(state, number);
    long bucket = Segments.address(state, TableLayout.buckets(state), number);
    while (AddressSpace.getLong(bucket) < 0) {
      long overflow = AddressSpace.getLong(bucket + LAST_SLOT);
      if (memory.isSparse(overflow, Bucket.SIZE)) {
        overflow = memory.move(overflow, Bucket.SIZE);
        AddressSpace.putLong(bucket + LAST_SLOT, overflow);
        moved++;
      }
      bucket = overflow;
    }
    return moved;
  }

  /** Address of an entry drawn evenly, or 0 when there is none. */
  long random(long state, RandomGenerator random) {
    long buckets = TableLayout.buckets(state);
    if (TableLayout.size(state) == 0) {
      return 0;
    }
    for (int i = 0; i < RANDOM_TRIES; i++) {
      long bucket = Segments.address(state, buckets, random.nextLong(buckets));
      int position = random.nextInt(RANDOM_POSITIONS);
      if (position >= SLOTS - 1 && AddressSpace.getLong(bucket) < 0) {
        int length = Bucket.chainLength(bucket);
        if (length > RANDOM_POSITIONS) {
          return Bucket.chainGet(bucket, random.nextInt(length));
        }
        if (position < length) {
          return Bucket.chainGet(bucket, position);
        }
      } else if (position < SLOTS && position < Bucket.count(AddressSpace.getLong(bucket))) {
        return Bucket.entry(bucket, position);
      }
    }
    for (long b = random.nextLong(buckets); ; b = b + 1 == buckets ? 0 : b + 1) {
      long bucket = Segments.address(state, buckets, b);
      int length = Bucket.chainLength(bucket);
      if (length > 0) {
        return Bucket.chainGet(bucket, random.nextInt(length));
      }
    }
  }

  /**
   * Addresses of entries that lie next to each other from a random place on: cheap, not drawn
   * evenly. A few more than wanted may be given; fewer only when most buckets are empty.
   */
  void sample(long state, int wanted, RandomGenerator random, AddressList found) {
    long buckets = TableLayout.buckets(state);
    if (buckets == 0) {
      return;
    }
    long number = random.nextLong(buckets);
    long steps = Math.min(buckets, SAMPLE_STEPS * (long) wanted);
    while (steps-- > 0 && found.size() < wanted) {
      Bucket.gather(Segments.address(state, buckets, number), found);
      number = number + 1 == buckets ? 0 : number + 1;
    }
  }

  /** Adds the entries of the last bucket. */
  void gatherLast(long state, AddressList found) {
    long buckets = TableLayout.buckets(state);
    Bucket.gather(Segments.address(state, buckets, buckets - 1), found);
  }

  /** Address of the last entry of the last bucket; 0: the bucket is empty. */
  long last(long state) {
    long buckets = TableLayout.buckets(state);
    long bucket = Segments.address(state, buckets, buckets - 1);
    long word = AddressSpace.getLong(bucket);
    while (word < 0) {
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
      word = AddressSpace.getLong(bucket);
    }
    int count = Bucket.count(word);
    return count == 0 ? 0 : Bucket.entry(bucket, count - 1);
  }

  /**
   * Takes the last entry of the last bucket out, to empty the index; no others than this, {@link
   * #last} and {@link #drop} are allowed after it.
   */
  void removeLast(long state) {
    long buckets = TableLayout.buckets(state);
    long previous = 0;
    long bucket = Segments.address(state, buckets, buckets - 1);
    long word = AddressSpace.getLong(bucket);
    while (word < 0) {
      previous = bucket;
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
      word = AddressSpace.getLong(bucket);
    }
    int rest = Bucket.count(word) - 1;
    AddressSpace.putLong(bucket, word & ~(0xFFL << (rest * 8)));
    if (rest == 0 && previous != 0) {
      AddressSpace.putLong(previous, AddressSpace.getLong(previous) & ~CHAINED);
      memory.free(bucket, Bucket.SIZE);
      TableLayout.addOverflow(state, -1);
    }
    TableLayout.size(state, TableLayout.size(state) - 1);
  }

  /** Drops the last bucket and the entries in it, which are the caller's. */
  void drop(long state) {
    long buckets = TableLayout.buckets(state);
    freeOverflow(state, Segments.address(state, buckets, buckets - 1));
    segments.dropLast(state);
  }

  /** Forgets all entries and gives the memory back; the entries themselves are the caller's. */
  void clear(long state) {
    ChangeGuard guard = structures.guard;
    if (guard != null) {
      GuardedIndex.move(guard, state, TableLayout.buckets(state));
    }
    while (TableLayout.buckets(state) > 0) {
      drop(state);
    }
    TableLayout.size(state, 0);
  }

  /**
   * Verifies the form of the buckets; for tests.
   *
   * @throws IllegalStateException a bucket is not as this class describes it
   */
  void audit(long state) {
    long buckets = TableLayout.buckets(state);
    long overflow = 0;
    long entries = 0;
    for (long i = 0; i < buckets; i++) {
      long bucket = Segments.address(state, buckets, i);
      long word = AddressSpace.getLong(bucket);
      entries += Bucket.chainLength(bucket);
      for (; word < 0; word = AddressSpace.getLong(bucket)) {
        int before = Bucket.count(word);
        bucket = AddressSpace.getLong(bucket + LAST_SLOT);
        overflow++;
        if (before != SLOTS - 1 || Bucket.count(AddressSpace.getLong(bucket)) < 2) {
          throw new IllegalStateException("index: chain not compact, bucket=" + i);
        }
      }
    }
    if (overflow != TableLayout.overflow(state) || entries != TableLayout.size(state)) {
      throw new IllegalStateException("index: overflow=" + overflow + " entries=" + entries);
    }
  }

  private void freeOverflow(long state, long bucket) {
    long word = AddressSpace.getLong(bucket);
    long next = AddressSpace.getLong(bucket + LAST_SLOT);
    while (word < 0) {
      long overflow = next;
      word = AddressSpace.getLong(overflow);
      next = AddressSpace.getLong(overflow + LAST_SLOT);
      structures.free(state, overflow, Bucket.SIZE);
      TableLayout.addOverflow(state, -1);
    }
  }

  /** Ones below the highest bit that the number of a bucket may have when the next is split. */
  private static long mask(long buckets) {
    return -1L >>> Long.numberOfLeadingZeros(buckets);
  }

  /** Address of the bucket to which a hash belongs; there must be buckets. */
  private static long bucket(long state, long buckets, long hashCode) {
    return Segments.address(state, buckets, number(buckets, hashCode));
  }

  /** Number of the bucket to which a hash belongs. */
  static long number(long buckets, long hashCode) {
    long mask = mask(buckets);
    long i = hashCode & mask;
    return i < buckets ? i : i & mask >>> 1;
  }

  /** Address of the slot that holds an address, or 0. */
  private long place(long state, long hashCode, long address) {
    long bucket = bucket(state, TableLayout.buckets(state), hashCode);
    long pattern = Bucket.tag(hashCode) * ONES;
    long wanted = Bucket.slot(hashCode, address);
    while (true) {
      long word = AddressSpace.getLong(bucket);
      for (long match = Bucket.matches(word, pattern); match != 0; match &= match - 1) {
        long place = bucket + 8 + Long.numberOfTrailingZeros(match);
        if (AddressSpace.getLong(place) == wanted) {
          return place;
        }
      }
      if (word >= 0) {
        return 0;
      }
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
    }
  }

  /** Splits the next bucket in turn; when there is no room for the new one, that waits. */
  private void split(long state) {
    long added = TableLayout.buckets(state);
    long low = mask(added) >>> 1;
    long from = added - low - 1;
    ChangeGuard guard = structures.guard;
    if (guard != null) {
      GuardedIndex.rewrite(guard, state, from);
    }
    try {
      segments.addLast(state);
    } catch (OutOfStoreMemoryException e) {
      return; // the chains grow longer, nothing else
    }
    long old = Segments.address(state, added + 1, from);
    int count = rewriter.take(old, 0);
    int stay = rewriter.partition(count, Long.numberOfTrailingZeros(low + 1));
    rewriter.fill(old, 0, stay);
    rewriter.fill(Segments.address(state, added + 1, added), stay, count);
    TableLayout.addOverflow(state, -rewriter.freeSpares(state));
  }

  /** Undoes the last split. */
  private void merge(long state) {
    long buckets = TableLayout.buckets(state);
    if (buckets == 1) {
      return;
    }
    long number = buckets - 1;
    long from = Segments.address(state, buckets, number);
    long to = Segments.address(state, buckets, number & mask(number) >>> 1);
    int needed = Bucket.overflowFor(Bucket.chainLength(from) + Bucket.chainLength(to));
    try {
      TableLayout.addOverflow(state, rewriter.provide(needed));
    } catch (OutOfStoreMemoryException e) {
      return; // the index stays wider than it need be, nothing else
    }
    ChangeGuard guard = structures.guard;
    if (guard != null) {
      GuardedIndex.rewrite(guard, state, number & mask(number) >>> 1);
      GuardedIndex.rewrite(guard, state, number);
    }
    int count = rewriter.take(to, 0);
    count = rewriter.take(from, count);
    rewriter.fill(to, 0, count);
    TableLayout.addOverflow(state, -rewriter.freeSpares(state));
    segments.dropLast(state);
  }
}
