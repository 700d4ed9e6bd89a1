package dev.muninn.tracepoint.lttng;

import dev.muninn.tracepoint.runtime.EnumLabel;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * LTTng's description of an event's fields: {@code struct lttng_ust_event_field} (32 bytes) and the
 * type structures behind it, as {@code <lttng/ust-events.h>} of 2.13 lays them out on a 64-bit
 * machine.
 */
final class FieldStructures {
  private static final int NO_FILTER = 2;
  private static final int TAG_INTEGER = 0;
  private static final int TAG_STRING = 1;
  private static final int TAG_FLOAT = 2;
  private static final int TAG_ENUM = 4;
  private static final int TAG_SEQUENCE = 6;
  private static final int ENCODING_UTF8 = 1;

  /** In bits: x86 packs fields without padding. */
  private static final int ALIGNMENT = 8;

  private final String provider;
  private final long probeDescription;

  FieldStructures(String provider, long probeDescription) {
    this.provider = provider;
    this.probeDescription = probeDescription;
  }

  /** Addresses of the field structures, in order; a sequence has two. */
  long[] fields(EventDefinition event) {
    List<Long> addresses = new ArrayList<>();
    for (FieldDefinition field : event.fields()) {
      switch (field.type()) {
        case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, BOOLEAN ->
            addresses.add(field(field.name(), integer(field), 0));
        case DOUBLE -> addresses.add(field(field.name(), binary64(), 0));
        case STRING -> addresses.add(field(field.name(), string(), 0));
        case ENUM -> addresses.add(field(field.name(), enumeration(event, field), 0));
        case BYTES -> {
          String length = "_" + field.name() + "_length";
          addresses.add(field(length, integer(32, false, 10), NO_FILTER));
          addresses.add(field(field.name(), sequence(), 0));
        }
      }
    }
    return addresses.stream().mapToLong(Long::longValue).toArray();
  }

  private static long field(String name, long type, int bits) {
    return Struct.ofSize(32)
        .u32(0, 32)
        .word(8, Struct.string(name))
        .word(16, type)
        .u32(24, bits)
        .address();
  }

  private static long integer(FieldDefinition field) {
    return integer(field.type().size() * Byte.SIZE, field.type().signed(), 10);
  }

  private static long integer(int bits, boolean signed, int base) {
    return Struct.ofSize(24)
        .u32(0, TAG_INTEGER)
        .u32(4, 20)
        .u32(8, bits)
        .u16(12, ALIGNMENT)
        .u16(14, signed ? 1 : 0)
        .u32(16, base)
        .address();
  }

  private static long binary64() {
    return Struct.ofSize(24)
        .u32(0, TAG_FLOAT)
        .u32(4, 20)
        .u32(8, 11)
        .u32(12, 53)
        .u16(16, ALIGNMENT)
        .address();
  }

  private static long string() {
    return Struct.ofSize(16).u32(0, TAG_STRING).u32(4, 12).u32(8, ENCODING_UTF8).address();
  }

  private static long sequence() {
    // A null length name means: the field before.
    return Struct.ofSize(32)
        .u32(0, TAG_SEQUENCE)
        .u32(4, 32)
        .word(16, integer(8, false, 16))
        .address();
  }

  private long enumeration(EventDefinition event, FieldDefinition field) {
    List<EnumLabel> labels = field.labels();
    long[] entries = new long[labels.size()];
    for (int i = 0; i < entries.length; i++) {
      long value = labels.get(i).value();
      int signed = value < 0 ? 1 : 0;
      entries[i] =
          Struct.ofSize(56)
              .u32(0, 56)
              .word(8, value)
              .u8(16, signed)
              .word(24, value)
              .u8(32, signed)
              .word(40, Struct.string(labels.get(i).name()))
              .address();
    }
    Struct description =
        Struct.ofSize(40)
            .u32(0, 40)
            .word(8, Struct.string(provider + "_" + event.name() + "_" + field.name()))
            .word(16, Struct.pointers(entries).address())
            .u32(24, entries.length)
            .word(32, probeDescription);
    return Struct.ofSize(24)
        .u32(0, TAG_ENUM)
        .u32(4, 24)
        .word(8, description.address())
        .word(16, integer(32, true, 10))
        .address();
  }
}
