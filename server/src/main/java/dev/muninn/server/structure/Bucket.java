package dev.muninn.server.structure;

import dev.muninn.server.store.AddressSpace;

/**
 * One bucket of {@link HashIndex}: 64 bytes at an address.
 *
 * <p>One word of 7 tags (bits 0-55, one byte each, 0 where the slot is free) and a chain flag (bit
 * 63), then 7 slots of 8 bytes. A slot is {@code address >>> 3} (bits 0-36) and the low 27 bits of
 * the hash above it, so that a split need not read the entries. Used slots come first. When the
 * chain flag is set the seventh slot is the address of an overflow bucket; all buckets of a chain
 * but the last are full, and an overflow bucket holds at least two entries.
 */
final class Bucket {
  /** Bytes. */
  static final int SIZE = 64;

  static final int SLOTS = 7;

  /** Flag of the first word: the last slot is the address of an overflow bucket. */
  static final long CHAINED = 1L << 63;

  static final long ONES = 0x0001_0101_0101_0101L;
  static final int ADDRESS_BITS = 37;
  static final long ADDRESS = (1L << ADDRESS_BITS) - 1;
  static final int HASH_BITS = 64 - ADDRESS_BITS;
  static final long HASH = (1L << HASH_BITS) - 1;

  /** Offset of the last slot. */
  static final int LAST_SLOT = 8 + 8 * (SLOTS - 1);

  private static final long TAGS = (1L << 56) - 1;
  private static final long LOW_7 = 0x7F7F_7F7F_7F7F_7F7FL;

  private Bucket() {}

  /** Address of the entry in a slot. */
  static long entry(long bucket, int position) {
    return (AddressSpace.getLong(bucket + 8 + position * 8L) & ADDRESS) << 3;
  }

  /** Bit 0 of every byte 0-6 of {@code word} that equals that byte of {@code pattern}; exact. */
  static long matches(long word, long pattern) {
    long x = word ^ pattern;
    return (~(((x & LOW_7) + LOW_7) | x) >>> 7) & ONES;
  }

  /** Number of used slots; a chain pointer is none. */
  static int count(long word) {
    return (71 - Long.numberOfLeadingZeros(word & TAGS)) >>> 3;
  }

  /** The byte of a hash that is looked at first. */
  static long tag(long hashCode) {
    long tag = hashCode >>> 56;
    return tag == 0 ? 1 : tag;
  }

  /** What a slot holds for an entry. */
  static long slot(long hashCode, long address) {
    return (hashCode << ADDRESS_BITS) | (address >>> 3);
  }

  /** Entries in the chain that begins with a bucket. */
  static int chainLength(long bucket) {
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

  /** Address of the entry at a position of a chain. */
  static long chainGet(long bucket, int position) {
    while (AddressSpace.getLong(bucket) < 0 && position >= SLOTS - 1) {
      position -= SLOTS - 1;
      bucket = AddressSpace.getLong(bucket + LAST_SLOT);
    }
    return entry(bucket, position);
  }

  /** Adds the entries of a chain. */
  static void gather(long bucket, AddressList found) {
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

  /** Overflow buckets that a chain of so many entries needs. */
  static int overflowFor(int count) {
    return count <= SLOTS ? 0 : (count - 2) / (SLOTS - 1);
  }
}
