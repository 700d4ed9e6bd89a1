package dev.muninn.server.memory;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Linear hashing from a hash to addresses of entries. One bucket is split, or one pair merged, at a
 * time, so no operation pays for the growth of the whole.
 *
 * <p>A bucket is 64 bytes: one word of 7 tags (bits 0-55, one byte each, 0 where the slot is free)
 * and a chain flag (bit 63), then 7 slots of 8 bytes. A slot is {@code address >>> 3} (bits 0-36)
 * and the low 27 bits of the hash above it, so that a split need not read the entries. Used slots
 * come first. When the chain flag is set the seventh slot is the address of an overflow bucket; all
 * buckets of a chain but the last are full, and an overflow bucket holds at least two entries.
 *
 * <p>Buckets lie in segments of {@link #SEGMENT}; the first begins with one bucket and doubles.
 */
final class HashIndex {
  private static final int BUCKET = 64;
  private static final int SLOTS = 7;
  private static final int SEGMENT_BITS = 10;

  /** Buckets in a segment. */
  private static final int SEGMENT = 1 << SEGMENT_BITS;

  private static final long CHAINED = 1L << 63;
  private static final long TAGS = (1L << 56) - 1;
  private static final long ONES = 0x0001_0101_0101_0101L;
  private static final long LOW_7 = 0x7F7F_7F7F_7F7F_7F7FL;
  private static final int ADDRESS_BITS = 37;
  private static final long ADDRESS = (1L << ADDRESS_BITS) - 1;
  private static final int HASH_BITS = 64 - ADDRESS_BITS;
  private static final long HASH = (1L << HASH_BITS) - 1;
  private static final int LAST_SLOT = 8 + 8 * (SLOTS - 1);

  /** Tries to find a random entry before the buckets are walked. */
  private static final int RANDOM_TRIES = 128;

  /** Bound of the positions in a bucket's chain that are drawn evenly. */
  private static final int RANDOM_POSITIONS = 16;

  private final Memory memory;
  private final KeyHash hash;
  private long[] segments = new long[1];
  private int firstSegmentBuckets;
  private long buckets;
  private long mask;
  private long overflowBuckets;
  private long size;

  /** Contents of a chain while it is rewritten. */
  private long[] slots = new long[64];

  private byte[] tags = new byte[64];

  /** Overflow buckets to be used next, while a chain is rewritten. */
  private long[] spare = new long[16];

  private int spares;

  HashIndex(Memory memory, KeyHash hash) {
    this.memory = memory;
    this.hash = hash;
  }

  long size() {
    return size;
  }

  /** Bytes taken from the allocator. */
  long bytes() {
    long full = buckets > SEGMENT ? (buckets + SEGMENT - 1) / SEGMENT - 1 : 0;
    return ((long) firstSegmentBuckets + full * SEGMENT + overflowBuckets) * BUCKET;
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
    long pattern = tag(hashCode) * ONES;
    long low = hashCode & HASH;
    while (true) {
      long word = AddressSpace.getLong(bucket);
      for (long match = matches(word, pattern); match != 0; match &= match - 1) {
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
    long match = matches(AddressSpace.getLong(bucket), tag(hashCode) * ONES);
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
      segments[0] = memory.allocate(BUCKET);
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
    int count = count(word);
    if (count == SLOTS) {
      long overflow = memory.allocate(BUCKET);
      overflowBuckets++;
      AddressSpace.putLong(overflow + 8, AddressSpace.getLong(bucket + LAST_SLOT));
      AddressSpace.putLong(bucket, (word & ~(0xFFL << 48)) | CHAINED);
      AddressSpace.putLong(bucket + LAST_SLOT, overflow);
      bucket = overflow;
      word = word >>> 48 & 0xFF;
      count = 1;
    }
    AddressSpace.putLong(bucket, word | tag(hashCode) << (count * 8));
    AddressSpace.putLong(bucket + 8 + count * 8L, slot(hashCode, address));
    size++;
    if (size * 2 > buckets * 9) {
      split();
    }
  }

  /** Puts another address in the place of one that is there. */
  void replace(long hashCode, long old, long address) {
    AddressSpace.putLong(place(hashCode, old), slot(hashCode, address));
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
    long bucket = hole & -BUCKET;
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
    int last = count(word) - 1;
    long tag = (word >>> (last * 8)) & 0xFF;
    long holder = hole & -BUCKET;
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
      memory.free(bucket, BUCKET);
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
    gather(cell, found);
    if ((cell | (low + 1)) < buckets) {
      gather(cell | (low + 1), found);
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
        int length = chainLength(bucket);
        if (length > RANDOM_POSITIONS) {
          return chainGet(bucket, random.nextInt(length));
        }
        if (position < length) {
          return chainGet(bucket, position);
        }
      } else if (position < SLOTS && position < count(AddressSpace.getLong(bucket))) {
        return entry(bucket, position);
      }
    }
    for (long b = random.nextLong(buckets); ; b = b + 1 == buckets ? 0 : b + 1) {
      int length = chainLength(address(b));
      if (length > 0) {
        return chainGet(address(b), random.nextInt(length));
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
    gather(buckets - 1, found);
    size -= chainLength(bucket);
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
      entries += chainLength(bucket);
      for (; word < 0; word = AddressSpace.getLong(bucket)) {
        int before = count(word);
        bucket = AddressSpace.getLong(bucket + LAST_SLOT);
        overflow++;
        if (before != SLOTS - 1 || count(AddressSpace.getLong(bucket)) < 2) {
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
      memory.free(overflow, BUCKET);
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
    return segments[(int) (index >>> SEGMENT_BITS)] + (index & SEGMENT - 1) * BUCKET;
  }

  /** Address of the slot that holds an address, or 0. */
  private long place(long hashCode, long address) {
    long bucket = bucket(hashCode);
    long pattern = tag(hashCode) * ONES;
    long wanted = slot(hashCode, address);
    while (true) {
      long word = AddressSpace.getLong(bucket);
      for (long match = matches(word, pattern); match != 0; match &= match - 1) {
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

  private void gather(long index, AddressList found) {
    long bucket = address(index);
    while (true) {
      long word = AddressSpace.getLong(bucket);
      int count = count(word);
      for (int i = 0; i < count; i++) {
        found.add(entry(bucket, i));
      }
      if (word >= 0) {
        return;
      }
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
    }
  }

  private static int chainLength(long bucket) {
    int length = 0;
    while (true) {
      long word = AddressSpace.getLong(bucket);
      length += count(word);
      if (word >= 0) {
        return length;
      }
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
    }
  }

  private static long chainGet(long bucket, int position) {
    while (AddressSpace.getLong(bucket) < 0 && position >= SLOTS - 1) {
      position -= SLOTS - 1;
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
    }
    return entry(bucket, position);
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
    int count = take(from, 0);
    int bit = Long.numberOfTrailingZeros(low + 1);
    int stay = 0;
    int move = count;
    // Those that stay come to lie before those that move.
    while (stay < move) {
      if (bitOf(slots[stay], bit) == 0) {
        stay++;
      } else {
        move--;
        long slot = slots[stay];
        byte tag = tags[stay];
        slots[stay] = slots[move];
        tags[stay] = tags[move];
        slots[move] = slot;
        tags[move] = tag;
      }
    }
    fill(from, 0, stay);
    fill(buckets - 1, stay, count);
    freeSpares();
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
    int needed = overflowFor(chainLength(address(from)) + chainLength(address(from & low)));
    try {
      while (spares < needed) {
        addSpare(memory.allocate(BUCKET));
        overflowBuckets++;
      }
    } catch (OutOfStoreMemoryException e) {
      freeSpares(); // the index stays wider than it need be, nothing else
      if (buckets == mask + 1) {
        mask = mask << 1 | 1;
      }
      return;
    }
    int count = take(from & low, 0);
    count = take(from, count);
    fill(from & low, 0, count);
    freeSpares();
    dropLast();
  }

  private static int overflowFor(int count) {
    return count <= SLOTS ? 0 : (count - 2) / (SLOTS - 1);
  }

  private long bitOf(long slot, int bit) {
    if (bit < HASH_BITS) {
      return (slot >>> (ADDRESS_BITS + bit)) & 1;
    }
    long address = (slot & ADDRESS) << 3;
    long header = AddressSpace.getLong(address);
    return hash.of(address + EntryLayout.keyOffset(header), EntryLayout.keyLength(address, header))
            >>> bit
        & 1;
  }

  /** Copies a chain to {@link #slots} and {@link #tags} and makes its overflow buckets spares. */
  private int take(long index, int to) {
    long bucket = address(index);
    long first = bucket;
    while (true) {
      long word = AddressSpace.getLong(bucket);
      int count = count(word);
      if (to + count > slots.length) {
        slots = Arrays.copyOf(slots, slots.length * 2);
        tags = Arrays.copyOf(tags, slots.length);
      }
      for (int i = 0; i < count; i++) {
        slots[to] = AddressSpace.getLong(bucket + 8 + i * 8L);
        tags[to++] = (byte) (word >>> (i * 8));
      }
      long next = AddressSpace.getLong(bucket + LAST_SLOT);
      if (bucket != first) {
        addSpare(bucket);
      }
      if (word >= 0) {
        return to;
      }
      bucket = next;
    }
  }

  /** Writes a chain from {@link #slots} and {@link #tags}, taking overflow buckets from spares. */
  private void fill(long index, int from, int to) {
    long bucket = address(index);
    while (true) {
      int count = to - from <= SLOTS ? to - from : SLOTS - 1;
      long word = 0;
      for (int i = 0; i < count; i++) {
        word |= (tags[from] & 0xFFL) << (i * 8);
        AddressSpace.putLong(bucket + 8 + i * 8L, slots[from++]);
      }
      if (from == to) {
        AddressSpace.putLong(bucket, word);
        return;
      }
      long next = spare[--spares];
      AddressSpace.putLong(bucket, word | CHAINED);
      AddressSpace.putLong(bucket + LAST_SLOT, next);
      bucket = next;
    }
  }

  private void addSpare(long bucket) {
    if (spares == spare.length) {
      spare = Arrays.copyOf(spare, spares * 2);
    }
    spare[spares++] = bucket;
  }

  private void freeSpares() {
    while (spares > 0) {
      memory.free(spare[--spares], BUCKET);
      overflowBuckets--;
    }
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
      segments[segment] = memory.allocate((long) SEGMENT * BUCKET);
    }
    AddressSpace.putLong(address(buckets), 0);
    buckets++;
  }

  private void dropLast() {
    buckets--;
    int segment = (int) (buckets >>> SEGMENT_BITS);
    if (segment > 0) {
      if ((buckets & SEGMENT - 1) == 0) {
        memory.free(segments[segment], (long) SEGMENT * BUCKET);
        segments[segment] = 0;
      }
    } else if (buckets == 0) {
      memory.free(segments[0], (long) firstSegmentBuckets * BUCKET);
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
    long moved = memory.allocate((long) wanted * BUCKET);
    AddressSpace.copy(segments[0], moved, buckets * BUCKET);
    memory.free(segments[0], (long) firstSegmentBuckets * BUCKET);
    segments[0] = moved;
    firstSegmentBuckets = wanted;
  }

  private static long entry(long bucket, int position) {
    return (AddressSpace.getLong(bucket + 8 + position * 8L) & ADDRESS) << 3;
  }

  /** Bit 0 of every byte 0-6 of {@code word} that equals that byte of {@code pattern}; exact. */
  static long matches(long word, long pattern) {
    long x = word ^ pattern;
    return (~(((x & LOW_7) + LOW_7) | x) >>> 7) & ONES;
  }

  /** Number of used slots; a chain pointer is none. */
  private static int count(long word) {
    return (71 - Long.numberOfLeadingZeros(word & TAGS)) >>> 3;
  }

  private static long tag(long hashCode) {
    long tag = hashCode >>> 56;
    return tag == 0 ? 1 : tag;
  }

  private static long slot(long hashCode, long address) {
    return (hashCode << ADDRESS_BITS) | (address >>> 3);
  }
}
