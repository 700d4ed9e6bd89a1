package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.runtime.EnumLabel;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * The metadata file of a trace in CTF 2: fragments of JSON (CTF2-SPEC-2.0), with the names and
 * layouts of {@link CtfMetadata}.
 */
final class Ctf2Metadata {
  private static final String ORDER =
      ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "little-endian" : "big-endian";

  private static final long NANOS = 1_000_000_000;

  private Ctf2Metadata() {}

  /** The text for the events there are so far. */
  static String text(
      TraceEnvironment environment, EventContext context, Map<Integer, EventPlans.Known> events) {
    StringBuilder out = new StringBuilder();
    fragment(out, "preamble", "\"version\":2,\"uuid\":" + bytes(environment.uuid()));
    fragment(out, "trace-class", trace(environment, environment(environment, events)));
    fragment(out, "clock-class", clock(environment));
    fragment(out, "data-stream-class", stream(context));
    events.forEach((id, event) -> fragment(out, "event-record-class", event(id, event)));
    return out.toString();
  }

  /** A JSON object behind a record separator (RFC 7464). */
  private static void fragment(StringBuilder out, String type, String properties) {
    out.append("\u001e{\"type\":\"").append(type).append("\",").append(properties).append("}\n");
  }

  private static String bytes(UUID uuid) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.BIG_ENDIAN);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    StringJoiner out = new StringJoiner(",", "[", "]");
    for (byte b : bytes.array()) {
      out.add(Integer.toString(b & 0xff));
    }
    return out.toString();
  }

  private static String environment(
      TraceEnvironment environment, Map<Integer, EventPlans.Known> events) {
    StringJoiner out = new StringJoiner(",", "{", "}");
    environment
        .entries()
        .forEach(
            (name, value) ->
                out.add(
                    literal(name) + ":" + (value instanceof String text ? literal(text) : value)));
    String sampled = CtfMetadata.sampled(events);
    if (!sampled.isEmpty()) {
      out.add("\"sampling\":" + literal(sampled));
    }
    return out.toString();
  }

  private static String trace(TraceEnvironment environment, String entries) {
    return """
        "uid":"%s","environment":%s,"packet-header-field-class":%s"""
        .formatted(
            environment.uuid(),
            entries,
            structure(
                1,
                List.of(
                    member("magic", unsigned(32, "packet-magic-number")),
                    member(
                        "uuid",
                        """
                        {"type":"static-length-blob","length":16,"roles":["metadata-stream-uuid"]}\
                        """),
                    member("stream_id", unsigned(32, "data-stream-class-id")),
                    member("stream_instance_id", unsigned(64, "data-stream-id")))));
  }

  private static String clock(TraceEnvironment environment) {
    String uid = environment.clockUuid();
    return """
        "id":"monotonic","name":"monotonic",%s"description":"Monotonic Clock","frequency":%d,\
        "origin":"unix-epoch","offset-from-origin":{"seconds":%d,"cycles":%d}"""
        .formatted(
            uid.isEmpty() ? "" : "\"uid\":" + literal(uid) + ",",
            NANOS,
            Math.floorDiv(environment.clockOffset(), NANOS),
            Math.floorMod(environment.clockOffset(), NANOS));
  }

  private static String stream(EventContext eventContext) {
    String context =
        structure(
            1,
            List.of(
                member("timestamp_begin", unsigned(64, "default-clock-timestamp")),
                member("timestamp_end", unsigned(64, "packet-end-default-clock-timestamp")),
                member("content_size", unsigned(64, "packet-content-length")),
                member("packet_size", unsigned(64, "packet-total-length")),
                member("packet_seq_num", unsigned(64, "packet-sequence-number")),
                member("events_discarded", unsigned(64, "discarded-event-record-counter-snapshot")),
                member("vtid", integer(32, true, 10, "")),
                member("thread", "{\"type\":\"null-terminated-string\"}")));
    String compact =
        structure(1, List.of(member("timestamp", unsigned(32, "default-clock-timestamp"))));
    String extended =
        structure(
            1,
            List.of(
                member("id", unsigned(32, "event-record-class-id")),
                member("timestamp", unsigned(64, "default-clock-timestamp"))));
    String options =
        """
        {"type":"variant","selector-field-location":{"path":["id"]},"options":[\
        {"name":"compact","selector-field-ranges":[[0,65534]],"field-class":%s},\
        {"name":"extended","selector-field-ranges":[[65535,65535]],"field-class":%s}]}"""
            .formatted(compact, extended);
    String header =
        structure(
            8, List.of(member("id", unsigned(16, "event-record-class-id")), member("v", options)));
    return """
        "id":0,"default-clock-class-id":"monotonic",\
        "packet-context-field-class":%s,"event-record-header-field-class":%s%s"""
        .formatted(context, header, common(eventContext));
  }

  /** What stands with every event; nothing where there are no contexts. */
  private static String common(EventContext context) {
    if (context.fields().isEmpty()) {
      return "";
    }
    List<String> members = new ArrayList<>();
    for (ContextField field : context.fields()) {
      String fieldClass =
          switch (field) {
            case VPID, VTID -> integer(32, true, 10, "");
            case PROCNAME ->
                "{\"type\":\"static-length-string\",\"length\":" + ContextField.NAME_BYTES + "}";
          };
      members.add(member(field.toString(), fieldClass));
    }
    return ",\"event-record-common-context-field-class\":" + structure(1, members);
  }

  private static String event(int id, EventPlans.Known event) {
    List<String> members = new ArrayList<>();
    event.definition().fields().forEach(field -> field(field, members));
    return "\"id\":%d,\"data-stream-class-id\":0,\"name\":%s,\"payload-field-class\":%s"
        .formatted(id, literal(event.name()), structure(1, members));
  }

  private static void field(FieldDefinition field, List<String> members) {
    String name = field.name();
    switch (field.type()) {
      case STRING -> members.add(member(name, "{\"type\":\"null-terminated-string\"}"));
      case DOUBLE ->
          members.add(
              member(
                  name,
                  """
                  {"type":"fixed-length-floating-point-number","length":64,"alignment":8,\
                  "byte-order":"%s"}"""
                      .formatted(ORDER)));
      case ENUM -> members.add(member(name, integer(32, true, 10, mappings(field.labels()))));
      case BYTES -> {
        String length = "_" + name + "_length";
        members.add(member(length, integer(32, false, 10, "")));
        members.add(
            member(
                name,
                """
                {"type":"dynamic-length-array","element-field-class":%s,\
                "length-field-location":{"origin":"event-record-payload","path":[%s]}}"""
                    .formatted(integer(8, false, 16, ""), literal(length))));
      }
      default ->
          members.add(
              member(
                  name, integer(field.type().size() * Byte.SIZE, field.type().signed(), 10, "")));
    }
  }

  private static String mappings(List<EnumLabel> labels) {
    StringJoiner out = new StringJoiner(",", ",\"mappings\":{", "}");
    labels.forEach(
        label -> out.add("%s:[[%d,%2$d]]".formatted(literal(label.name()), label.value())));
    return out.toString();
  }

  private static String unsigned(int bits, String role) {
    return integer(bits, false, 10, ",\"roles\":[\"" + role + "\"]");
  }

  private static String integer(int bits, boolean signed, int base, String more) {
    return """
        {"type":"fixed-length-%s-integer","length":%d,"alignment":8,"byte-order":"%s",\
        "preferred-display-base":%d%s}"""
        .formatted(signed ? "signed" : "unsigned", bits, ORDER, base, more);
  }

  private static String member(String name, String fieldClass) {
    return "{\"name\":" + literal(name) + ",\"field-class\":" + fieldClass.strip() + "}";
  }

  private static String structure(int align, List<String> members) {
    return "{\"type\":\"structure\",\"minimum-alignment\":%d,\"member-classes\":[%s]}"
        .formatted(align, String.join(",", members));
  }

  /** A string of JSON, with what {@link CtfMetadata} cannot write replaced likewise. */
  private static String literal(String text) {
    return CtfMetadata.literal(text);
  }
}
