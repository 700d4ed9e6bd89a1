package dev.muninn.tracepoint.dtrace;

import dev.muninn.tracepoint.doc.Definitions;
import dev.muninn.tracepoint.doc.DocComment;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a provider as a DTrace provider file, which {@link DtraceParser} and the {@code dtrace}
 * tools read. D has no booleans and no enumerations: they are written as integers, an enumeration's
 * names in the comment.
 */
public final class DtraceWriter {
  private DtraceWriter() {}

  /**
   * Prints the providers whose interfaces are named.
   *
   * @param interfaces binary names of {@code @Provider} interfaces on the class path
   */
  public static void main(String[] interfaces) {
    for (ProviderDefinition provider : Definitions.load(List.of(interfaces))) {
      System.out.print(write(provider));
    }
  }

  /**
   * Returns a provider as text.
   *
   * @param provider the provider
   * @return its declaration, ended by a newline
   */
  public static String write(ProviderDefinition provider) {
    StringBuilder out = new StringBuilder();
    if (!provider.doc().isEmpty()) {
      out.append("/** ").append(DocComment.escape(provider.doc())).append(" */\n");
    }
    out.append("provider ").append(provider.name()).append(" {\n");
    String separator = "";
    for (EventDefinition event : provider.events()) {
      out.append(separator);
      writeComment(event, out);
      out.append("  probe ").append(event.name()).append('(');
      out.append(
          event.fields().stream().map(DtraceWriter::argument).collect(Collectors.joining(", ")));
      out.append(");\n");
      separator = "\n";
    }
    return out.append("};\n").toString();
  }

  private static void writeComment(EventDefinition event, StringBuilder out) {
    List<String> lines = new ArrayList<>();
    if (!event.doc().isEmpty()) {
      lines.add(DocComment.escape(event.doc()));
    }
    for (FieldDefinition field : event.fields()) {
      String doc = DocComment.escape(documentation(field));
      if (!doc.isEmpty()) {
        lines.add("@param " + field.name() + " " + doc);
      }
    }
    if (!lines.isEmpty()) {
      out.append("  /**\n");
      lines.forEach(line -> out.append("   * ").append(line).append('\n'));
      out.append("   */\n");
    }
  }

  private static String documentation(FieldDefinition field) {
    String labels =
        field.labels().stream()
            .map(l -> l.value() + " " + l.name())
            .collect(Collectors.joining(", "));
    if (labels.isEmpty() || field.doc().isEmpty()) {
      return field.doc() + labels;
    }
    return field.doc() + ": " + labels;
  }

  private static String argument(FieldDefinition field) {
    String name = field.name();
    if (field.type() == FieldType.BYTES) {
      return "uint8_t *%s, uint32_t %s_length".formatted(name, name);
    }
    String type =
        switch (field.type()) {
          case INT8 -> "int8_t ";
          case UINT8, BOOLEAN -> "uint8_t ";
          case INT16 -> "int16_t ";
          case UINT16 -> "uint16_t ";
          case INT32, ENUM -> "int ";
          case UINT32 -> "uint32_t ";
          case INT64 -> "int64_t ";
          case UINT64 -> "uint64_t ";
          case DOUBLE -> "double ";
          case STRING, BYTES -> "char *";
        };
    return type + name;
  }
}
