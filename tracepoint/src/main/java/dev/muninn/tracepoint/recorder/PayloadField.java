package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Where a field lies in an event's packed fields. */
final class PayloadField {
  private static final int STRING = -1;
  private static final int BYTES = -2;

  private final FieldType type;
  private final String name;

  /** What to step over: so many bytes, a string, a sequence. */
  private final int[] steps;

  /**
   * Finds a field.
   *
   * @throws RecorderException if the event has none of that name
   */
  PayloadField(EventDefinition event, String name) throws RecorderException {
    this.name = name;
    List<Integer> before = new ArrayList<>();
    int bytes = 0;
    for (FieldDefinition field : event.fields()) {
      if (field.name().equals(name)) {
        type = field.type();
        before.add(bytes);
        steps = before.stream().mapToInt(Integer::intValue).toArray();
        return;
      }
      if (field.type().size() > 0) {
        bytes += field.type().size();
      } else {
        before.add(bytes);
        before.add(field.type() == FieldType.STRING ? STRING : BYTES);
        bytes = 0;
      }
    }
    throw new RecorderException("filter: no such field: event=" + event.name() + " field=" + name);
  }

  FieldType type() {
    return type;
  }

  /** Whether it is compared with strings. */
  boolean text() {
    return type == FieldType.STRING || type == FieldType.BYTES;
  }

  /** Offset of the field; of a sequence, that of its length. */
  long offset(MemorySegment fields) {
    long at = 0;
    for (int step : steps) {
      at =
          switch (step) {
            case STRING -> at + stringLength(fields, at) + 1;
            case BYTES -> at + Integer.BYTES + fields.get(ValueLayout.JAVA_INT_UNALIGNED, at);
            default -> at + step;
          };
    }
    return at;
  }

  static long stringLength(MemorySegment fields, long at) {
    long end = at;
    while (fields.get(ValueLayout.JAVA_BYTE, end) != 0) {
      end++;
    }
    return end - at;
  }

  @Override
  public String toString() {
    return name;
  }
}
