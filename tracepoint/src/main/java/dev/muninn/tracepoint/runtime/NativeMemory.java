package dev.muninn.tracepoint.runtime;

import java.lang.foreign.MemorySegment;

/**
 * All memory off the heap, by its addresses. The compiler knows all of this segment, so an access
 * costs what it costs in C; and as in C, whoever uses it answers for bounds and for lifetime.
 */
public final class NativeMemory {
  /** Offsets are addresses. */
  public static final MemorySegment ALL = all();

  private NativeMemory() {}

  @SuppressWarnings("restricted") // the callers check bounds and lifetime
  private static MemorySegment all() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }
}
