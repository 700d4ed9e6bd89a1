package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.OutOfStoreMemoryException;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;

/**
 * One database: its table of entries, seen through expiry. A key whose time is over does not exist
 * for any caller; the first that looks for it deletes it (lazy expiry).
 */
public final class Database {
  private static final Slice EMPTY = new Slice();

  final Keyspace keyspace;
  final int index;
  EntryTable table;
  long averageTtlMillis;
  long expireCursor;

  Database(Keyspace keyspace, int index, EntryTable table) {
    this.keyspace = keyspace;
    this.index = index;
    this.table = table;
  }

  /** Number of this database. */
  public int index() {
    return index;
  }

  /** The entries, expired ones included. */
  public EntryTable table() {
    return table;
  }

  /** Keys, expired and not yet deleted ones included. */
  public long size() {
    return table.size();
  }

  /** Keys with a time to live. */
  public long expires() {
    return table.expires();
  }

  /** Running estimate of the time to live of keys that have one, milliseconds. */
  public long averageTtlMillis() {
    return averageTtlMillis;
  }

  /**
   * Finds a key for a command that reads it: counts a hit or a miss and marks the access.
   *
   * @return whether it exists; then {@code out} is at it
   */
  public boolean lookupRead(Slice key, Entry out) {
    if (find(key, out)) {
      keyspace.stats.hits++;
      keyspace.touch(out);
      keyspace.watch.read(this, out);
      return true;
    }
    keyspace.stats.misses++;
    return false;
  }

  /** Finds a key for a command that changes it: marks the access, counts nothing. */
  public boolean lookupWrite(Slice key, Entry out) {
    if (find(key, out)) {
      keyspace.touch(out);
      return true;
    }
    return false;
  }

  /**
   * Finds a key without a trace: no count, no access mark. Still deletes it when its time is over.
   */
  public boolean find(Slice key, Entry out) {
    if (!table.find(key, out)) {
      return false;
    }
    long expireAt = out.expireAt();
    if (expireAt >= 0 && keyspace.isOver(expireAt)) {
      keyspace.deleteExpired(this, out);
      return false;
    }
    return true;
  }

  /**
   * Stores a string in place of whatever the key held.
   *
   * @param expireAt milliseconds since the epoch, or {@link Entry#NO_EXPIRE}
   */
  public void setString(Slice key, Slice value, long expireAt, Entry out) {
    table.setString(key, value, expireAt, out);
    stored(out);
  }

  /** Stores an integer in its compact form; see {@link #setString}. */
  public void setLong(Slice key, long value, long expireAt, Entry out) {
    table.setLong(key, value, expireAt, out);
    stored(out);
  }

  /** Stores a string; a time to live that the key had stays. */
  public void setStringKeepExpire(Slice key, Slice value, Entry out) {
    table.setString(key, value, out);
    stored(out);
  }

  /** Stores an integer; a time to live that the key had stays. */
  public void setLongKeepExpire(Slice key, long value, Entry out) {
    table.setLong(key, value, out);
    stored(out);
  }

  /** Stores a string of zero bytes; without memory for it the key does not exist. */
  public void setZeros(Slice key, int length, Entry out) {
    table.setString(key, EMPTY, Entry.NO_EXPIRE, out);
    try {
      out.resize(length);
    } catch (OutOfStoreMemoryException e) {
      table.delete(out);
      throw e;
    }
    stored(out);
  }

  private void stored(Entry out) {
    out.lru(keyspace.access.initial());
    changed(out);
  }

  /** A command has changed the entry's value or time to live in place. */
  public void changed(Entry entry) {
    keyspace.stats.dirty++;
    keyspace.watch.written(this, entry);
  }

  /** Deletes a key and frees its value now. @return whether it existed */
  public boolean delete(Slice key) {
    return delete(key, false);
  }

  /**
   * Deletes a key.
   *
   * @param lazily whether the memory of a large value is freed later, step by step
   * @return whether it existed
   */
  public boolean delete(Slice key, boolean lazily) {
    Entry entry = keyspace.scratch;
    if (!find(key, entry)) {
      return false;
    }
    keyspace.watch.deleted(this, entry);
    if (lazily) {
      table.unlink(entry, keyspace.lazyFree());
    } else {
      table.delete(entry);
    }
    keyspace.stats.dirty++;
    return true;
  }

  /** Deletes a key whose value lives on under another one: one change with that. */
  public void deleteMoved(Slice key) {
    Entry entry = keyspace.scratch;
    if (table.find(key, entry)) {
      keyspace.watch.deleted(this, entry);
      table.delete(entry);
    }
  }
}
