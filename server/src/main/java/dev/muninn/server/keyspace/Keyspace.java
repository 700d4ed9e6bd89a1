package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.OutOfStoreMemoryException;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.structure.EntryTable;
import dev.muninn.server.structure.LazyFree;
import dev.muninn.server.structure.OffHeapEntryTable;
import dev.muninn.server.structure.Structures;
import dev.muninn.server.value.EncodingLimits;

/** The databases of one server. Main thread only. */
public final class Keyspace implements AutoCloseable {
  final Memory memory;
  final CachedClock clock;
  final KeyspaceStats stats;
  final AccessClock access;
  final KeyWatch watch;
  final Changes changes = new Changes();
  private final Slice keyOfRemoved = new Slice();
  private final Structures structures;
  private final EncodingLimits limits = new EncodingLimits();
  private final LazyFree lazyFree = new LazyFree();
  private final Database[] databases;
  private ExpiryObserver observer = ExpiryObserver.NONE;
  private boolean expiryPaused;
  private boolean touching = true;
  private boolean expiringLazily = true;
  private boolean evictingLazily = true;
  private boolean overwritingLazily = true;

  /** {@code count} empty databases. */
  public Keyspace(Memory memory, int count, CachedClock clock, KeyspaceStats stats) {
    this.memory = memory;
    this.clock = clock;
    this.stats = stats;
    this.access = new AccessClock(clock);
    structures = Structures.of(memory);
    watch = new KeyWatch(structures, clock);
    databases = new Database[count];
    for (int i = 0; i < count; i++) {
      databases[i] = new Database(this, i, new OffHeapEntryTable(structures));
    }
  }

  /** A command replies with what the key of a write holds: counts a hit or a miss. */
  public void counted(Write write) {
    if (write.exists()) {
      stats.hits++;
      watch.read(write.db(), write.entry());
    } else {
      stats.misses++;
      changes.tell(write.db(), write.key(), KeyEvent.MISS);
    }
  }

