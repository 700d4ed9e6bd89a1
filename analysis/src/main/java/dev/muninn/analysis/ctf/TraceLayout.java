package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.tsdl.CtfType;
import dev.muninn.analysis.ctf.tsdl.Metadata;
import dev.muninn.analysis.ctf.tsdl.Metadata.EventClass;
import dev.muninn.analysis.ctf.tsdl.Metadata.StreamClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One trace's metadata, compiled. */
final class TraceLayout {
  final TraceInfo.Source source;
  final boolean bigEndian;
  private final Metadata metadata;
  private final List<EventType> types;
  private final Map<Long, StreamLayout> streams = new HashMap<>();

  final RecordLayout packetHeaderLayout;
  final int magic;
  final int streamId;
  final int instanceId;

  /**
   * Compiles.
   *
   * @param types where all types of all traces are numbered
   */
  TraceLayout(TraceInfo.Source source, Metadata metadata, List<EventType> types)
      throws TraceException {
    this.source = source;
    this.metadata = metadata;
    this.types = types;
    bigEndian = metadata.bigEndian();
    NodeBuilder.Budget budget = new NodeBuilder.Budget();
    List<Long> ids = metadata.streams().keySet().stream().sorted().toList();
    for (long id : ids) {
      StreamClass stream = metadata.streams().get(id);
      if (stream != null) {
        NodeBuilder builder = new NodeBuilder(budget);
        streams.put(id, new StreamLayout(this, metadata.packetHeader(), stream, builder));
      }
    }
    Node.Struct first =
        metadata.packetHeader() == null
            ? null
            : new NodeBuilder(budget).scope("trace.packet.header", metadata.packetHeader());
    packetHeaderLayout =
        RecordLayout.of(
            first == null ? List.of() : List.of(new RecordLayout.Part(Scope.PACKET, first)),
            CtfType.MAX_ALIGN);
    magic = headerField("magic");
    streamId = headerField("stream_id");
    instanceId = headerField("stream_instance_id");
  }

  private int headerField(String name) {
    int field = packetHeaderLayout.field(Scope.PACKET, name);
    return field >= 0 && packetHeaderLayout.fields[field].kind() == Field.Kind.INTEGER ? field : -1;
  }

  /** The stream class of an id, or the only one where the id is null. */
  @Nullable StreamLayout stream(@Nullable Long id) {
    if (id == null) {
      return streams.size() == 1 ? streams.values().iterator().next() : streams.get(0L);
    }
    return streams.get(id);
  }

  ClockScale scale(StreamLayout stream) {
    Metadata.Clock clock = stream.clock == null ? null : metadata.clocks().get(stream.clock);
    return new ClockScale(clock);
  }

  /** Numbers a type. */
  EventType type(EventClass event, RecordLayout layout, PacketLayout packet, List<Scope> scopes) {
    EventType type = new EventType(types.size(), source, event, layout, packet, scopes);
    types.add(type);
    return type;
  }

  /** Compiles all types. */
  List<EventType> compileAll() throws TraceException {
    List<EventType> all = new ArrayList<>();
    for (StreamLayout stream : streams.values()) {
      all.addAll(stream.events());
    }
    return all;
  }
}
