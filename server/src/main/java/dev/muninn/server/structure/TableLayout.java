package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.getInt;
import static dev.muninn.server.store.AddressSpace.getLong;
import static dev.muninn.server.store.AddressSpace.putInt;
import static dev.muninn.server.store.AddressSpace.putLong;

import dev.muninn.server.store.AddressSpace;

/**
 * Layout of the state of an index and of a table in memory. A table without entries need not have
 * any.
 *
 * <pre>
 *   index
 *    0  entries
 *    8  buckets, overflow buckets not counted
 *   16  the only segment of buckets, or a directory of segments
 *   24  overflow buckets, int
 *   28  group of tables whose expiring entries are counted together, int
 *   32  buckets that the first segment has room for (bits 0-15), kind of the index (above), int
 *   36  segments that the directory has room for, int; 0: there is none
 *   table: the index of its keys, then
 *   40  bytes of its entries, as the allocator rounds
 *   48  index of the entries that expire, 0: none does
 *   56  index of the entries that have elements which expire, 0: none has
 * </pre>
 */
final class TableLayout {
  /** Bytes of an index's state. */
  static final int INDEX = 40;

  /** Bytes of a table's state. */
  static final int TABLE = 64;

  /** Place of the index of entries that expire. */
  static final int EXPIRES = 48;

  /** Place of the index of entries whose elements expire. */
  static final int ELEMENTS = 56;

  /** Kind of the index of keys of a table of its own. */
  static final int KEYS = 0;

  /** Kind of an index besides that of keys. */
  static final int SECONDARY = 1;

  /** Kind of the index of keys of a table that is a value. */
  static final int NESTED = 2;

  private static final int BUCKETS = 8;
  private static final int ROOT = 16;
  private static final int OVERFLOW = 24;
  private static final int GROUP = 28;
  private static final int FIRST = 32;
  private static final int DIRECTORY = 36;
  private static final int DATA_BYTES = 40;

  private TableLayout() {}

  /** Makes a new state empty. */
  static void init(long state, int size) {
    AddressSpace.fill(state, size, (byte) 0);
  }

  static long size(long state) {
    return getLong(state);
  }

  static void size(long state, long value) {
    putLong(state, value);
  }

  static long buckets(long state) {
    return getLong(state + BUCKETS);
  }

  static void buckets(long state, long value) {
    putLong(state + BUCKETS, value);
  }

  static long root(long state) {
    return getLong(state + ROOT);
  }

  static void root(long state, long value) {
    putLong(state + ROOT, value);
  }

  static long overflow(long state) {
    return getInt(state + OVERFLOW);
  }

  static void addOverflow(long state, int change) {
    putInt(state + OVERFLOW, getInt(state + OVERFLOW) + change);
  }

  /** Sets the state of an index besides that of keys. */
  static void secondary(long state, int which, long index) {
    putLong(state + which, index);
  }

  static int group(long state) {
    return getInt(state + GROUP);
  }

  static void group(long state, int group) {
    putInt(state + GROUP, group);
  }

  static int firstBuckets(long state) {
    return getInt(state + FIRST) & 0xFFFF;
  }

  static void firstBuckets(long state, int value) {
    putInt(state + FIRST, (getInt(state + FIRST) & ~0xFFFF) | value);
  }

  /** {@link #KEYS}, {@link #SECONDARY} or {@link #NESTED}. */
  static int kind(long state) {
    return getInt(state + FIRST) >>> 16;
  }

  static void kind(long state, int kind) {
    putInt(state + FIRST, firstBuckets(state) | kind << 16);
  }

  static int directory(long state) {
    return getInt(state + DIRECTORY);
  }

  static void directory(long state, int value) {
    putInt(state + DIRECTORY, value);
  }

  static long dataBytes(long state) {
    return getLong(state + DATA_BYTES);
  }

  static void addDataBytes(long state, long change) {
    putLong(state + DATA_BYTES, getLong(state + DATA_BYTES) + change);
  }
}
