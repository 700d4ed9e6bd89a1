package dev.muninn.server.structure;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Growable;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.OutOfStoreMemoryException;

/**
 * What changes an entry. {@link EntryTable#edit} alone gives it, for the entry under a cursor; it
 * is valid as long as the cursor stays there. A change may move the entry: slices and bytes that
 * view it are to be asked for anew, the cursor goes with it.
 *
 * <p>A value that owns memory of its own is freed when it is overwritten; who must not wait for
 * that unlinks the entry and inserts another one.
 */
public abstract class EntryEditor implements Growable {
  EntryEditor() {}

  /**
   * Points {@code out} at the value's bytes, to be changed in place.
   *
   * @throws IllegalStateException the encoding is {@link Entry#INT} or {@link Entry#HASHTABLE}
   */
  @Override
  public abstract Bytes bytes(Bytes out);

  /**
   * Points {@code out} at a part of the value's bytes; of a large value, better than all of them.
   *
   * @throws IndexOutOfBoundsException the part is not within the value
   */
  public abstract Bytes bytes(int from, int size, Bytes out);

  /**
   * Points {@code out} at the table that is the value, to be read and changed.
   *
   * @throws IllegalStateException the encoding is not {@link Entry#HASHTABLE}
   */
  public abstract EntryTable table(EntryTable out);

  /**
   * Overwrites the value by a string; the expire time is kept.
   *
   * @throws OutOfStoreMemoryException no room; the entry is as it was
   */
  public abstract void setString(Slice value);

  /** Overwrites value and expire time; see {@link #setString(Slice)}. */
  public abstract void setString(Slice value, long expireAt);

  /** Overwrites the value by an integer; see {@link #setString(Slice)}. */
  public abstract void setLong(long value);

  /** Overwrites value and expire time by an integer; see {@link #setString(Slice)}. */
  public abstract void setLong(long value, long expireAt);

  /**
   * Overwrites the value by one of any type that is kept as its bytes; the expire time stays.
   *
   * @param encoding not {@link Entry#INT} or {@link Entry#HASHTABLE}
   * @throws OutOfStoreMemoryException no room; the entry is as it was
   */
  public abstract void set(int type, int encoding, Slice value);

  /**
   * Overwrites the value by a table, which is the entry's from now on; the expire time stays.
   *
   * @param value a table of its own, which is then a view of the value
   * @throws OutOfStoreMemoryException no room; the entry is as it was
   */
  public abstract void setTable(int type, EntryTable value);

  /**
   * Takes the table that is the value away from the entry, which owns nothing then and is to be
   * deleted.
   *
   * @param to a table of its own without entries, which has all of them afterwards
   * @throws IllegalStateException the encoding is not {@link Entry#HASHTABLE}
   */
  public abstract void detachTable(EntryTable to);

  /**
   * Changes the length of a string; new bytes are zero. An integer is turned into its decimal form
   * first. Repeated growth of a large value is given room in advance.
   *
   * @param length bytes, not negative
   * @throws OutOfStoreMemoryException no room; the entry is as it was
   */
  public abstract void resize(int length);

  /**
   * Replaces a part of the value's bytes by as many undefined ones as wanted, and moves what
   * follows. Type and encoding stay, but a string is {@link Entry#RAW} then.
   *
   * @param at where the part begins
   * @param removed its bytes
   * @param inserted bytes that take its place
   * @throws OutOfStoreMemoryException no room; the entry is as it was
   */
  @Override
  public abstract void splice(int at, int removed, int inserted);

  /**
   * Sets the expire time.
   *
   * @param expireAt Unix time in milliseconds, or {@link Entry#NO_EXPIRE} to have none
   * @throws OutOfStoreMemoryException no room; the entry is as it was
   */
  public abstract void setExpireAt(long expireAt);

  /** Removes the expire time, if there is one. */
  public final void clearExpire() {
    setExpireAt(Entry.NO_EXPIRE);
  }

  /**
   * Notes whether elements of the value have expire times of their own, so that {@link
   * EntryTable#scanElementExpires} finds the entry.
   *
   * @throws OutOfStoreMemoryException no room; the entry is as it was
   */
  public abstract void elementsExpire(boolean expire);
}
