package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.CtfType.Role;
import dev.muninn.analysis.ctf.metadata.Location.Origin;
import dev.muninn.analysis.ctf.metadata.Metadata;
import dev.muninn.analysis.ctf.metadata.Metadata.EventClass;
import dev.muninn.analysis.ctf.metadata.Metadata.StreamClass;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One trace's metadata, compiled. */
final class TraceLayout {
  final TraceInfo.Source source;
  private final Metadata metadata;
  private final List<EventType> types;
  private final Map<Long, StreamLayout> streams = new LinkedHashMap<>();

  final RecordLayout packetHeaderLayout;
  final RoleField magic;
  final RoleField streamId;
  final RoleField instanceId;

  /** Registers the packet's header uses. */
  final int headerRegisters;

  /**
   * Compiles.
   *
   * @param types where all types of all traces are numbered
   * @throws MetadataException when a type refers to what is not there
   */
  TraceLayout(TraceInfo.Source source, Metadata metadata, List<EventType> types)
      throws MetadataException {
    this.source = source;
    this.metadata = metadata;
    this.types = types;
    NodeBuilder.Budget budget = new NodeBuilder.Budget();
    for (long id : metadata.streams().keySet().stream().sorted().toList()) {
      StreamClass stream = metadata.streams().get(id);
      if (stream != null) {
        NodeBuilder own = new NodeBuilder(budget);
        streams.put(id, new StreamLayout(this, metadata.packetHeader(), stream, own));
      }
    }
    NodeBuilder builder = new NodeBuilder(budget);
    Node.Struct first = builder.scope(Origin.PACKET_HEADER, metadata.packetHeader());
    magic = RoleField.of(first, Role.MAGIC, builder);
    streamId = RoleField.of(first, Role.STREAM_CLASS_ID, builder);
    instanceId = RoleField.of(first, Role.STREAM_ID, builder);
    headerRegisters = builder.registers();
    packetHeaderLayout =
        RecordLayout.of(
            first == null ? List.of() : List.of(new RecordLayout.Part(Scope.PACKET, first)),
            CtfType.MAX_ALIGN);
  }

  /** Forgets what the last packet's header had. */
  void forgetHeader(DecodeState state) {
    magic.forget(state);
    streamId.forget(state);
    instanceId.forget(state);
  }

  /** The stream class of an id, or the only one where packets have none. */
  @Nullable StreamLayout stream(long id) {
    return streamId.isThere() || streams.size() != 1
        ? streams.get(id)
        : streams.values().iterator().next();
  }

  ClockScale scale(StreamLayout stream) {
    Metadata.Clock clock = stream.clock == null ? null : metadata.clocks().get(stream.clock);
    return new ClockScale(clock);
  }

  /** Numbers a type. */
  EventType type(EventClass event, RecordLayout layout, StreamLayout stream, List<Scope> scopes) {
    EventType type =
        new EventType(
            types.size(), source, event, layout, stream.packet, stream.clock != null, scopes);
    types.add(type);
    return type;
  }
}
