package dev.muninn.tracepoint.mapping;

import dev.muninn.tracepoint.usdt.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Zeroed memory that is taken from the system page by page, as it is first touched. */
public final class LazyMemory {
  /** Of the smallest page there is. */
  private static final int ALIGNMENT = 4096;

  private LazyMemory() {}

  /**
   * Gives memory that goes when the arena is closed. Where the system is none that is known here,
   * all of it is taken at once.
   *
   * @param size bytes, at least 1
   * @return aligned to 4096 bytes
   * @throws OutOfMemoryError if there is not so much
   */
  @SuppressWarnings("restricted") // the size is that of the mapping
  public static MemorySegment allocate(long size, Arena arena) {
    if (Platform.machine().isEmpty()) {
      return arena.allocate(size, ALIGNMENT);
    }
    long address = SystemCalls.mmap(size);
    return MemorySegment.ofAddress(address)
        .reinterpret(size, arena, gone -> SystemCalls.munmap(address, size));
  }
}
