package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.Metadata.EventClass;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of event, as one trace's metadata defines it. Where several traces are read at once, each
 * has types of its own, of the same names.
 */
public final class EventType {
  private final int index;
  private final TraceInfo.Source source;
  private final String fullName;
  private final String provider;
  private final String name;
  private final @Nullable Long logLevel;
  private final boolean timed;
  private final Set<Scope> present = EnumSet.noneOf(Scope.class);
  private final List<Field> fields;

  final RecordLayout layout;
  final PacketLayout packet;

  /** The first field that stands in the packet. */
  final int packetFields;

  EventType(
      int index,
      TraceInfo.Source source,
      EventClass event,
      RecordLayout layout,
      PacketLayout packet,
      boolean timed,
      List<Scope> scopes) {
    this.index = index;
    this.source = source;
    this.layout = layout;
    this.packet = packet;
    this.timed = timed;
    fullName = event.name();
    int colon = fullName.indexOf(':');
    provider = colon < 0 ? "" : fullName.substring(0, colon);
    name = fullName.substring(colon + 1);
    logLevel = event.logLevel();
    present.addAll(scopes);
    if (packet.shown()) {
      present.add(Scope.PACKET);
    }
    List<Field> all = new ArrayList<>(layout.fieldList());
    packetFields = all.size();
    all.addAll(packet.fields());
    fields = List.copyOf(all);
  }

  /** A number of its own, from 0 without gaps over all traces read at once. */
  public int index() {
    return index;
  }

  /** The trace it belongs to. */
  public TraceInfo.Source source() {
    return source;
  }

  /** {@code provider:event}, as the metadata has it. */
  public String fullName() {
    return fullName;
  }

  /** What stands before the colon; empty where there is none, as in kernel traces. */
  public String provider() {
    return provider;
  }

  /** The name without the provider. */
  public String name() {
    return name;
  }

  /** LTTng's log level, or null. */
  public @Nullable Long logLevel() {
    return logLevel;
  }

  /** Whether its events have times; those of a stream without a clock have none. */
  public boolean timed() {
    return timed;
  }

  /** All fields: the stream's and the event's contexts, the payload, then the packet's. */
  public List<Field> fields() {
    return fields;
  }

  /**
   * The index of a field. The payload is looked through first, then the contexts, then the packet.
   *
   * @return -1 where there is none of the name
   */
  public int field(String fieldName) {
    for (Scope scope :
        List.of(Scope.PAYLOAD, Scope.EVENT_CONTEXT, Scope.STREAM_CONTEXT, Scope.PACKET)) {
      int found = field(scope, fieldName);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  /** The index of a field of a scope, or -1. */
  public int field(Scope scope, String fieldName) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).scope() == scope && fields.get(i).name().equals(fieldName)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether events of this type have a scope, be it without fields. */
  public boolean has(Scope scope) {
    return present.contains(scope);
  }

  @Override
  public String toString() {
    return fullName;
  }
}
