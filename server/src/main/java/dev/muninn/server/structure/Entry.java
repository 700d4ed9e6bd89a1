package dev.muninn.server.structure;

import dev.muninn.server.bytes.Slice;

/**
 * A cursor at one entry of an {@link EntryTable}: a key, its value and what is kept about them. It
 * reads; {@link EntryTable#edit} gives what changes. Reused from command to command; see {@link
 * EntryTable} for how long it is valid. Made by {@link EntryTable#newEntry}.
 */
public abstract class Entry {
  /** Type of a string. The numbers are those of Valkey's object types. */
  public static final int STRING = 0;

  /** Type of a list. */
  public static final int LIST = 1;

  /** Type of a set. */
  public static final int SET = 2;

  /** Type of a sorted set. */
  public static final int ZSET = 3;

  /** Type of a hash. */
  public static final int HASH = 4;

  /** Type of a stream. */
  public static final int STREAM = 6;

  /**
   * Encoding: the value is its bytes, and long or once changed in part. The numbers are those of
   * Valkey's object encodings.
   */
  public static final int RAW = 0;

  /** Encoding: the value is an 8-byte signed integer. */
  public static final int INT = 1;

  /** Encoding: the value is a table, whose elements are entries. */
  public static final int HASHTABLE = 2;

  /** Encoding: the value is its bytes, a sorted array of integers. */
  public static final int INTSET = 6;

  /** Encoding: the value is its bytes, a listpack. */
  public static final int LISTPACK = 11;

  /** Encoding: the value is its bytes, short and stored whole. Stored like {@link #RAW}. */
  public static final int EMBSTR = 8;

  /** Longest value of encoding {@link #EMBSTR}, in bytes. */
  public static final int MAX_EMBSTR = 44;

  /** Expire time of a key that has none. */
  public static final long NO_EXPIRE = -1;

  Entry() {}

  /** Whether the cursor points at an entry. All other methods want it to. */
  public abstract boolean isPresent();

  /** Points the cursor at no entry. */
  public abstract void clear();

  /** Type of the value. */
  public abstract int type();

  /** Encoding of the value. */
  public abstract int encoding();

  /** Points {@code out} at the key. */
  public abstract Slice key(Slice out);

  /**
   * Points {@code out} at the value's bytes.
   *
   * @throws IllegalStateException the encoding is {@link #INT} or {@link #HASHTABLE}
   */
  public abstract Slice value(Slice out);

  /**
   * Points {@code out} at the table that is the value, to be read; {@link EntryEditor#table} gives
   * one to be changed. Valid as long as the cursor stays at the entry.
   *
   * @param out a table without entries of its own
   * @throws IllegalStateException the encoding is not {@link #HASHTABLE}
   */
  public abstract EntryTable table(EntryTable out);

  /**
   * The value as an integer.
   *
   * @throws IllegalStateException the encoding is not {@link #INT}
   */
  public abstract long longValue();

  /**
   * Length of a string as a client sees it: bytes, or decimal digits and sign of an integer. Of
   * other types, the bytes that the entry itself holds.
   */
  public abstract int valueLength();

  /** Expire time as Unix time in milliseconds, or {@link #NO_EXPIRE}. */
  public abstract long expireAt();

  /** Whether elements of the value have expire times of their own. */
  public abstract boolean elementsExpire();

  /** The 24 bits kept for eviction: an LRU clock or an LFU counter. 0 in a new entry. */
  public abstract int lru();

  /**
   * Bytes that the entry and all that its value owns occupy, as the allocator rounds, and its share
   * of the index.
   */
  public abstract long memoryUsage();
}
