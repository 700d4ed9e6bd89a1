package dev.muninn.tracepoint.lttng;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A native structure that lives as long as the process; zeroed, filled field by field.
 *
 * @param memory the structure, aligned to 8
 */
record Struct(MemorySegment memory) {
  static Struct ofSize(long size) {
    return new Struct(Arena.global().allocate(size, Long.BYTES));
  }

  /** An array of pointers. */
  static Struct pointers(long... addresses) {
    Struct array = ofSize(Math.max(1, addresses.length) * (long) Long.BYTES);
    for (int i = 0; i < addresses.length; i++) {
      array.word(i * (long) Long.BYTES, addresses[i]);
    }
    return array;
  }

  /** Address of a NUL-terminated copy. */
  static long string(String text) {
    return Arena.global().allocateFrom(text).address();
  }

  long address() {
    return memory.address();
  }

  Struct word(long offset, long value) {
    memory.set(ValueLayout.JAVA_LONG, offset, value);
    return this;
  }

  Struct u32(long offset, int value) {
    memory.set(ValueLayout.JAVA_INT, offset, value);
    return this;
  }

  Struct u16(long offset, int value) {
    memory.set(ValueLayout.JAVA_SHORT, offset, (short) value);
    return this;
  }

  Struct u8(long offset, int value) {
    memory.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
    return this;
  }
}
