package dev.muninn.tracepoint.runtime;

import java.lang.foreign.MemorySegment;

/** Text off the heap that never moves and is never freed. */
public interface NativeText {
  /** The bytes in UTF-8 and a final NUL, padded to a multiple of 8 bytes, global scope. */
  MemorySegment segment();

  /** Address of the first byte. */
  long address();

  /** Bytes without the NUL, at most {@link Payload#MAX_STRING}. */
  int length();
}
