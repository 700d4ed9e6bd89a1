package dev.muninn.server.structure;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.OutOfStoreMemoryException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The keys of one database and their values. One thread; no operation takes longer because the
 * table grows or shrinks.
 *
 * <p>Slices given as arguments may view any memory, that of an entry of this table included; they
 * are read before anything they view is freed. A cursor stays valid until its entry is deleted or
 * the table changes by way of another cursor.
 */
public interface EntryTable extends AutoCloseable {
  /** A cursor for this table and every other of its kind; it points at no entry yet. */
  Entry newEntry();

  /**
   * Points {@code out} at the entry of a key, or at none.
   *
   * @return whether the key exists
   */
  boolean find(Slice key, Entry out);

  /** Whether a key exists. */
  boolean contains(Slice key);

  /**
   * Inserts a string or overwrites the value of a key, which then is a string whatever it was. An
   * expire time is kept.
   *
   * @throws OutOfStoreMemoryException no room; the table is as it was
   */
  void setString(Slice key, Slice value, Entry out);

  /**
   * Inserts a string or overwrites the value of a key, and sets its expire time.
   *
   * @param expireAt Unix time in milliseconds, or {@link Entry#NO_EXPIRE}
   * @throws OutOfStoreMemoryException no room; the table is as it was
   */
  void setString(Slice key, Slice value, long expireAt, Entry out);

  /** As {@link #setString(Slice, Slice, Entry)}, the value being an integer, encoded as one. */
  void setLong(Slice key, long value, Entry out);

  /** As {@link #setString(Slice, Slice, long, Entry)}, the value being an integer. */
  void setLong(Slice key, long value, long expireAt, Entry out);

  /**
   * Deletes a key and its value.
   *
   * @return whether the key existed
   */
  boolean delete(Slice key);

  /** Deletes the entry under a cursor of this table; the cursor then points at none. */
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

  /**
   * Points {@code out} at a key drawn uniformly.
   *
   * @return false when the table is empty
   */
  boolean random(RandomGenerator random, Entry out);

  /** As {@link #random}, of the keys that have an expire time. */
  boolean randomExpire(RandomGenerator random, Entry out);

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

  /** Bytes of the entries, as the allocator rounds. */
  long dataBytes();

  /** Bytes of the index of keys and that of expire times, as the allocator rounds. */
  long indexBytes();

  /** Deletes every key at once. */
  void clear();

  /**
   * Deletes some keys, to empty a detached table step by step; nothing else may be done with a
   * table once this has begun.
   *
   * @param maxEntries number of entries to free in this step, more or less
   * @return whether the table is empty and has given all its memory back
   */
  boolean release(int maxEntries);

  /** Deletes every key and gives all memory back; the table may be used again. */
  @Override
  void close();
}
