package dev.muninn.server.store;

import static dev.muninn.server.store.AddressSpace.getInt;
import static dev.muninn.server.store.AddressSpace.getLong;
import static dev.muninn.server.store.AddressSpace.putInt;
import static dev.muninn.server.store.AddressSpace.putLong;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The allocator of one server: blocks of {@link SizeClasses}, the small ones in slabs, the others
 * as runs of pages. One thread. Everything goes back to the process-wide address space on {@link
 * #close}.
 *
 * <p>A slab is 64 KiB at a multiple of 64 KiB. Its header:
 *
 * <pre>
 *   0  size class, int          4  blocks in use, int
 *   8  first free block, int    12  end of what was ever handed out, int; both as offsets, 0 none
 *  16  next slab of the class with room, or of those to be emptied      24  previous one
 *  32  whether it is to be emptied, int
 * </pre>
 */
public final class Memory implements AutoCloseable {
  /** Bytes of the least block that is made of whole pages. */
  public static final int MIN_RUN = SizeClasses.MAX_SMALL + 1;

  private static final int SLAB = SizeClasses.SLAB;
  private static final int IN_USE = 4;
  private static final int FREE = 8;
  private static final int BUMP = 12;
  private static final int NEXT = 16;
  private static final int PREVIOUS = 24;
  private static final int EMPTYING = 32;

  private final PageAllocator pages = new PageAllocator();
  private final @Nullable MemoryChecker checker = Debug.ENABLED ? new MemoryChecker(this) : null;

  /** Per class, the first slab with room. */
  private final long[] partial = new long[SizeClasses.COUNT];

  private final long[] blocks = new long[SizeClasses.COUNT];
  private final long[] slabs = new long[SizeClasses.COUNT];

  /** Per class, slabs to be emptied: their room is not given out. */
  private final long[] emptying = new long[SizeClasses.COUNT];

  /** The first of them. */
  private long firstEmptying;

  private long used;
  private long runBytes;
  private long scratch;
  private boolean closed;
  private @Nullable Object companion;

  /** An allocator that holds no memory yet. */
  public Memory() {}

  /**
   * What the room above keeps for each allocator, made when it is first asked for.
   *
   * @param make makes it
   */
  public Object companion(Function<Memory, Object> make) {
    Object known = companion;
    if (known == null) {
      known = make.apply(this);
      companion = known;
    }
    return known;
  }

  /** Bytes in use, as blocks are rounded up. */
  public long used() {
    return used;
  }

  /** Bytes of slabs and runs that hold at least one block in use. */
  public long active() {
    return pages.active();
  }

  /** Bytes of the machine's memory that are held, those kept for later use included. */
  public long resident() {
    return pages.resident();
  }

  /** Bytes of address space taken; costs nothing by itself. */
  public long reserved() {
    return pages.reserved();
  }

  /** Bytes in use that are not in slabs. */
  public long runBytes() {
    return runBytes;
  }

  /** Number of size classes; class 0 is not used. */
  public static int sizeClasses() {
    return SizeClasses.COUNT;
  }

  /** Bytes of a block of a size class. */
  public static int blockSize(int sizeClass) {
    return sizeClass == 0 ? 0 : SizeClasses.size(sizeClass);
  }

  /** Blocks of a size class that are in use. */
  public long blocks(int sizeClass) {
    return blocks[sizeClass];
  }

  /** Slabs of a size class, of {@value SizeClasses#SLAB} bytes each. */
  public long slabs(int sizeClass) {
    return slabs[sizeClass];
  }

  /**
   * Takes memory; its content is undefined.
   *
   * @param size bytes, not negative
   * @return its address, aligned to 8, from 2 KiB or when the size is a multiple of 64 to 64
   * @throws OutOfStoreMemoryException the address space is exhausted
   */
  public long allocate(long size) {
    long address =
        size <= SizeClasses.MAX_SMALL
            ? allocateSmall(SizeClasses.of((int) size))
            : allocateRun(SizeClasses.round(size));
    if (Debug.ENABLED && checker != null) {
      checker.allocated(address, usable(size));
    }
    return address;
  }

  /** Gives memory back that was taken with the same size, or one that rounds to the same. */
  public void free(long address, long size) {
    if (closed) {
      return; // went back with everything else
    }
    if (Debug.ENABLED && checker != null) {
      long block = usable(size);
      used -= block;
      checker.freed(address, block);
    } else {
      used -= release(address, size);
    }
  }

  /** Gives a block back; returns its size. */
  long release(long address, long size) {
    if (size <= SizeClasses.MAX_SMALL) {
      return freeSmall(address);
    }
    long run = SizeClasses.round(size);
    pages.free(address, run);
    runBytes -= run;
    return run;
  }

  /** Bytes that a block of {@code size} occupies. */
  public long usable(long size) {
    return SizeClasses.round(size);
  }

  private long allocateSmall(int sizeClass) {
    long slab = partial[sizeClass];
    if (slab == 0) {
      slab = addSlab(sizeClass);
    }
    int size = SizeClasses.size(sizeClass);
    int free = getInt(slab + FREE);
    int bump = getInt(slab + BUMP);
    int next;
    long address;
    if (free != 0) {
      address = slab + free;
      next = getInt(address);
      putInt(slab + FREE, next);
    } else {
      address = slab + bump;
      next = 0;
      bump += size;
      putInt(slab + BUMP, bump);
    }
    putInt(slab + IN_USE, getInt(slab + IN_USE) + 1);
    if (next == 0 && bump + size > SLAB) {
      unlink(slab, sizeClass);
    }
    blocks[sizeClass]++;
    used += size;
    return address;
  }

  private int freeSmall(long address) {
    long slab = address & -SLAB;
    int sizeClass = getInt(slab);
    int size = SizeClasses.size(sizeClass);
    int free = getInt(slab + FREE);
    putInt(address, free);
    putInt(slab + FREE, (int) (address - slab));
    int inUse = getInt(slab + IN_USE) - 1;
    putInt(slab + IN_USE, inUse);
    if (free == 0 && getInt(slab + BUMP) + size > SLAB) {
      link(slab, sizeClass);
    }
    if (inUse == 0) {
      if (getInt(slab + EMPTYING) == 0) {
        unlink(slab, sizeClass);
      } else {
        unlinkEmptying(slab, sizeClass);
      }
      slabs[sizeClass]--;
      pages.free(slab, SLAB);
    }
    blocks[sizeClass]--;
    return size;
  }

  private long allocateRun(long size) {
    checkOpen();
    long address = pages.allocate(size);
    runBytes += size;
    used += size;
    return address;
  }

  private long addSlab(int sizeClass) {
    checkOpen();
    long slab = pages.allocate(SLAB);
    putInt(slab, sizeClass);
    putInt(slab + IN_USE, 0);
    putInt(slab + FREE, 0);
    putInt(slab + BUMP, SizeClasses.HEADER);
    putInt(slab + EMPTYING, 0);
    link(slab, sizeClass);
    slabs[sizeClass]++;
    return slab;
  }

  private void link(long slab, int sizeClass) {
    long next = partial[sizeClass];
    putLong(slab + NEXT, next);
    putLong(slab + PREVIOUS, 0);
    if (next != 0) {
      putLong(next + PREVIOUS, slab);
    }
    partial[sizeClass] = slab;
  }

  private void unlink(long slab, int sizeClass) {
    long next = getLong(slab + NEXT);
    long previous = getLong(slab + PREVIOUS);
    if (next != 0) {
      putLong(next + PREVIOUS, previous);
    }
    if (previous != 0) {
      putLong(previous + NEXT, next);
    } else {
      partial[sizeClass] = next;
    }
  }

  /**
   * Whether a block lies in a slab that is to be emptied, or in a region little used while there is
   * room in a lower one: whoever can, moves it. A slab is to be emptied when it is used less than
   * its class is on average and all blocks of the class have room in the others; from then on
   * nothing more is put there, until {@link #endEmptying}.
   */
  public boolean isSparse(long address, long size) {
    if (size > SizeClasses.MAX_SMALL) {
      return pages.isSparse(address, SizeClasses.round(size));
    }
    long slab = address & -SLAB;
    if (getInt(slab + EMPTYING) != 0) {
      return true;
    }
    int sizeClass = getInt(slab);
    int capacity = (SLAB - SizeClasses.HEADER) / SizeClasses.size(sizeClass);
    long inUse = getInt(slab + IN_USE);
    long others = slabs[sizeClass] - emptying[sizeClass] - 1;
    if (inUse == capacity
        || inUse * slabs[sizeClass] > blocks[sizeClass]
        || others * capacity < blocks[sizeClass]) {
      return false;
    }
    unlink(slab, sizeClass);
    putInt(slab + EMPTYING, 1);
    putLong(slab + NEXT, firstEmptying);
    putLong(slab + PREVIOUS, 0);
    if (firstEmptying != 0) {
      putLong(firstEmptying + PREVIOUS, slab);
    }
    firstEmptying = slab;
    emptying[sizeClass]++;
    return true;
  }

  /** Copies a block to a better place; returns that. The old place is given back. */
  public long move(long address, long size) {
    long to = allocate(size);
    AddressSpace.copy(address, to, size);
    free(address, size);
    return to;
  }

  /** What is left in slabs to be emptied stays there; their room is given out again. */
  public void endEmptying() {
    while (firstEmptying != 0) {
      long slab = firstEmptying;
      int sizeClass = getInt(slab);
      unlinkEmptying(slab, sizeClass);
      putInt(slab + EMPTYING, 0);
      link(slab, sizeClass);
    }
  }

  private void unlinkEmptying(long slab, int sizeClass) {
    long next = getLong(slab + NEXT);
    long previous = getLong(slab + PREVIOUS);
    if (next != 0) {
      putLong(next + PREVIOUS, previous);
    }
    if (previous != 0) {
      putLong(previous + NEXT, next);
    } else {
      firstEmptying = next;
    }
    emptying[sizeClass]--;
  }

  /** 64 bytes for a value on its way to another place; valid until the next call; not counted. */
  public long scratch() {
    if (scratch == 0) {
      scratch = allocateSmall(SizeClasses.of(64));
      used -= 64;
    }
    return scratch;
  }

  boolean hasScratch() {
    return scratch != 0;
  }

  /** The scratch bytes, beginning with a number. */
  public long scratch(long value) {
    putLong(scratch(), value);
    return scratch;
  }

  /**
   * Number of the allocation that made a block, in debug mode.
   *
   * @throws IllegalStateException the block is not in use
   */
  public long generation(long address) {
    return checker == null ? 0 : checker.generation(address);
  }

  /** The checks of debug mode, absent otherwise. */
  public @Nullable MemoryChecker checker() {
    return checker;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("allocate: memory is closed");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (checker != null) {
      checker.close();
    }
    pages.close();
    java.util.Arrays.fill(partial, 0);
    java.util.Arrays.fill(blocks, 0);
    java.util.Arrays.fill(slabs, 0);
    java.util.Arrays.fill(emptying, 0);
    firstEmptying = 0;
    used = 0;
    runBytes = 0;
    scratch = 0;
  }
}
