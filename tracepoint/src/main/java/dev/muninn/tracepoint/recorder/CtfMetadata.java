package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.runtime.EnumLabel;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The metadata file of a trace in CTF 1.8: plain-text TSDL, with the names and layouts that LTTng's
 * traces have.
 */
final class CtfMetadata {

  private CtfMetadata() {}

  /** The text for the events there are so far. */
  static String text(
      TraceEnvironment environment, EventContext context, Map<Integer, EventPlans.Known> events) {
    StringBuilder out =
        new StringBuilder(
            head(environment, environment(environment, events), eventContext(context)));
    events.forEach((id, event) -> event(id, event, out));
    return out.toString();
  }

  /** Of the stream, as LTTng has it; nothing where there are no contexts. */
  private static String eventContext(EventContext context) {
    return context.fields().isEmpty()
        ? ""
        : context.fields().stream()
            .map(field -> "\t\t" + field.declaration() + ";\n")
            .collect(Collectors.joining("", "\tevent.context := struct {\n", "\t};\n"));
  }

  private static String head(TraceEnvironment environment, String entries, String eventContext) {
    String clockUuid =
        environment.clockUuid().isEmpty() ? "" : "\tuuid = \"" + environment.clockUuid() + "\";\n";
    return """
      /* CTF 1.8 */

      typealias integer { size = 8; align = 8; signed = false; } := uint8_t;
      typealias integer { size = 16; align = 8; signed = false; } := uint16_t;
      typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
      typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
      typealias integer { size = 32; align = 8; signed = true; } := int32_t;

      trace {
      	major = 1;
      	minor = 8;
      	uuid = "%1$s";
      	byte_order = %2$s;
      	packet.header := struct {
      		uint32_t magic;
      		uint8_t  uuid[16];
      		uint32_t stream_id;
      		uint64_t stream_instance_id;
      	};
      };

      env {
      %3$s};

      clock {
      	name = "monotonic";
      %4$s	description = "Monotonic Clock";
      	freq = 1000000000;
      	offset = %5$d;
      };

      typealias integer {
      	size = 32; align = 8; signed = false;
      	map = clock.monotonic.value;
      } := uint32_clock_monotonic_t;

      typealias integer {
      	size = 64; align = 8; signed = false;
      	map = clock.monotonic.value;
      } := uint64_clock_monotonic_t;

      struct packet_context {
      	uint64_clock_monotonic_t timestamp_begin;
      	uint64_clock_monotonic_t timestamp_end;
      	uint64_t content_size;
      	uint64_t packet_size;
      	uint64_t packet_seq_num;
      	uint64_t events_discarded;
      	int32_t vtid;
      	string thread;
      };

      struct event_header {
      	enum : uint16_t { compact = 0 ... 65534, extended = 65535 } id;
      	variant <id> {
      		struct {
      			uint32_clock_monotonic_t timestamp;
      		} compact;
      		struct {
      			uint32_t id;
      			uint64_clock_monotonic_t timestamp;
      		} extended;
      	} v;
      } align(8);

      stream {
      	id = 0;
      	event.header := struct event_header;
      	packet.context := struct packet_context;
      %6$s};
      """
        .formatted(
            environment.uuid(),
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "le" : "be",
            entries,
            clockUuid,
            environment.clockOffset(),
            eventContext);
  }

  private static String environment(
      TraceEnvironment environment, Map<Integer, EventPlans.Known> events) {
    StringBuilder out = new StringBuilder();
    environment
        .entries()
        .forEach(
            (name, value) ->
                out.append('\t')
                    .append(name)
                    .append(" = ")
                    .append(value instanceof String text ? literal(text) : value)
                    .append(";\n"));
    String sampled = sampled(events);
    if (!sampled.isEmpty()) {
      out.append("\tsampling = ").append(literal(sampled)).append(";\n");
    }
    return out.toString();
  }

  /** Which events are thinned out, and to one in how many. */
  static String sampled(Map<Integer, EventPlans.Known> events) {
    return events.values().stream()
        .filter(event -> event.sampling() > 1)
        .map(event -> event.name() + "=" + event.sampling())
        .collect(Collectors.joining(","));
  }

  private static void event(int id, EventPlans.Known event, StringBuilder out) {
    out.append("\nevent {\n\tname = ").append(literal(event.name()));
    out.append(";\n\tid = ").append(id);
    out.append(";\n\tstream_id = 0;\n\tfields := struct {\n");
    event.definition().fields().forEach(field -> field(field, out));
    out.append("\t};\n};\n");
  }

  /** LTTng writes an underscore before every name, so that none is a word of the language. */
  private static void field(FieldDefinition field, StringBuilder out) {
    String name = field.name();
    switch (field.type()) {
      case STRING -> out.append("\t\tstring _").append(name).append(";\n");
      case DOUBLE ->
          out.append("\t\tfloating_point { exp_dig = 11; mant_dig = 53; align = 8; } _")
              .append(name)
              .append(";\n");
      case ENUM ->
          out.append("\t\tenum : ")
              .append(integer(32, true, 10))
              .append(" {")
              .append(labels(field.labels()))
              .append(" } _")
              .append(name)
              .append(";\n");
      case BYTES -> {
        String length = "__" + name + "_length";
        out.append("\t\t").append(integer(32, false, 10)).append(' ').append(length);
        out.append(";\n\t\t").append(integer(8, false, 16)).append(" _").append(name);
        out.append("[ ").append(length).append(" ];\n");
      }
      default ->
          out.append("\t\t")
              .append(integer(field.type().size() * Byte.SIZE, field.type().signed(), 10))
              .append(" _")
              .append(name)
              .append(";\n");
    }
  }

  private static String integer(int bits, boolean signed, int base) {
    return "integer { size = %d; align = 8; signed = %b; base = %d; }"
        .formatted(bits, signed, base);
  }

  private static String labels(List<EnumLabel> labels) {
    return labels.stream()
        .map(label -> " " + literal(label.name()) + " = " + label.value())
        .collect(Collectors.joining(","));
  }

  /** A string of TSDL, whose escapes are C's, or of JSON: what they share is enough. */
  static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else {
        out.append(c < ' ' || c == 0x7f ? '?' : c);
      }
    }
    return out.append('"').toString();
  }
}
