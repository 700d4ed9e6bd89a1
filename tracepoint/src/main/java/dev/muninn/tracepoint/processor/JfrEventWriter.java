package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.Timespan;
import dev.muninn.tracepoint.runtime.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes the JFR event class of each event, nested in the implementation and loaded only when JFR
 * is used. The events are off in JFR's own settings files, as in every other listener.
 */
final class JfrEventWriter {
  /** Fields every JFR event has of its own. */
  private static final Set<String> RESERVED =
      Set.of("startTime", "duration", "eventThread", "stackTrace");

  private final ProviderModel provider;
  private final SourceWriter out;

  JfrEventWriter(ProviderModel provider, SourceWriter out) {
    this.provider = provider;
    this.out = out;
  }

  static String className(EventModel event) {
    String method = event.method();
    return method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1) + "_Jfr";
  }

  /** A JFR event has a {@code duration} of its own: ours becomes {@code duration_}. */
  static String fieldName(String field) {
    return RESERVED.contains(field) ? field + "_" : field;
  }

  void write() {
    String provider = this.provider.definition().name();
    for (EventModel event : this.provider.events()) {
      String name = event.definition().name();
      out.line("");
      out.line("@jdk.jfr.Name(%s)", Names.literal(provider + "." + name));
      out.line("@jdk.jfr.Label(%s)", Names.literal(label(name)));
      out.line("@jdk.jfr.Description(%s)", Names.literal(event.definition().doc()));
      out.line("@jdk.jfr.Category({\"Tracepoints\", %s})", Names.literal(provider));
      out.line("@jdk.jfr.Enabled(%s)", !this.provider.definition().byName());
      out.line("@jdk.jfr.StackTrace(false)");
      out.line("static final class %s extends jdk.jfr.Event {", className(event));
      int i = 0;
      for (ParameterModel parameter : event.parameters()) {
        writeField(parameter, i++);
      }
      writeEmit(event);
      out.line("}");
    }
  }

  private void writeField(ParameterModel parameter, int index) {
    String name = parameter.field().name();
    out.line("@jdk.jfr.Name(%s)", Names.literal(fieldName(name)));
    out.line("@jdk.jfr.Label(%s)", Names.literal(label(name)));
    if (!parameter.field().doc().isEmpty()) {
      out.line("@jdk.jfr.Description(%s)", Names.literal(parameter.field().doc()));
    }
    FieldType type = parameter.field().type();
    if (type.name().startsWith("UINT")) {
      out.line("@jdk.jfr.Unsigned");
    }
    Timespan.Unit timespan = parameter.timespan();
    if (timespan != null) {
      out.line("@jdk.jfr.Timespan(jdk.jfr.Timespan.%s)", timespan);
    }
    out.line("%s f%d;", javaType(type), index);
    out.line("");
  }

  private void writeEmit(EventModel event) {
    List<String> parameters = new ArrayList<>();
    for (ParameterModel parameter : event.parameters()) {
      parameters.add(parameter.type() + " a" + parameters.size());
    }
    out.line("static void emit(%s) {", String.join(", ", parameters));
    out.line("%s event = new %s();", className(event), className(event));
    out.line("if (event.shouldCommit()) {");
    int i = 0;
    for (ParameterModel parameter : event.parameters()) {
      out.line("event.f%d = %s;", i, value(parameter.kind(), "a" + i));
      i++;
    }
    out.line("event.commit();");
    out.line("}");
    out.line("}");
  }

  private static String javaType(FieldType type) {
    return switch (type) {
      case INT8, UINT8 -> "byte";
      case INT16, UINT16 -> "short";
      case INT32, UINT32 -> "int";
      case INT64, UINT64 -> "long";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case ENUM, STRING, BYTES -> "String";
    };
  }

  private static String value(ArgumentKind kind, String argument) {
    return switch (kind) {
      case BYTE, SHORT, INT, LONG, DOUBLE, BOOLEAN -> argument;
      case ENUM -> "dev.muninn.tracepoint.jfr.JfrValues.ofEnum(" + argument + ")";
      case UTF8 -> "dev.muninn.tracepoint.jfr.JfrValues.ofUtf8(" + argument + ")";
      case CHARS, NATIVE_STRING -> "dev.muninn.tracepoint.jfr.JfrValues.ofText(" + argument + ")";
      case BYTES -> "dev.muninn.tracepoint.jfr.JfrValues.ofBytes(" + argument + ")";
    };
  }

  /** {@code command_call} becomes {@code Command call}. */
  private static String label(String name) {
    String words = name.replaceAll("_+", " ").strip();
    return words.isEmpty()
        ? name
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
