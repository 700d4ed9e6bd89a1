package dev.muninn.server.structure;

import dev.muninn.server.store.AddressSpace;

/**
 * Layout of an entry in memory.
 *
 * <pre>
 *   8 B  header: bits 0-3 type, 4-7 encoding, 8-31 LRU/LFU, 32 has expire time, 33 wide,
 *        34 has elements that expire,
 *        narrow: 40-47 key length, 48-63 value length
 *        wide:   40-63 size of the block in pages of 4 KiB, 0 when it follows from the lengths
 *  [8 B  wide: 0-31 key length, 32-63 value length]
 *  [8 B  expire time, Unix time in milliseconds]
 *        key
 *        value; encoding INT: 8 bytes, HASHTABLE: address of the state of a table
 * </pre>
 *
 * <p>Narrow is every entry whose lengths fit: one load then tells all. Words are in the machine's
 * byte order.
 */
final class EntryLayout {
  static final long EXPIRES = 1L << 32;
  static final long WIDE = 1L << 33;

  /** Flag: some element of the value has an expire time of its own. */
  static final long ELEMENTS = 1L << 34;

  static final int MAX_NARROW_KEY = 0xFF;
  static final int MAX_NARROW_VALUE = 0xFFFF;

  /** Bytes of the unit in which a wide header tells the size of its block. */
  static final int PAGE = 4096;

  private static final long KEPT = 0xFFFF_FFFFL | ELEMENTS;

  private EntryLayout() {}

  static int type(long header) {
    return (int) header & 0xF;
  }

  static int encoding(long header) {
    return (int) header >>> 4 & 0xF;
  }

  static int lru(long header) {
    return (int) header >>> 8;
  }

  static long withLru(long header, int lru) {
    return (header & ~0xFFFF_FF00L) | (lru & 0xFF_FFFFL) << 8;
  }

  static boolean wide(long header) {
    return (header & WIDE) != 0;
  }

  static boolean expires(long header) {
    return (header & EXPIRES) != 0;
  }

  /** Whether elements of the value expire. */
  static boolean elementsExpire(long header) {
    return (header & ELEMENTS) != 0;
  }

  /** Whether lengths ask for the wide form. */
  static boolean needsWide(int keyLength, int valueLength) {
    return keyLength > MAX_NARROW_KEY || valueLength > MAX_NARROW_VALUE;
  }

  /** Offset of the key from the start of the entry. */
  static int keyOffset(long header) {
    int flags = (int) (header >>> 32);
    return 8 + ((flags & 1) + (flags >>> 1 & 1)) * 8;
  }

  static int keyLength(long address, long header) {
    return wide(header)
        ? (int) AddressSpace.getLong(address + 8)
        : (int) (header >>> 40) & MAX_NARROW_KEY;
  }

  static int valueLength(long address, long header) {
    return wide(header) ? (int) (AddressSpace.getLong(address + 8) >>> 32) : (int) (header >>> 48);
  }

  /** Address of the value. */
  static long valueAddress(long address, long header) {
    return address + keyOffset(header) + keyLength(address, header);
  }

  /** Address of the expire time, which must be there. */
  static long expireAddress(long address, long header) {
    return address + (wide(header) ? 16 : 8);
  }

  /** Bytes of an entry of these properties. */
  static long size(boolean expires, int keyLength, int valueLength) {
    return 8L
        + (expires ? 8 : 0)
        + (needsWide(keyLength, valueLength) ? 8 : 0)
        + keyLength
        + valueLength;
  }

  /** Pages of the block as the header tells them, or 0 when they follow from the lengths. */
  static long pages(long header) {
    return wide(header) ? header >>> 40 : 0;
  }

  /** Bytes of the block in which the entry lies, as they were asked for. */
  static long blockSize(long address, long header) {
    long pages = pages(header);
    if (pages != 0) {
      return pages * PAGE;
    }
    return keyOffset(header) + (long) keyLength(address, header) + valueLength(address, header);
  }

  /**
   * Writes what precedes the key, but for the expire time.
   *
   * @param kind header whose type, encoding, LRU bits and flag of elements are taken over
   * @param pages size of the block in pages when the entry is wide, 0 when it follows from lengths
   * @return the header written
   */
  static long writeHeader(
      long address, long kind, boolean expires, int keyLength, int valueLength, long pages) {
    long header = kind & KEPT;
    if (expires) {
      header |= EXPIRES;
    }
    if (needsWide(keyLength, valueLength)) {
      header |= WIDE | pages << 40;
      AddressSpace.putLong(address + 8, keyLength | (long) valueLength << 32);
    } else {
      header |= (long) keyLength << 40 | (long) valueLength << 48;
    }
    AddressSpace.putLong(address, header);
    return header;
  }

  /** Encoding of bytes that are stored whole. */
  static int encodingOf(int length) {
    return length <= Entry.MAX_EMBSTR ? Entry.EMBSTR : Entry.RAW;
  }

  /** The header with other bits of type and encoding. */
  static long withKind(long header, long kind) {
    return (header & ~0xFFL) | kind;
  }

  /** Header bits of a type and encoding. */
  static long kind(int type, int encoding) {
    return type | encoding << 4;
  }

  /** Whether an entry's key is the given one. */
  static boolean keyEquals(long address, long key, int length) {
    long header = AddressSpace.getLong(address);
    return keyLength(address, header) == length
        && AddressSpace.equal(address + keyOffset(header), key, length);
  }
}
