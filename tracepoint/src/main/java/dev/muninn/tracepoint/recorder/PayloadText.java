package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.filter.Operand;
import dev.muninn.tracepoint.runtime.FieldType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** A side of a comparison that is a string: a constant, or a field. */
abstract class PayloadText {
  private PayloadText() {}

  /** Where its bytes are. */
  abstract MemorySegment memory(MemorySegment fields);

  /** Offset of its first byte there. */
  abstract long start(MemorySegment fields);

  /** Bytes of it, given where it starts. */
  abstract long length(MemorySegment fields, long start);

  /** Orders by bytes without sign, the shorter one first. */
  static int compare(PayloadText left, PayloadText right, MemorySegment fields) {
    MemorySegment a = left.memory(fields);
    MemorySegment b = right.memory(fields);
    final long startA = left.start(fields);
    final long startB = right.start(fields);
    final long lengthA = left.length(fields, startA);
    final long lengthB = right.length(fields, startB);
    for (long i = 0; i < lengthA && i < lengthB; i++) {
      int order =
          Byte.compareUnsigned(
              a.get(ValueLayout.JAVA_BYTE, startA + i), b.get(ValueLayout.JAVA_BYTE, startB + i));
      if (order != 0) {
        return order;
      }
    }
    return Long.compare(lengthA, lengthB);
  }

  static PayloadText constant(Operand.Text text) {
    byte[] utf8 = text.parts().getFirst().getBytes(StandardCharsets.UTF_8);
    // Off the heap like the fields, so that all reads are of one kind of segment.
    MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, utf8.length));
    MemorySegment.copy(utf8, 0, memory, ValueLayout.JAVA_BYTE, 0, utf8.length);
    return new PayloadText() {
      @Override
      MemorySegment memory(MemorySegment fields) {
        return memory;
      }

      @Override
      long start(MemorySegment fields) {
        return 0;
      }

      @Override
      long length(MemorySegment fields, long start) {
        return utf8.length;
      }
    };
  }

  static PayloadText field(PayloadField field) {
    boolean sequence = field.type() == FieldType.BYTES;
    return new PayloadText() {
      @Override
      MemorySegment memory(MemorySegment fields) {
        return fields;
      }

      @Override
      long start(MemorySegment fields) {
        return field.offset(fields) + (sequence ? Integer.BYTES : 0);
      }

      @Override
      long length(MemorySegment fields, long start) {
        return sequence
            ? fields.get(ValueLayout.JAVA_INT_UNALIGNED, start - Integer.BYTES)
            : PayloadField.stringLength(fields, start);
      }
    };
  }
}
