package dev.muninn.server.structure;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.OutOfStoreMemoryException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Keys and their values: those of a database, or the elements of a hash or set. One thread; no
 * operation takes longer because the table grows or shrinks.
 *
 * <p>Slices given as arguments may view any memory, that of an entry of this table included; they
 * are read before anything they view is freed. A cursor stays valid until its entry is deleted or
 * the table changes by way of another cursor.
 */
public interface EntryTable extends AutoCloseable {
  /** A cursor for this table and every other of its kind; it points at no entry yet. */
  Entry newEntry();

  /**
   * Points {@code out} at the entry of a key, or at none. In the latter case the cursor can be
   * given to {@link #insert}.
   *
   * @return whether the key exists
   */
  boolean find(Slice key, Entry out);

  /** Whether a key exists. */
  boolean contains(Slice key);

  /**
   * Inserts a key that was looked up and is not there, without another look-up. Its value is kept
   * as its bytes, whatever its type.
   *
   * @param missing the cursor of that look-up, or of the entry that was deleted; at the new entry
   *     afterwards
   * @param key the key that was looked up
   * @param encoding not {@link Entry#INT} or {@link Entry#HASHTABLE}
   * @param expireAt Unix time in milliseconds, or {@link Entry#NO_EXPIRE}
   * @throws OutOfStoreMemoryException no room; the table is as it was
   * @throws IllegalStateException the cursor is not one of a vain look-up
   */
  void insert(Entry missing, Slice key, int type, int encoding, Slice value, long expireAt);

  /** As {@link #insert}, the value being a string that is an integer, encoded as one. */
  void insertLong(Entry missing, Slice key, long value, long expireAt);

  /**
   * As {@link #insert}, the value being a table, which is the entry's from now on.
   *
   * @param value a table of its own, which is then a view of the value
   */
  void insertTable(Entry missing, Slice key, int type, EntryTable value, long expireAt);

  /** As {@link #insert}, the value being a string, in the encoding that suits its length. */
  default void insertString(Entry missing, Slice key, Slice value, long expireAt) {
    insert(missing, key, Entry.STRING, EntryLayout.encodingOf(value.length()), value, expireAt);
  }

  /**
   * What changes the entry under a cursor of this table; the only way to change one.
   *
   * @throws IllegalStateException the cursor is at no entry of this table, or the table was opened
   *     to be read
   */
  EntryEditor edit(Entry entry);

  /**
   * Sets the 24 bits that the entry under a cursor of this table keeps for eviction; higher bits
   * are ignored. A snapshot takes them as it finds them: no guard is told.
   */
  void lru(Entry entry, int lru);

  /**
   * Inserts a string or overwrites the value of a key, which then is a string whatever it was. An
   * expire time is kept.
   *
   * @throws OutOfStoreMemoryException no room; the table is as it was
   */
  default void setString(Slice key, Slice value, Entry out) {
    if (find(key, out)) {
      edit(out).setString(value);
    } else {
      insertString(out, key, value, Entry.NO_EXPIRE);
    }
  }

  /**
   * Inserts a string or overwrites the value of a key, and sets its expire time.
   *
   * @param expireAt Unix time in milliseconds, or {@link Entry#NO_EXPIRE}
   * @throws OutOfStoreMemoryException no room; the table is as it was
   */
  default void setString(Slice key, Slice value, long expireAt, Entry out) {
    if (find(key, out)) {
      edit(out).setString(value, expireAt);
    } else {
      insertString(out, key, value, expireAt);
    }
  }

  /** As {@link #setString(Slice, Slice, Entry)}, the value being an integer, encoded as one. */
  default void setLong(Slice key, long value, Entry out) {
    if (find(key, out)) {
      edit(out).setLong(value);
    } else {
      insertLong(out, key, value, Entry.NO_EXPIRE);
    }
  }

