package dev.muninn.tracepoint.recorder;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The thread's name in a slot's header. */
final class SlotNames {
  private SlotNames() {}

  /** The name with its NUL, of a slot that begins at an offset. */
  static byte[] read(MemorySegment memory, long base) {
    int length = 0;
    while (length < FlightFileLayout.SLOT_NAME_BYTES - 1 && at(memory, base, length) != 0) {
      length++;
    }
    byte[] name = new byte[length + 1];
    MemorySegment.copy(
        memory, ValueLayout.JAVA_BYTE, base + FlightFileLayout.SLOT_NAME, name, 0, length);
    return name;
  }

  private static byte at(MemorySegment memory, long base, int index) {
    return memory.get(ValueLayout.JAVA_BYTE, base + FlightFileLayout.SLOT_NAME + index);
  }
}
