package dev.muninn.server.structure;

import static dev.muninn.server.store.AddressSpace.getInt;
import static dev.muninn.server.store.AddressSpace.getLong;
import static dev.muninn.server.store.AddressSpace.putInt;
import static dev.muninn.server.store.AddressSpace.putLong;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.AddressSpace;
import dev.muninn.server.store.Memory;

/**
 * Who watches which keys, in the store's memory: a node for each watcher of each key, found by key,
 * and linked with the other nodes of its watcher. A hash table of chains that grows by one bucket
 * at a time (linear hashing), so that no insertion takes long. A node:
 *
 * <pre>
 *   0  next in the bucket, long       8  previous in the bucket, 0 none, long
 *  16  next of the watcher, long     24  hash of database and key, long
 *  32  watcher, long                 40  database, int
 *  44  stale, int                    48  length of the key, int
 *  52  the key
 * </pre>
 */
public final class WatchTable implements AutoCloseable {
  /** Told of a node. */
  public interface Visitor {
    /**
     * A watcher and a key it watches.
     *
     * @param node to be given to {@link WatchTable#stale}; valid until the table changes
     * @param key valid during the call
     */
    void watched(long watcher, int db, Slice key, long node);
  }

  private static final int NEXT = 0;
  private static final int PREVIOUS = 8;
  private static final int MINE = 16;
  private static final int HASH = 24;
  private static final int WATCHER = 32;
  private static final int DB = 40;
  private static final int STALE = 44;
  private static final int LENGTH = 48;
  private static final int KEY = 52;

  private static final int INITIAL = 16;

  private final Memory memory;
  private final KeyHash hash;
  private final Slice view = new Slice();

  /** Addresses of first nodes; room for {@link #capacity}, of which {@link #buckets} are in use. */
  private long table;

  private long capacity;
  private long buckets;
  private long count;

  /** An empty table, which holds no memory. */
  public WatchTable(Memory memory) {
    this.memory = memory;
    hash = Structures.of(memory).hash;
  }

  /** Whether nobody watches anything. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Number of nodes: of watched keys, each counted as often as it is watched. */
  public long count() {
    return count;
  }

  /** Memory of a node for a key, in bytes. */
  public long bytes(Slice key) {
    return memory.usable(KEY + key.length());
  }

  /**
   * A watcher watches a key from now on.
   *
   * @param first the first node of the watcher, 0 when it has none
   * @param stale a mark, see {@link #stale}
   * @return the first node of the watcher now; {@code first} itself when it watches the key already
   * @throws dev.muninn.server.store.OutOfStoreMemoryException nothing has changed
   */
  public long add(long watcher, long first, int db, Slice key, boolean stale) {
    long h = hash(db, key);
    if (count > 0) {
      for (long node = getLong(bucket(h)); node != 0; node = getLong(node + NEXT)) {
        if (getLong(node + WATCHER) == watcher && is(node, h, db, key)) {
          return first;
        }
      }
    }
    grow();
    long node = memory.allocate(KEY + key.length());
    putLong(node + MINE, first);
    putLong(node + HASH, h);
    putLong(node + WATCHER, watcher);
    putInt(node + DB, db);
    stale(node, stale);
    putInt(node + LENGTH, key.length());
    AddressSpace.copy(key.address(), node + KEY, key.length());
    link(node, bucket(h));
    count++;
    return node;
  }

  /** The watcher whose first node this is watches nothing any more. */
  public void remove(long first) {
    for (long node = first; node != 0; ) {
      long next = getLong(node + MINE);
      unlink(node);
      memory.free(node, KEY + getInt(node + LENGTH));
      count--;
      node = next;
    }
    if (count == 0) {
      close();
    }
  }

  /** Visits the watchers of a key; the visitor may not change the table. */
  public void watchers(int db, Slice key, Visitor visitor) {
    if (count == 0) {
      return;
    }
    long h = hash(db, key);
    for (long node = getLong(bucket(h)); node != 0; node = getLong(node + NEXT)) {
      if (is(node, h, db, key)) {
        visit(node, visitor);
      }
    }
  }

