package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/** Events as {@link StreamWriter} leaves them in a slot. */
final class RecordedEvents {
  private RecordedEvents() {}

  /**
   * Counts them.
   *
   * @param from offset of the first one
   * @param end offset after the last one
   * @param contextSize bytes of each event's context
   */
  static long count(
      MemorySegment memory,
      long from,
      long end,
      int contextSize,
      Map<Integer, EventPlans.Known> known) {
    long count = 0;
    for (long at = from; at < end; count++) {
      int id = Short.toUnsignedInt(memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, at));
      if (id == StreamWriter.EXTENDED) {
        id = memory.get(ValueLayout.JAVA_INT_UNALIGNED, at + Short.BYTES);
        at += StreamWriter.EXTENDED_SIZE;
      } else {
        at += StreamWriter.COMPACT_SIZE;
      }
      EventPlans.Known event = known.get(id);
      if (event == null) {
        throw new IllegalStateException("event without a definition: id=" + id);
      }
      at += contextSize;
      for (FieldDefinition field : event.definition().fields()) {
        at += size(memory, at, field.type());
      }
    }
    return count;
  }

  private static long size(MemorySegment memory, long at, FieldType type) {
    return switch (type) {
      case STRING -> PayloadField.stringLength(memory, at) + 1;
      case BYTES -> Integer.BYTES + (long) memory.get(ValueLayout.JAVA_INT_UNALIGNED, at);
      default -> type.size();
    };
  }
}
