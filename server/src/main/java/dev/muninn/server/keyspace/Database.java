package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;

/**
 * One database: its table of entries, seen through expiry. A key whose time is over does not exist
 * for any caller; the first that looks for it deletes it (lazy expiry).
 */
public final class Database {
  final Keyspace keyspace;
  final int index;
  EntryTable table;
  long averageTtlMillis;
  long expireCursor;
  long elementCursor;

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
      keyspace.touch(this, out);
      keyspace.watch.read(this, out);
      return true;
    }
    keyspace.stats.misses++;
    keyspace.changes.tell(this, key, KeyEvent.MISS);
    return false;
  }

  /**
   * As {@link #lookupRead}, but leaves no mark of an access: for commands that tell about a key.
   *
   * @return whether it exists; then {@code out} is at it
   */
  public boolean lookupPeek(Slice key, Entry out) {
    if (find(key, out)) {
      keyspace.stats.hits++;
      keyspace.watch.read(this, out);
      return true;
    }
    keyspace.stats.misses++;
    keyspace.changes.tell(this, key, KeyEvent.MISS);
    return false;
  }

  /**
   * Finds a key without a trace: no count, no access mark. Still deletes it when its time is over.
   */
  public boolean find(Slice key, Entry out) {
    if (!table.find(key, out)) {
      return false;
    }
    return !expired(out);
  }

  /**
   * Whether an entry's time is over; then it is deleted, unless expiry is paused.
   *
   * @param at an entry of this database, at none afterwards when it was deleted
   */
  public boolean expired(Entry at) {
    long expireAt = at.expireAt();
    if (expireAt >= 0 && keyspace.isOver(expireAt)) {
      keyspace.deleteExpired(this, at);
      return true;
    }
    return false;
  }
}
