package dev.muninn.server.structure;

import dev.muninn.server.store.Memory;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the tables and values of one server have in common: its memory, the seed of its hash, and
 * what works on their memory. One thread.
 */
public final class Structures {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ENCODINGS = 16;

  final Memory memory;
  final KeyHash hash;
  final HashIndex index;
  final EntryStore entries;

  private final @Nullable Owned[] owned = new @Nullable Owned[ENCODINGS];

  /** Structures in {@code memory}; the seed of their hash is drawn now. */
  public Structures(Memory memory) {
    this(memory, new KeyHash(RANDOM.nextLong(), -1));
  }

  Structures(Memory memory, KeyHash hash) {
    this.memory = memory;
    this.hash = hash;
    index = new HashIndex(memory, hash);
    entries = new EntryStore(this);
    owned[Entry.HASHTABLE] = new NestedTables(this);
  }

  /** The memory. */
  public Memory memory() {
    return memory;
  }

  /** A cursor for entries of all tables. */
  public Entry newEntry() {
    return new OffHeapEntry();
  }

  /** What values of an encoding own; null: nothing. */
  @Nullable Owned owned(int encoding) {
    return owned[encoding];
  }
}
