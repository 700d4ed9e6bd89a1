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
    try {
      return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    } catch (IllegalCallerException e) {
      return MemorySegment.NULL;
    }
  }

  /** False iff the JVM denies native access: then nothing can be read or written here. */
  public static boolean accessible() {
    return ALL.byteSize() > 0;
  }
}
