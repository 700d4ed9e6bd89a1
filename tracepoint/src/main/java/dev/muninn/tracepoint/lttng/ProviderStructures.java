package dev.muninn.tracepoint.lttng;

import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import dev.muninn.tracepoint.runtime.ProviderBinding;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * What a C program has from {@code TRACEPOINT_CREATE_PROBES}: the structures of a provider as
 * liblttng-ust 2.13 reads them (provider version 3.0; later versions take it too).
 */
final class ProviderStructures {
  private static final int VERSION_MAJOR = 3;

  private final ProviderBinding binding;
  private final LttngLibrary library;
  private final long name;
  private final Struct probeDescription = Struct.ofSize(40);
  private final FieldStructures fields;

  ProviderStructures(ProviderBinding binding, LttngLibrary library) {
    this.binding = binding;
    this.library = library;
    String provider = binding.definition().name();
    name = Struct.string(provider);
    fields = new FieldStructures(provider, probeDescription.address());
  }

  /** {@code struct lttng_ust_probe_desc}: everything a session can ask about the provider. */
  long probeDescription() {
    List<EventDefinition> events = binding.definition().events();
    long[] descriptions = events.stream().mapToLong(this::eventDescription).toArray();
    return probeDescription
        .u32(0, 40)
        .word(8, name)
        .word(16, Struct.pointers(descriptions).address())
        .u32(24, descriptions.length)
        .u32(28, VERSION_MAJOR)
        .address();
  }

  private long eventDescription(EventDefinition event) {
    long[] eventFields = fields.fields(event);
    Struct eventClass =
        Struct.ofSize(48)
            .u32(0, 48)
            .word(8, Struct.pointers(eventFields).address())
            .word(16, eventFields.length)
            .word(24, binding.returnStubAddress())
            .word(32, Struct.string(signature(event)))
            .word(40, probeDescription.address());
    return Struct.ofSize(48)
        .u32(0, 48)
        .word(8, Struct.string(event.name()))
        .word(16, probeDescription.address())
        .word(24, eventClass.address())
        .address();
  }

  /** Fills the events' cells and returns the array of pointers to them that LTTng registers. */
  long tracepoints() {
    List<EventDefinition> events = binding.definition().events();
    long[] addresses = new long[events.size()];
    for (int i = 0; i < addresses.length; i++) {
      EventDefinition event = events.get(i);
      MemorySegment cell =
          binding.words().asSlice(i * ProviderBinding.CELL_SIZE, ProviderBinding.CELL_SIZE);
      // The word at 24 is live: USDT and JFR may have set their bits.
      addresses[i] =
          new Struct(cell)
              .u32(0, 56)
              .word(8, name)
              .word(16, Struct.string(event.name()))
              .word(48, Struct.string(signature(event)))
              .word(56, eventInfo(event, i))
              .address();
    }
    return Struct.pointers(addresses).address();
  }

  /** {@code struct event_info} of {@code lttng-fire.c}. */
  private long eventInfo(EventDefinition event, int index) {
    Struct info =
        Struct.ofSize(48)
            .word(0, library.readLock())
            .word(8, library.readUnlock())
            .word(16, binding.returnStubAddress())
            .word(24, binding.stubAddress(index))
            .u32(32, event.fields().size());
    for (int i = 0; i < event.fields().size(); i++) {
      info.u8(36L + i, kind(event.fields().get(i).type()));
    }
    return info.address();
  }

  /** {@code KIND_} constants of {@code lttng-fire.c}. */
  private static int kind(FieldType type) {
    return switch (type) {
      case INT8 -> 1;
      case UINT8, BOOLEAN -> 2;
      case INT16 -> 3;
      case UINT16 -> 4;
      case INT32, ENUM -> 5;
      case UINT32 -> 6;
      case INT64, UINT64, DOUBLE -> 7;
      case STRING -> 8;
      case BYTES -> 9;
    };
  }

  /** The arguments as C declares them; LTTng compares the tracepoint's with the event class's. */
  private static String signature(EventDefinition event) {
    List<String> arguments = new ArrayList<>();
    for (FieldDefinition field : event.fields()) {
      arguments.add(cType(field.type()) + ", " + field.name());
    }
    return arguments.isEmpty() ? "void" : String.join(", ", arguments);
  }

  private static String cType(FieldType type) {
    return switch (type) {
      case INT8 -> "int8_t";
      case UINT8, BOOLEAN -> "uint8_t";
      case INT16 -> "int16_t";
      case UINT16 -> "uint16_t";
      case INT32, ENUM -> "int32_t";
      case UINT32 -> "uint32_t";
      case INT64 -> "int64_t";
      case UINT64 -> "uint64_t";
      case DOUBLE -> "double";
      case STRING -> "const char *";
      case BYTES -> "const uint8_t *";
    };
  }
}
