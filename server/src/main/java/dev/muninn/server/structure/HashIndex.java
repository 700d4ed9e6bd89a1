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
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Linear hashing from a hash to addresses of entries. One bucket is split, or one pair merged, at a
 * time, so no operation pays for the growth of the whole.
 *
 * <p>Buckets ({@link Bucket}) lie in segments of {@link #SEGMENT}; the first begins with one bucket
 * and doubles.
 */
final class HashIndex {
  private static final int SEGMENT_BITS = 10;

  /** Buckets in a segment. */
  private static final int SEGMENT = 1 << SEGMENT_BITS;

  /** Tries to find a random entry before the buckets are walked. */
  private static final int RANDOM_TRIES = 128;

  /** Bound of the positions in a bucket's chain that are drawn evenly. */
  private static final int RANDOM_POSITIONS = 16;

  private final Memory memory;
  private final ChainRewriter rewriter;
  private long[] segments = new long[1];
  private int firstSegmentBuckets;
  private long buckets;
  private long mask;
  private long overflowBuckets;
  private long size;

  HashIndex(Memory memory, KeyHash hash) {
    this.memory = memory;
    rewriter = new ChainRewriter(memory, hash);
  }

  long size() {
    return size;
  }

  /** Bytes taken from the allocator. */
  long bytes() {
    long full = buckets > SEGMENT ? (buckets + SEGMENT - 1) / SEGMENT - 1 : 0;
    return ((long) firstSegmentBuckets + full * SEGMENT + overflowBuckets) * Bucket.SIZE;
  }

  /** Number of buckets, overflow buckets not counted. */
  long buckets() {
    return buckets;
  }

  /** Address of the entry whose key is the given one, or 0. */
  long find(long hashCode, long key, int length) {
    if (size == 0) {
      return 0;
    }
    long bucket = bucket(hashCode);
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
  long touch(long hashCode) {
    return size == 0 ? 0 : AddressSpace.getLong(bucket(hashCode));
  }

  /** Loads the header of the first entry that may be meant by a hash. */
  long touchEntry(long hashCode) {
    if (size == 0) {
      return 0;
    }
    long bucket = bucket(hashCode);
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
  void insert(long hashCode, long address) {
    if (buckets == 0) {
      segments[0] = memory.allocate(Bucket.SIZE);
      firstSegmentBuckets = 1;
      AddressSpace.putLong(segments[0], 0);
      buckets = 1;
      mask = 1;
    }
    long bucket = bucket(hashCode);
    long word = AddressSpace.getLong(bucket);
    while (word < 0) {
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
      word = AddressSpace.getLong(bucket);
    }
    int count = Bucket.count(word);
    if (count == SLOTS) {
      long overflow = memory.allocate(Bucket.SIZE);
      overflowBuckets++;
      AddressSpace.putLong(overflow + 8, AddressSpace.getLong(bucket + LAST_SLOT));
      AddressSpace.putLong(bucket, (word & ~(0xFFL << 48)) | CHAINED);
      AddressSpace.putLong(bucket + LAST_SLOT, overflow);
      bucket = overflow;
      word = word >>> 48 & 0xFF;
      count = 1;
    }
    AddressSpace.putLong(bucket, word | Bucket.tag(hashCode) << (count * 8));
    AddressSpace.putLong(bucket + 8 + count * 8L, Bucket.slot(hashCode, address));
    size++;
    if (size * 2 > buckets * 9) {
      split();
    }
  }

  /** Puts another address in the place of one that is there. */
  void replace(long hashCode, long old, long address) {
    AddressSpace.putLong(place(hashCode, old), Bucket.slot(hashCode, address));
  }

  /** Whether an address is there. */
  boolean contains(long hashCode, long address) {
    return size != 0 && place(hashCode, address) != 0;
  }

  /** Removes an address that is there. */
  void remove(long hashCode, long address) {
    long hole = place(hashCode, address);
    if (hole == 0) {
      throw new IllegalStateException("index remove: address=" + address);
    }
    long previous = 0;
    long bucket = hole & -Bucket.SIZE;
    long word = AddressSpace.getLong(bucket);
    if (word < 0 || bucket != bucket(hashCode)) {
      bucket = bucket(hashCode);
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
      memory.free(bucket, Bucket.SIZE);
      overflowBuckets--;
    }
    size--;
    if (size == 0) {
      clear();
    } else if (size * 4 < buckets * 9) {
      merge();
    }
  }

  /**
   * One step of a scan in reverse-binary order.
   *
   * @param found receives the addresses
   * @return the next cursor, 0 at the end
   */
  long scan(long cursor, AddressList found) {
    if (size == 0) {
      return 0;
    }
    long low = mask >>> 1;
    long cell = cursor & low;
    Bucket.gather(address(cell), found);
    if ((cell | (low + 1)) < buckets) {
      Bucket.gather(address(cell | (low + 1)), found);
    }
    return Long.reverse(Long.reverse(cursor | ~low) + 1);
  }

  /** Address of an entry drawn evenly, or 0 when there is none. */
  long random(RandomGenerator random) {
    if (size == 0) {
      return 0;
    }
    for (int i = 0; i < RANDOM_TRIES; i++) {
      long bucket = address(random.nextLong(buckets));
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
      int length = Bucket.chainLength(address(b));
      if (length > 0) {
        return Bucket.chainGet(address(b), random.nextInt(length));
      }
    }
  }

  /**
   * Takes the entries of the last bucket out, to empty the index; other operations are not allowed
   * after it.
   *
   * @param found receives the addresses
   */
  void drainLast(AddressList found) {
    long bucket = address(buckets - 1);
    Bucket.gather(address(buckets - 1), found);
    size -= Bucket.chainLength(bucket);
    freeOverflow(bucket);
    dropLast();
  }

  /** Forgets all entries and gives the memory back; the entries themselves are the caller's. */
  void clear() {
    while (buckets > 0) {
      freeOverflow(address(buckets - 1));
      dropLast();
    }
    size = 0;
    mask = 0;
    segments = new long[1];
  }

  /**
   * Verifies the form of the buckets; for tests.
   *
   * @throws IllegalStateException a bucket is not as this class describes it
   */
  void audit() {
    long overflow = 0;
    long entries = 0;
    for (long i = 0; i < buckets; i++) {
      long bucket = address(i);
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
    if (overflow != overflowBuckets || entries != size) {
      throw new IllegalStateException("index: overflow=" + overflow + " entries=" + entries);
    }
  }

  private void freeOverflow(long bucket) {
    long word = AddressSpace.getLong(bucket);
    long next = AddressSpace.getLong(bucket + LAST_SLOT);
    while (word < 0) {
      long overflow = next;
      word = AddressSpace.getLong(overflow);
      next = AddressSpace.getLong(overflow + LAST_SLOT);
      memory.free(overflow, Bucket.SIZE);
      overflowBuckets--;
    }
  }

  private long bucket(long hashCode) {
    long i = hashCode & mask;
    if (i >= buckets) {
      i &= mask >>> 1;
    }
    return address(i);
  }

  private long address(long index) {
    return segments[(int) (index >>> SEGMENT_BITS)] + (index & SEGMENT - 1) * Bucket.SIZE;
  }

  /** Address of the slot that holds an address, or 0. */
  private long place(long hashCode, long address) {
    long bucket = bucket(hashCode);
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
  private void split() {
    long low = mask >>> 1;
    long from = buckets - low - 1;
    try {
      addLast();
    } catch (OutOfStoreMemoryException e) {
      return; // the chains grow longer, nothing else
    }
    int count = rewriter.take(address(from), 0);
    int stay = rewriter.partition(count, Long.numberOfTrailingZeros(low + 1));
    rewriter.fill(address(from), 0, stay);
    rewriter.fill(address(buckets - 1), stay, count);
    overflowBuckets -= rewriter.freeSpares();
    if (buckets == mask + 1) {
      mask = mask << 1 | 1;
    }
  }

  /** Undoes the last split. */
  private void merge() {
    if (buckets == 1) {
      return;
    }
    long low = mask >>> 1;
    if (buckets == low + 1) {
      mask = low;
      low >>>= 1;
    }
    long from = buckets - 1;
    int needed =
        Bucket.overflowFor(
            Bucket.chainLength(address(from)) + Bucket.chainLength(address(from & low)));
    try {
      overflowBuckets += rewriter.provide(needed);
    } catch (OutOfStoreMemoryException e) {
      // The index stays wider than it need be, nothing else.
      if (buckets == mask + 1) {
        mask = mask << 1 | 1;
      }
      return;
    }
    int count = rewriter.take(address(from & low), 0);
    count = rewriter.take(address(from), count);
    rewriter.fill(address(from & low), 0, count);
    overflowBuckets -= rewriter.freeSpares();
    dropLast();
  }

  private void addLast() {
    int segment = (int) (buckets >>> SEGMENT_BITS);
    if (segment == 0) {
      if (buckets == firstSegmentBuckets) {
        resizeFirst(firstSegmentBuckets * 2);
      }
    } else if ((buckets & SEGMENT - 1) == 0) {
      if (segment == segments.length) {
        segments = Arrays.copyOf(segments, segments.length * 2);
      }
      segments[segment] = memory.allocate((long) SEGMENT * Bucket.SIZE);
    }
    AddressSpace.putLong(address(buckets), 0);
    buckets++;
  }

  private void dropLast() {
    buckets--;
    int segment = (int) (buckets >>> SEGMENT_BITS);
    if (segment > 0) {
      if ((buckets & SEGMENT - 1) == 0) {
        memory.free(segments[segment], (long) SEGMENT * Bucket.SIZE);
        segments[segment] = 0;
      }
    } else if (buckets == 0) {
      memory.free(segments[0], (long) firstSegmentBuckets * Bucket.SIZE);
      segments[0] = 0;
      firstSegmentBuckets = 0;
    } else if (buckets * 4 <= firstSegmentBuckets) {
      try {
        resizeFirst(firstSegmentBuckets / 2);
      } catch (OutOfStoreMemoryException e) {
        return; // stays as large as it is
      }
    }
  }

  private void resizeFirst(int wanted) {
    long moved = memory.allocate((long) wanted * Bucket.SIZE);
    AddressSpace.copy(segments[0], moved, buckets * Bucket.SIZE);
    memory.free(segments[0], (long) firstSegmentBuckets * Bucket.SIZE);
    segments[0] = moved;
    firstSegmentBuckets = wanted;
  }
}