  /** The bus of what happens to keys. */
  public Changes changes() {
    return changes;
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

  /** Whether the memory of a large value that is evicted is freed later, step by step. */
  public void evictLazily(boolean on) {
    evictingLazily = on;
  }

  /** Whether the memory of a large value that a command replaces is freed later, step by step. */
  public void overwriteLazily(boolean on) {
    overwritingLazily = on;
  }

  /** Whether look-ups mark the access; off for clients in NO-TOUCH mode. */
  public void touching(boolean on) {
    touching = on;
  }

  /** Exchanges the content of two databases; the clients stay with the number they selected. */
  public void swap(int a, int b) {
    Database first = databases[a];
    Database second = databases[b];
    changes.swapped(first, second);
    EntryTable table = first.table;
    first.table = second.table;
    second.table = table;
    long ttl = first.averageTtlMillis;
    first.averageTtlMillis = second.averageTtlMillis;
    second.averageTtlMillis = ttl;
    first.expireCursor = 0;
    first.elementCursor = 0;
    second.elementCursor = 0;
    second.expireCursor = 0;
    stats.dirty++;
  }

  /**
   * Empties a database.
   *
   * @param lazily whether the memory is freed step by step later on, by {@link #lazyFree}
   */
  public void flush(Database database, boolean lazily) {
    changes.flushed(database);
    stats.dirty += database.size();
    EntryTable old = database.table;
    database.table = new OffHeapEntryTable(structures);
    database.averageTtlMillis = 0;
    database.expireCursor = 0;
    database.elementCursor = 0;
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

  void touch(Database database, Entry entry) {
    if (touching) {
      database.table.lru(entry, access.touched(entry.lru()));
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
    remove(database, entry.key(keyOfRemoved), entry, Reason.EXPIRED);
    stats.expiredKeys++;
    if (watched) {
      observer.expireDel((clock.advance() - start) / 1000);
    }
  }

  /** What the key of a write holds goes, since something else comes in its place. */
  void makeRoom(Write to) {
    if (to.entry().isPresent()) {
      free(to.db(), to.entry(), Reason.OVERWRITTEN);
    }
  }

  /** Gives the key of a write, which holds nothing, a copy of what another key holds. */
  void copy(Database from, Slice name, Write to) {
    makeRoom(to);
    Entry source = from.table.newEntry();
    if (!from.table.find(name, source)) {
      throw new IllegalStateException("copy: the source has gone");
    }
    if (source.encoding() == Entry.HASHTABLE) {
      EntryTable copied = structures.newTable();
      try {
        copyElements(source.table(structures.newTable()), copied);
        to.table().insertTable(to.entry(), to.key(), source.type(), copied, source.expireAt());
      } catch (OutOfStoreMemoryException e) {
        copied.close();
        throw e;
      }
      carryMarks(source, to);
    } else {
      copyInline(source, to);
    }
  }

  /** Gives the key of a write, which holds nothing, what the key of another write holds. */
  void give(Write from, Write to) {
    Entry source = from.entry();
    if (source.encoding() == Entry.HASHTABLE) {
      EntryTable moving = structures.newTable();
      EntryTable nothing = structures.newTable();
      to.table().insertTable(to.entry(), to.key(), source.type(), nothing, source.expireAt());
      // Inserting may have moved the source.
      if (!from.table().find(from.key(), source)) {
        throw new IllegalStateException("write take: the source has gone");
      }
      from.table().edit(source).detachTable(moving);
      to.table().edit(to.entry()).setTable(source.type(), moving);
      carryMarks(source, to);
    } else {
      copyInline(source, to);
    }
  }

  private static void copyInline(Entry source, Write to) {
    if (source.encoding() == Entry.INT) {
      to.table().insertLong(to.entry(), to.key(), source.longValue(), source.expireAt());
    } else {
      Slice value = source.value(new Slice());
      to.table()
          .insert(to.entry(), to.key(), source.type(), source.encoding(), value, source.expireAt());
    }
    to.table().lru(to.entry(), source.lru());
  }

  private static void carryMarks(Entry source, Write to) {
    to.table().lru(to.entry(), source.lru());
    if (source.elementsExpire()) {
      to.table().edit(to.entry()).elementsExpire(true);
    }
  }

  private static void copyElements(EntryTable from, EntryTable to) {
    Entry place = to.newEntry();
    Slice name = new Slice();
    Slice value = new Slice();
    long cursor = 0;
    do {
      cursor =
          from.scan(
              cursor,
              e -> {
                if (!to.find(e.key(name), place)) {
                  to.insert(place, name, e.type(), e.encoding(), e.value(value), e.expireAt());
                }
              });
    } while (cursor != 0);
  }

  /** The structures that values are made of. */
  public Structures structures() {
    return structures;
  }

  /** Up to what size values stay packed. */
  public EncodingLimits limits() {
    return limits;
  }

  /**
   * The one way in which a single key goes.
   *
   * @param key the key; may lie in the entry
   */
  void remove(Database database, Slice key, Entry entry, Reason reason) {
    KeyEvent event = reason.event();
    if (event != null) {
      watch.deleted(database, entry);
      if (changes.wants(event)) {
        removeAndTell(database, key, entry, reason, event);
        return;
      }
    }
    free(database, entry, reason);
  }

  /** Listeners are told when the key is gone, and its bytes may have gone with it. */
  private void removeAndTell(
      Database database, Slice key, Entry entry, Reason reason, KeyEvent event) {
    try (Buffer copy = new Buffer(memory, Math.max(1, key.length()))) {
      copy.put(key);
      free(database, entry, reason);
      changes.tell(database, copy.slice(0, copy.readable(), new Slice()), event);
    }
  }

  private void free(Database database, Entry entry, Reason reason) {
    boolean lazily =
        switch (reason) {
          case UNLINKED -> true;
          case EXPIRED -> expiringLazily;
          case EVICTED -> evictingLazily;
          case OVERWRITTEN -> overwritingLazily;
          case DELETED, EMPTIED, MOVED -> false;
        };
    if (lazily) {
      database.table.unlink(entry, lazyFree);
    } else {
      database.table.delete(entry);
    }
    stats.dirty += reason.changes();
  }
}
