package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.doc.DocComment;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Writes the interface of a provider that was defined in a file. */
final class InterfaceWriter {
  private final String packageName;
  private final ProviderDefinition provider;
  private final String file;

  InterfaceWriter(String packageName, ProviderDefinition provider, String file) {
    this.packageName = packageName;
    this.provider = provider;
    this.file = file;
  }

  /** {@code redis} becomes {@code RedisProbes}. */
  String interfaceName() {
    return Names.toPascalCase(provider.name()) + "Probes";
  }

  String write() {
    SourceWriter out = new SourceWriter();
    out.line("package " + packageName + ";").line("");
    out.line("import dev.muninn.tracepoint.Event;");
    out.line("import dev.muninn.tracepoint.Field;");
    out.line("import dev.muninn.tracepoint.Provider;");
    out.line("import dev.muninn.tracepoint.Unsigned;").line("");
    out.line(
        "/** %s */",
        DocComment.escape(
            provider.doc().isEmpty()
                ? "Probes of the provider %s, from %s.".formatted(provider.name(), file)
                : provider.doc()));
    out.line("@Provider(%s)", Names.literal(provider.name()));
    out.line("public interface %s {", interfaceName());
    Set<String> methods = new HashSet<>();
    for (EventDefinition event : provider.events()) {
      writeEvent(event, methodName(event, methods), out);
    }
    out.line("}");
    return out.toString();
  }

  /** Adds underscores where two probes would have one method, or a guard another's name. */
  private static String methodName(EventDefinition event, Set<String> methods) {
    String method = Names.toCamelCase(event.name());
    while (methods.contains(method) || methods.contains(method + "Enabled")) {
      method += "_";
    }
    methods.add(method);
    methods.add(method + "Enabled");
    return method;
  }

  private static void writeEvent(EventDefinition event, String method, SourceWriter out) {
    out.line("");
    out.line("/**");
    out.line(
        " * %s",
        DocComment.escape(
            event.doc().isEmpty() ? "Fires the probe %s.".formatted(event.name()) : event.doc()));
    List<String> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FieldDefinition field : event.fields()) {
      String name = field.name();
      while (SourceVersion.isKeyword(name) || !names.add(name)) {
        name += "_";
      }
      if (!field.doc().isEmpty()) {
        out.line(" * @param %s %s", name, DocComment.escape(field.doc()));
      }
      parameters.add(
          "@Field(%s) %s %s".formatted(Names.literal(field.name()), type(field.type()), name));
    }
    out.line(" */");
    out.line("@Event(%s)", Names.literal(event.name()));
    out.line("void %s(%s);", method, String.join(", ", parameters));
    out.line("");
    out.line("/** Whether anyone listens to {@code %s}. */", event.name());
    out.line("boolean %sEnabled();", method);
  }

  private static String type(FieldType type) {
    return switch (type) {
      case INT8 -> "byte";
      case UINT8 -> "@Unsigned byte";
      case INT16 -> "short";
      case UINT16 -> "@Unsigned short";
      case INT32, ENUM -> "int";
      case UINT32 -> "@Unsigned int";
      case INT64 -> "long";
      case UINT64 -> "@Unsigned long";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case STRING -> "CharSequence";
      case BYTES -> "byte[]";
    };
  }
}
