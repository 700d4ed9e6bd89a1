package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.tsdl.CtfType;
import dev.muninn.analysis.ctf.tsdl.Metadata.EventClass;
import dev.muninn.analysis.ctf.tsdl.Metadata.StreamClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream class, compiled; its events are compiled when the first of their kind is met. */
final class StreamLayout {
  private static final int DENSE_IDS = 1 << 16;

  private final TraceLayout trace;
  private final StreamClass stream;
  private final NodeBuilder builder;
  private final Node.@Nullable Struct context;
  private @Nullable EventType[] byId = new @Nullable EventType[16];

  /** The packet's header, which later fields may depend on. */
  final Node.@Nullable Struct packetHeader;

  final PacketLayout packet;
  final EventHeader header;

  /** The clock of its times, or null. */
  final @Nullable String clock;

  StreamLayout(
      TraceLayout trace, CtfType.@Nullable Struct header, StreamClass stream, NodeBuilder builder)
      throws TraceException {
    this.trace = trace;
    this.stream = stream;
    this.builder = builder;
    packetHeader = scope("trace.packet.header", header);
    packet = new PacketLayout(scope("stream.packet.context", stream.packetContext()));
    this.header =
        EventHeader.of(
            scope("stream.event.header", stream.eventHeader()), stream.events().values());
    context = scope("stream.event.context", stream.eventContext());
    String named = clock(stream.eventHeader());
    clock = named != null ? named : clock(stream.packetContext());
  }

  private Node.@Nullable Struct scope(String name, CtfType.@Nullable Struct struct)
      throws TraceException {
    return struct == null ? null : builder.scope(name, struct);
  }

  /** The clock of the first integer that is a time. */
  private static @Nullable String clock(@Nullable CtfType type) {
    List<CtfType.Member> parts =
        switch (type) {
          case CtfType.Int integer when integer.clock() != null -> {
            yield List.of();
          }
          case CtfType.Struct struct -> struct.members();
          case CtfType.Variant variant -> variant.options();
          case null, default -> List.of();
        };
    if (type instanceof CtfType.Int integer) {
      return integer.clock();
    }
    for (CtfType.Member part : parts) {
      String found = clock(part.type());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The stream class's id. */
  long id() {
    return stream.id();
  }

  /** Registers its types use so far. */
  int registers() {
    return builder.registers();
  }

  /** The type of an id, or null where the metadata has none. */
  @Nullable EventType event(long id) throws TraceException {
    if (id >= 0 && id < byId.length) {
      EventType known = byId[(int) id];
      if (known != null) {
        return known;
      }
    }
    return compile(id);
  }

  private @Nullable EventType compile(long id) throws TraceException {
    EventClass event = stream.events().get(id);
    if (event == null || id < 0 || id >= DENSE_IDS) {
      return null;
    }
    List<RecordLayout.Part> parts = new ArrayList<>();
    if (context != null) {
      parts.add(new RecordLayout.Part(Scope.STREAM_CONTEXT, context));
    }
    add(parts, Scope.EVENT_CONTEXT, "event.context", event.context());
    add(parts, Scope.PAYLOAD, "event.fields", event.fields());
    EventType type =
        trace.type(
            event,
            RecordLayout.of(parts, header.endAlign()),
            packet,
            parts.stream().map(RecordLayout.Part::scope).toList());
    if (id >= byId.length) {
      byId = Arrays.copyOf(byId, (int) Math.max(id + 1, Math.min(DENSE_IDS, 2L * byId.length)));
    }
    byId[(int) id] = type;
    return type;
  }

  private void add(
      List<RecordLayout.Part> parts, Scope scope, String name, CtfType.@Nullable Struct struct)
      throws TraceException {
    if (struct == null) {
      builder.noScope(name);
    } else {
      parts.add(new RecordLayout.Part(scope, builder.scope(name, struct)));
    }
  }

  /** Compiles all of them. */
  List<EventType> events() throws TraceException {
    List<EventType> types = new ArrayList<>();
    for (long id : stream.events().keySet().stream().sorted().toList()) {
      EventType type = event(id);
      if (type != null) {
        types.add(type);
      }
    }
    return types;
  }
}
