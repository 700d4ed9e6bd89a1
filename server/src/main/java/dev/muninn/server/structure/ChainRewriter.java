package dev.muninn.server.structure;

import static dev.muninn.server.structure.Bucket.CHAINED;
import static dev.muninn.server.structure.Bucket.LAST_SLOT;
import static dev.muninn.server.structure.Bucket.SLOTS;

import dev.muninn.server.store.AddressSpace;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.OutOfStoreMemoryException;
import java.util.Arrays;

/**
 * Writes chains of buckets anew when {@link HashIndex} splits or merges: takes their contents out,
 * keeps their overflow buckets as spares, and fills chains again.
 */
final class ChainRewriter {
  private final Structures structures;
  private final Memory memory;
  private final KeyHash hash;

  private long[] slots = new long[64];
  private byte[] tags = new byte[64];

  /** Overflow buckets to be used next. */
  private long[] spare = new long[16];

  private int spares;

  ChainRewriter(Structures structures) {
    this.structures = structures;
    memory = structures.memory;
    hash = structures.hash;
  }

  /**
   * Copies a chain's contents, and makes its overflow buckets spares.
   *
   * @param bucket the chain's first bucket
   * @param to how many entries have been taken already
   * @return how many have been taken now
   */
  int take(long bucket, int to) {
    long first = bucket;
    while (true) {
      long word = AddressSpace.getLong(bucket);
      int count = Bucket.count(word);
      if (to + count > slots.length) {
        slots = Arrays.copyOf(slots, slots.length * 2);
        tags = Arrays.copyOf(tags, slots.length);
      }
      for (int i = 0; i < count; i++) {
        slots[to] = AddressSpace.getLong(bucket + 8 + i * 8L);
        tags[to++] = (byte) (word >>> (i * 8));
      }
      long next = AddressSpace.getLong(bucket + LAST_SLOT);
      if (bucket != first) {
        addSpare(bucket);
      }
      if (word >= 0) {
        return to;
      }
      bucket = next;
    }
  }

  /**
   * Orders what was taken by a bit of the hash: entries without it first.
   *
   * @return how many are without it
   */
  int partition(int count, int bit) {
    int stay = 0;
    int move = count;
    while (stay < move) {
      if (bitOf(slots[stay], bit) == 0) {
        stay++;
      } else {
        move--;
        long slot = slots[stay];
        byte tag = tags[stay];
        slots[stay] = slots[move];
        tags[stay] = tags[move];
        slots[move] = slot;
        tags[move] = tag;
      }
    }
    return stay;
  }

  private long bitOf(long slot, int bit) {
    if (bit < Bucket.HASH_BITS) {
      return (slot >>> (Bucket.ADDRESS_BITS + bit)) & 1;
    }
    long address = (slot & Bucket.ADDRESS) << 3;
    long header = AddressSpace.getLong(address);
    return hash.of(address + EntryLayout.keyOffset(header), EntryLayout.keyLength(address, header))
            >>> bit
        & 1;
  }

  /** Writes a chain from what was taken, using spares as its overflow buckets. */
  void fill(long bucket, int from, int to) {
    while (true) {
      int count = to - from <= SLOTS ? to - from : SLOTS - 1;
      long word = 0;
      for (int i = 0; i < count; i++) {
        word |= (tags[from] & 0xFFL) << (i * 8);
        AddressSpace.putLong(bucket + 8 + i * 8L, slots[from++]);
      }
      if (from == to) {
        AddressSpace.putLong(bucket, word);
        return;
      }
      long next = spare[--spares];
      AddressSpace.putLong(bucket, word | CHAINED);
      AddressSpace.putLong(bucket + LAST_SLOT, next);
      bucket = next;
    }
  }

  /**
   * Makes sure that there are so many spares.
   *
   * @return how many buckets were allocated
   * @throws OutOfStoreMemoryException no room; there are no spares then
   */
  int provide(int needed) {
    int before = spares;
    try {
      while (spares < needed) {
        addSpare(memory.allocate(Bucket.SIZE));
      }
    } catch (OutOfStoreMemoryException e) {
      while (spares > 0) {
        memory.free(spare[--spares], Bucket.SIZE);
      }
      throw e;
    }
    return spares - before;
  }

  private void addSpare(long bucket) {
    if (spares == spare.length) {
      spare = Arrays.copyOf(spare, spares * 2);
    }
    spare[spares++] = bucket;
  }

  /** Gives unused spares of an index back. @return how many */
  int freeSpares(long state) {
    int freed = spares;
    while (spares > 0) {
      structures.free(state, spare[--spares], Bucket.SIZE);
    }
    return freed;
  }
}
