package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.Location.Origin;
import dev.muninn.analysis.ctf.metadata.Metadata.EventClass;
import dev.muninn.analysis.ctf.metadata.Metadata.StreamClass;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream class, compiled with all its events: what an event refers to in its packet or its header
 * is known before the first packet is read.
 */
final class StreamLayout {
  private static final int DENSE_IDS = 1 << 16;

  private final StreamClass stream;
  private final List<EventType> types = new ArrayList<>();
  private @Nullable EventType[] byId = new @Nullable EventType[16];
  private final Map<Long, EventType> sparse = new HashMap<>();

  /** The packet's header, which later fields may depend on; null where packets have none. */
  final Node.@Nullable Struct packetHeader;

  final PacketLayout packet;
  final EventHeader header;

  /** The clock of its times, or null. */
  final @Nullable String clock;

  /** Registers its types use. */
  final int registers;

  /** An event's scopes, built. */
  private record Built(
      EventClass event, Node.@Nullable Struct context, Node.@Nullable Struct fields) {}

  StreamLayout(
      TraceLayout trace, CtfType.@Nullable Struct header, StreamClass stream, NodeBuilder builder)
      throws MetadataException {
    this.stream = stream;
    clock = stream.clock();
    packetHeader = builder.scope(Origin.PACKET_HEADER, header);
    Node.Struct packetContext = builder.scope(Origin.PACKET_CONTEXT, stream.packetContext());
    Node.Struct eventHeader = builder.scope(Origin.EVENT_HEADER, stream.eventHeader());
    Node.Struct common = builder.scope(Origin.COMMON_CONTEXT, stream.eventContext());
    List<Built> events = new ArrayList<>();
    for (long id : stream.events().keySet().stream().sorted().toList()) {
      EventClass event = stream.events().get(id);
      if (event != null) {
        Node.Struct context = builder.scope(Origin.EVENT_CONTEXT, event.context());
        events.add(new Built(event, context, builder.scope(Origin.PAYLOAD, event.fields())));
      }
    }
    // Only now is it known which of the outer scopes' integers are referred to.
    packet = new PacketLayout(packetContext, builder);
    registers = builder.registers();
    this.header = EventHeader.of(eventHeader, stream.events().values());
    for (Built event : events) {
      add(trace, event, common);
    }
  }

  private void add(TraceLayout trace, Built built, Node.@Nullable Struct common) {
    List<RecordLayout.Part> parts = new ArrayList<>();
    add(parts, Scope.STREAM_CONTEXT, common);
    add(parts, Scope.EVENT_CONTEXT, built.context());
    add(parts, Scope.PAYLOAD, built.fields());
    EventType type =
        trace.type(
            built.event(),
            RecordLayout.of(parts, header.endAlign()),
            this,
            parts.stream().map(RecordLayout.Part::scope).toList());
    types.add(type);
    long id = built.event().id();
    if (id < 0 || id >= DENSE_IDS) {
      sparse.put(id, type);
      return;
    }
    if (id >= byId.length) {
      byId = Arrays.copyOf(byId, (int) Math.max(id + 1, Math.min(DENSE_IDS, 2L * byId.length)));
    }
    byId[(int) id] = type;
  }

  private static void add(
      List<RecordLayout.Part> parts, Scope scope, Node.@Nullable Struct struct) {
    if (struct != null) {
      parts.add(new RecordLayout.Part(scope, struct));
    }
  }

  /** The stream class's id. */
  long id() {
    return stream.id();
  }

  /** The type of an id, or null where the metadata has none. */
  @Nullable EventType event(long id) {
    if (id >= 0 && id < byId.length) {
      return byId[(int) id];
    }
    return sparse.get(id);
  }

  /** All of them, by id. */
  List<EventType> events() {
    return types;
  }
}
