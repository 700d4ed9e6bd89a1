package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.runtime.FieldType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A side of a comparison that is a number: a constant, or a field. */
abstract class PayloadNumber {
  private final boolean floating;
  private final boolean unsigned;

  private PayloadNumber(boolean floating, boolean unsigned) {
    this.floating = floating;
    this.unsigned = unsigned;
  }

  /** Whether it is a floating-point number: then {@link #whole} may not be asked. */
  boolean floating() {
    return floating;
  }

  /** Whether {@link #whole} is to be read without a sign. */
  boolean unsigned() {
    return unsigned;
  }

  abstract long whole(MemorySegment fields);

  double real(MemorySegment fields) {
    long whole = whole(fields);
    // Half of it, its lowest bit kept for rounding, fits a signed number.
    return unsigned && whole < 0 ? ((whole >>> 1) | (whole & 1)) * 2.0 : whole;
  }

  static PayloadNumber constant(long value, boolean unsigned) {
    return new PayloadNumber(false, unsigned) {
      @Override
      long whole(MemorySegment fields) {
        return value;
      }
    };
  }

  static PayloadNumber constant(double value) {
    return new PayloadNumber(true, false) {
      @Override
      long whole(MemorySegment fields) {
        throw new IllegalStateException("not a whole number: value=" + value);
      }

      @Override
      double real(MemorySegment fields) {
        return value;
      }
    };
  }

  /**
   * The value of a field.
   *
   * @throws RecorderException if it is a string or a sequence
   */
  static PayloadNumber field(PayloadField field) throws RecorderException {
    FieldType type = field.type();
    if (field.text()) {
      throw new RecorderException("filter: string has no truth: field=" + field);
    }
    boolean unsigned = !type.signed() && type != FieldType.DOUBLE;
    return new PayloadNumber(type == FieldType.DOUBLE, unsigned) {
      @Override
      long whole(MemorySegment fields) {
        long at = field.offset(fields);
        return switch (type) {
          case INT8 -> fields.get(ValueLayout.JAVA_BYTE, at);
          case UINT8, BOOLEAN -> fields.get(ValueLayout.JAVA_BYTE, at) & 0xffL;
          case INT16 -> fields.get(ValueLayout.JAVA_SHORT_UNALIGNED, at);
          case UINT16 -> fields.get(ValueLayout.JAVA_SHORT_UNALIGNED, at) & 0xffffL;
          case INT32, ENUM -> fields.get(ValueLayout.JAVA_INT_UNALIGNED, at);
          case UINT32 -> fields.get(ValueLayout.JAVA_INT_UNALIGNED, at) & 0xffff_ffffL;
          case INT64, UINT64, DOUBLE, STRING, BYTES ->
              fields.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
        };
      }

      @Override
      double real(MemorySegment fields) {
        return type == FieldType.DOUBLE
            ? fields.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, field.offset(fields))
            : super.real(fields);
      }
    };
  }
}
