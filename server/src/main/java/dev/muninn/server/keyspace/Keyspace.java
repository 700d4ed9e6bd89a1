package dev.muninn.server.keyspace;

import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.store.Memory;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.structure.LazyFree;
import dev.muninn.server.structure.OffHeapEntryTable;

/** The databases of one server. Main thread only. */
public final class Keyspace implements AutoCloseable {
  final Memory memory;
  final CachedClock clock;
  final KeyspaceStats stats;
  final AccessClock access;
  final Entry scratch;
  final KeyWatch watch = new KeyWatch();
  private final LazyFree lazyFree;
  private final Database[] databases;
  private ExpiryObserver observer = ExpiryObserver.NONE;
  private boolean expiryPaused;
  private boolean touching = true;
  private boolean expiringLazily = true;

  /** {@code count} empty databases. */
  public Keyspace(Memory memory, int count, CachedClock clock, KeyspaceStats stats) {
    this.memory = memory;
    this.clock = clock;
    this.stats = stats;
    this.access = new AccessClock(clock);
    lazyFree = new LazyFree(memory);
    databases = new Database[count];
    for (int i = 0; i < count; i++) {
      databases[i] = new Database(this, i, new OffHeapEntryTable(memory));
    }
    scratch = databases[0].table.newEntry();
  }

  /** Number of databases. */
  public int count() {
    return databases.length;
  }

  /** Database {@code index}, between 0 and {@link #count}. */
  public Database database(int index) {
    return databases[index];
  }

  /** What keeps and reads the access bits of entries. */
  public AccessClock access() {
    return access;
  }

  /** Counters. */
  public KeyspaceStats stats() {
    return stats;
  }

  /** Where the store's bytes are. */
  public Memory memory() {
    return memory;
  }

  /** A cursor for entries of any of the databases. */
  public Entry newEntry() {
    return databases[0].table.newEntry();
  }

  /** Sets who is told of expiry. */
  public void observe(ExpiryObserver expiryObserver) {
    observer = expiryObserver;
  }

  ExpiryObserver observer() {
    return observer;
  }

  /** While paused no key is deleted for its time to live; it still does not exist for readers. */
  public void pauseExpiry(boolean paused) {
    expiryPaused = paused;
  }

  boolean expiryPaused() {
    return expiryPaused;
  }

  /** Whether the memory of a large value whose time is over is freed later, step by step. */
  public void expireLazily(boolean on) {
    expiringLazily = on;
  }

  /** Whether look-ups mark the access; off for clients in NO-TOUCH mode. */
  public void touching(boolean on) {
    touching = on;
  }

  /** Exchanges the content of two databases; the clients stay with the number they selected. */
  public void swap(int a, int b) {
    Database first = databases[a];
    Database second = databases[b];
    EntryTable table = first.table;
    first.table = second.table;
    second.table = table;
    long ttl = first.averageTtlMillis;
    first.averageTtlMillis = second.averageTtlMillis;
    second.averageTtlMillis = ttl;
    first.expireCursor = 0;
    second.expireCursor = 0;
    stats.dirty++;
  }

  /**
   * Empties a database.
   *
   * @param lazily whether the memory is freed step by step later on, by {@link #lazyFree}
   */
  public void flush(Database database, boolean lazily) {
    stats.dirty += database.size();
    EntryTable old = database.table;
    database.table = new OffHeapEntryTable(memory);
    database.averageTtlMillis = 0;
    database.expireCursor = 0;
    if (lazily) {
      lazyFree.add(old);
    } else {
      old.close();
    }
  }

  /** What is being freed step by step. */
  public LazyFree lazyFree() {
    return lazyFree;
  }

  /** Gives all memory back. */
  @Override
  public void close() {
    lazyFree.drain();
    for (Database database : databases) {
      database.table.close();
    }
  }

  boolean isOver(long expireAtMillis) {
    return clock.millis() > expireAtMillis;
  }

  void touch(Entry entry) {
    if (touching) {
      entry.lru(access.touched(entry.lru()));
    }
  }

  void deleteExpired(Database database, Entry entry) {
    if (expiryPaused) {
      return;
    }
    boolean watched = observer.enabled();
    long start = 0;
    if (watched) {
      observer.expireDelEntry();
      start = clock.advance();
    }
    if (expiringLazily) {
      database.table.unlink(entry, lazyFree);
    } else {
      database.table.delete(entry);
    }
    stats.expiredKeys++;
    stats.dirty++;
    if (watched) {
      observer.expireDel((clock.advance() - start) / 1000);
    }
  }
}
