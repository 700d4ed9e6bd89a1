package dev.muninn.server.memory;

/**
 * The allocator of one server. One writer thread; regions come from the process-wide address space
 * and go back to it on {@link #close}.
 */
public final class Memory implements AutoCloseable {
  /** Bytes of the least block that is made of whole pages. */
  static final long MIN_RUN = 16369;

  private final java.util.ArrayList<long[]> regions = new java.util.ArrayList<>();
  private final long[] free = new long[48];
  private long bump;
  private long end;
  private long used;
  private long scratch;

  /** An allocator that holds no memory yet. */
  public Memory() {}

  /** Bytes in use, rounded up as the allocator rounds. */
  public long used() {
    return used;
  }

  /**
   * Takes memory; its content is undefined.
   *
   * @param size bytes, at least 1
   * @return its address, aligned to 8
   * @throws OutOfStoreMemoryException the address space is exhausted
   */
  long allocate(long size) {
    int c = sizeClass(size);
    long block = 1L << c;
    used += block;
    long head = free[c];
    if (head != 0) {
      free[c] = AddressSpace.getLong(head);
      return head;
    }
    if (bump + block > end) {
      int count = (int) ((block + AddressSpace.REGION - 1) / AddressSpace.REGION);
      long region = AddressSpace.takeRegions(count);
      if (region == 0) {
        throw new OutOfStoreMemoryException("allocate: size=" + size);
      }
      regions.add(new long[] {region, count});
      bump = region;
      end = region + count * AddressSpace.REGION;
    }
    long address = bump;
    bump += block;
    return address;
  }

  /** Gives memory back that was taken with the same size. */
  void free(long address, long size) {
    int c = sizeClass(size);
    used -= 1L << c;
    AddressSpace.putLong(address, free[c]);
    free[c] = address;
  }

  /** Bytes that a block of {@code size} occupies. */
  long usable(long size) {
    return 1L << sizeClass(size);
  }

  /** 64 bytes for a value on its way to another place; valid until the next call. */
  long scratch() {
    if (scratch == 0) {
      scratch = allocate(64);
      used -= 64;
    }
    return scratch;
  }

  /** The scratch bytes, beginning with a number. */
  long scratch(long value) {
    AddressSpace.putLong(scratch(), value);
    return scratch;
  }

  /** Number of the allocation that a block belongs to. */
  long generation(long address) {
    return 0;
  }

  private static int sizeClass(long size) {
    return Math.max(4, 64 - Long.numberOfLeadingZeros(size - 1));
  }

  @Override
  public void close() {
    for (long[] region : regions) {
      AddressSpace.releaseRegions(region[0], (int) region[1]);
    }
    regions.clear();
  }
}
