package dev.muninn.server.structure;

import dev.muninn.server.store.AddressSpace;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.OutOfStoreMemoryException;

/**
 * Where the buckets of {@link HashIndex} lie: in segments of {@link #SEGMENT} buckets. The first
 * begins with one bucket and doubles; from the second on there is a directory of their addresses.
 */
final class Segments {
  private static final int SEGMENT_BITS = 10;

  /** Buckets in a segment. */
  private static final int SEGMENT = 1 << SEGMENT_BITS;

  private static final long SEGMENT_SIZE = (long) SEGMENT * Bucket.SIZE;

  /** Segments that a directory has room for at first. */
  private static final int LEAST_DIRECTORY = 4;

  private final Structures structures;
  private final Memory memory;

  Segments(Structures structures) {
    this.structures = structures;
    memory = structures.memory;
  }

  /** Bytes of segments and directory, as the allocator rounds. */
  long bytes(long state) {
    long buckets = TableLayout.buckets(state);
    long full = buckets > SEGMENT ? (buckets + SEGMENT - 1) / SEGMENT - 1 : 0;
    int directory = TableLayout.directory(state);
    return TableLayout.firstBuckets(state) * (long) Bucket.SIZE
        + full * SEGMENT_SIZE
        + (directory == 0 ? 0 : memory.usable(directory * 8L));
  }

  /** Address of a bucket by its number. */
  static long address(long state, long buckets, long number) {
    long root = TableLayout.root(state);
    return buckets <= SEGMENT
        ? root + number * Bucket.SIZE
        : segment(root, number) + (number & SEGMENT - 1) * Bucket.SIZE;
  }

  private static long segment(long root, long number) {
    return AddressSpace.getLong(root + (number >>> SEGMENT_BITS) * 8);
  }

  /**
   * Adds an empty bucket.
   *
   * @throws OutOfStoreMemoryException no room; nothing has changed
   */
  void addLast(long state) {
    long buckets = TableLayout.buckets(state);
    int segment = (int) (buckets >>> SEGMENT_BITS);
    if (segment == 0) {
      int first = TableLayout.firstBuckets(state);
      if (buckets == first) {
        resizeFirst(state, first * 2);
      }
    } else if ((buckets & SEGMENT - 1) == 0) {
      addSegment(state, segment);
    }
    AddressSpace.putLong(address(state, buckets + 1, buckets), 0);
    TableLayout.buckets(state, buckets + 1);
  }

  /**
   * Moves the segment that begins with a bucket, if one does and it lies badly; with the first one
   * the directory.
   *
   * @return how many blocks were moved
   */
  int relocate(long state, long number) {
    if ((number & (SEGMENT - 1)) != 0) {
      return 0;
    }
    int moved = 0;
    int room = TableLayout.directory(state);
    if (number == 0 && room != 0 && memory.isSparse(TableLayout.root(state), room * 8L)) {
      TableLayout.root(state, memory.move(TableLayout.root(state), room * 8L));
      moved++;
    }
    long segment = address(state, TableLayout.buckets(state), number);
    long size = number == 0 ? TableLayout.firstBuckets(state) * (long) Bucket.SIZE : SEGMENT_SIZE;
    if (!memory.isSparse(segment, size)) {
      return moved;
    }
    long to = memory.move(segment, size);
    if (room == 0) {
      TableLayout.root(state, to);
    } else {
      AddressSpace.putLong(TableLayout.root(state) + (number >>> SEGMENT_BITS) * 8, to);
    }
    return moved + 1;
  }

  private void addSegment(long state, int number) {
    long added = memory.allocate(SEGMENT_SIZE);
    int room = TableLayout.directory(state);
    ChangeGuard guard = structures.guard;
    if (guard != null && room != 0) {
      GuardedIndex.directory(guard, state);
    }
    try {
      if (room == 0) {
        long directory = memory.allocate(LEAST_DIRECTORY * 8L);
        AddressSpace.putLong(directory, TableLayout.root(state));
        TableLayout.root(state, directory);
        TableLayout.directory(state, LEAST_DIRECTORY);
      } else if (number == room) {
        resizeDirectory(state, room * 2, number);
      }
    } catch (OutOfStoreMemoryException e) {
      memory.free(added, SEGMENT_SIZE);
      throw e;
    }
    AddressSpace.putLong(TableLayout.root(state) + number * 8L, added);
  }

  /** Gives back the last bucket, which has no overflow buckets. */
  void dropLast(long state) {
    long buckets = TableLayout.buckets(state) - 1;
    int segment = (int) (buckets >>> SEGMENT_BITS);
    int first = TableLayout.firstBuckets(state);
    long root = TableLayout.root(state);
    if (segment > 0) {
      if ((buckets & SEGMENT - 1) == 0) {
        structures.free(state, segment(root, buckets), SEGMENT_SIZE);
        shrinkDirectory(state, segment);
      }
    } else if (buckets == 0) {
      structures.free(state, root, (long) first * Bucket.SIZE);
      TableLayout.root(state, 0);
      TableLayout.firstBuckets(state, 0);
    } else if (buckets * 4 <= first) {
      try {
        resizeFirst(state, first / 2);
      } catch (OutOfStoreMemoryException e) {
        TableLayout.buckets(state, buckets);
        return; // stays as large as it is
      }
    }
    TableLayout.buckets(state, buckets);
  }

  /** After a segment is gone and so many are left. */
  private void shrinkDirectory(long state, int segments) {
    int room = TableLayout.directory(state);
    long directory = TableLayout.root(state);
    if (segments == 1) {
      TableLayout.root(state, AddressSpace.getLong(directory));
      TableLayout.directory(state, 0);
      structures.free(state, directory, room * 8L);
    } else if (segments * 4 <= room && room > LEAST_DIRECTORY) {
      try {
        resizeDirectory(state, room / 2, segments);
      } catch (OutOfStoreMemoryException e) {
        return; // stays as large as it is
      }
    }
  }

  private void resizeDirectory(long state, int wanted, int segments) {
    long moved = memory.allocate(wanted * 8L);
    long directory = TableLayout.root(state);
    AddressSpace.copy(directory, moved, segments * 8L);
    structures.free(state, directory, TableLayout.directory(state) * 8L);
    TableLayout.root(state, moved);
    TableLayout.directory(state, wanted);
  }

  private void resizeFirst(long state, int wanted) {
    long moved = memory.allocate((long) wanted * Bucket.SIZE);
    int first = TableLayout.firstBuckets(state);
    int used = Math.min(first, wanted);
    ChangeGuard guard = structures.guard;
    if (guard != null) {
      GuardedIndex.move(guard, state, Math.min(used, TableLayout.buckets(state)));
    }
    AddressSpace.copy(TableLayout.root(state), moved, (long) used * Bucket.SIZE);
    structures.free(state, TableLayout.root(state), (long) first * Bucket.SIZE);
    TableLayout.root(state, moved);
    TableLayout.firstBuckets(state, wanted);
  }
}