  /** As {@link #setString(Slice, Slice, long, Entry)}, the value being an integer. */
  default void setLong(Slice key, long value, long expireAt, Entry out) {
    if (find(key, out)) {
      edit(out).setLong(value, expireAt);
    } else {
      insertLong(out, key, value, expireAt);
    }
  }

  /**
   * Deletes a key and its value.
   *
   * @return whether the key existed
   */
  boolean delete(Slice key);

  /**
   * Deletes the entry under a cursor of this table and all that it owns; the cursor then points at
   * none and can be given to {@link #insert} with the same key.
   */
  void delete(Entry entry);

  /**
   * As {@link #delete(Entry)}, but the memory of a large value is freed later.
   *
   * @param later takes the memory over
   */
  void unlink(Entry entry, LazyFree later);

  /** Number of keys. */
  long size();

  /** Number of keys that have an expire time. */
  long expires();

  /** Number of keys whose value has elements that expire. */
  long elementExpires();

  /**
   * One step of an iteration in reverse-binary order. A key present from the first step to the last
   * is given at least once, however the table grows or shrinks in between; it may be given more
   * than once. The consumer may change or delete the entry it is given and no other.
   *
   * @param cursor 0 to begin, then what the last step returned
   * @return the next cursor, 0 at the end
   */
  long scan(long cursor, Consumer<? super Entry> consumer);

  /** As {@link #scan}, over the keys that have an expire time. */
  long scanExpires(long cursor, Consumer<? super Entry> consumer);

  /** As {@link #scan}, over the keys whose value has elements that expire. */
  long scanElementExpires(long cursor, Consumer<? super Entry> consumer);

  /**
   * Points {@code out} at a key drawn uniformly.
   *
   * @return false when the table is empty
   */
  boolean random(RandomGenerator random, Entry out);

  /** As {@link #random}, of the keys that have an expire time. */
  boolean randomExpire(RandomGenerator random, Entry out);

  /**
   * Gives some entries that lie near a random place, for eviction and the like: cheaper than {@link
   * #random} for each, but neighbours come together. The consumer may change or delete the entry it
   * is given and no other.
   *
   * @return how many were given; fewer than wanted when there are not so many, or few nearby
   */
  int sample(int wanted, RandomGenerator random, Consumer<? super Entry> consumer);

  /** As {@link #sample}, of the keys that have an expire time. */
  int sampleExpires(int wanted, RandomGenerator random, Consumer<? super Entry> consumer);

  /**
   * Touches the part of the index where a key would be, so that it is in the processor's cache when
   * the key is looked up: first for every key of a batch, then {@link #touchEntry} for every key.
   *
   * @return the key's hash, to be given to {@link #touchEntry}
   */
  long touchBucket(Slice key);

  /**
   * Touches the entry of a key, if there is one.
   *
   * @param hash what {@link #touchBucket} returned for this key
   * @return a number without meaning; the caller adds it up and keeps it, so that the loads are not
   *     optimised away
   */
  long touchEntry(long hash);

  /** Bytes of the entries, as the allocator rounds; what values own besides is not counted. */
  long dataBytes();

  /** Bytes of the indexes and the table's state, as the allocator rounds. */
  long indexBytes();

  /** The part of {@link #indexBytes} that the indexes of what expires take. */
  long expireIndexBytes();

  /** Buckets of the index of keys, those of the index of entries that expire when asked for. */
  long buckets(boolean expiring);

  /** Deletes every key at once. */
  void clear();

  /**
   * Deletes some keys, to empty a detached table step by step; nothing else may be done with a
   * table once this has begun.
   *
   * @param maxEntries number of entries to free in this step, more or less; none while it {@link
   *     #isHeld}
   * @return whether the table is empty and has given all its memory back
   */
  boolean release(int maxEntries);

  /** Whether a snapshot still has to read the table, so that it cannot be released yet. */
  default boolean isHeld() {
    return false;
  }

  /**
   * Deletes every key and gives all memory back; the table may be used again. A view of a table
   * that is an entry's value only ceases to be one.
   */
  @Override
  void close();
}