  /** Visits all that is watched in a database; the visitor may not change the table. */
  public void inDatabase(int db, Visitor visitor) {
    for (long i = 0; i < buckets; i++) {
      for (long node = getLong(table + 8 * i); node != 0; node = getLong(node + NEXT)) {
        if (getInt(node + DB) == db) {
          visit(node, visitor);
        }
      }
    }
  }

  /** Visits what the watcher whose first node this is watches; the table may not be changed. */
  public void of(long first, Visitor visitor) {
    for (long node = first; node != 0; node = getLong(node + MINE)) {
      visit(node, visitor);
    }
  }

  /** Whether a node is marked: its key's time was over when it was watched. */
  public boolean stale(long node) {
    return getInt(node + STALE) != 0;
  }

  /** Sets or takes off a node's mark. */
  public void stale(long node, boolean on) {
    putInt(node + STALE, on ? 1 : 0);
  }

  private void visit(long node, Visitor visitor) {
    Slice key = view.at(node + KEY, getInt(node + LENGTH));
    visitor.watched(getLong(node + WATCHER), getInt(node + DB), key, node);
  }

  private long hash(int db, Slice key) {
    return hash.of(key.address(), key.length()) + db * 0x9E3779B97F4A7C15L;
  }

  private static boolean is(long node, long h, int db, Slice key) {
    int length = key.length();
    return getLong(node + HASH) == h
        && getInt(node + DB) == db
        && getInt(node + LENGTH) == length
        && AddressSpace.equal(node + KEY, key.address(), length);
  }

  /** Where the first node of a hash's bucket is noted. */
  private long bucket(long h) {
    long low = Long.highestOneBit(buckets);
    long index = h & (2 * low - 1);
    return table + 8 * (index < buckets ? index : index - low);
  }

  private static void link(long node, long bucket) {
    long next = getLong(bucket);
    putLong(node + NEXT, next);
    putLong(node + PREVIOUS, 0);
    if (next != 0) {
      putLong(next + PREVIOUS, node);
    }
    putLong(bucket, node);
  }

  private void unlink(long node) {
    long next = getLong(node + NEXT);
    long previous = getLong(node + PREVIOUS);
    if (previous == 0) {
      putLong(bucket(getLong(node + HASH)), next);
    } else {
      putLong(previous + NEXT, next);
    }
    if (next != 0) {
      putLong(next + PREVIOUS, previous);
    }
  }

  /** Room for one node more: a bucket a node. */
  private void grow() {
    if (buckets == 0) {
      table = memory.allocate(8L * INITIAL);
      AddressSpace.fill(table, 8L * INITIAL, (byte) 0);
      capacity = INITIAL;
      buckets = INITIAL;
    } else if (count >= buckets) {
      if (buckets == capacity) {
        long larger = memory.allocate(16 * capacity);
        AddressSpace.copy(table, larger, 8 * capacity);
        memory.free(table, 8 * capacity);
        table = larger;
        capacity *= 2;
      }
      split();
    }
  }

  /** One bucket more: it takes its share of the one that has stood for it. */
  private void split() {
    long added = buckets;
    long from = table + 8 * (added - Long.highestOneBit(added));
    putLong(table + 8 * added, 0);
    buckets++;
    long low = Long.highestOneBit(added);
    long node = getLong(from);
    putLong(from, 0);
    while (node != 0) {
      long next = getLong(node + NEXT);
      boolean moves = (getLong(node + HASH) & (2 * low - 1)) == added;
      link(node, moves ? table + 8 * added : from);
      node = next;
    }
  }

  /** Gives all memory back; nobody watches anything. */
  @Override
  public void close() {
    for (long i = 0; i < buckets; i++) {
      for (long node = getLong(table + 8 * i); node != 0; ) {
        long next = getLong(node + NEXT);
        memory.free(node, KEY + getInt(node + LENGTH));
        node = next;
      }
    }
    if (table != 0) {
      memory.free(table, 8 * capacity);
    }
    table = 0;
    capacity = 0;
    buckets = 0;
    count = 0;
  }
}
