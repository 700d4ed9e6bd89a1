package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.util.Iterator;
import java.util.List;

/** Writes the expression that makes a provider's definition. */
final class DefinitionWriter {
  private final ProviderDefinition provider;
  private final SourceWriter out;

  DefinitionWriter(ProviderDefinition provider, SourceWriter out) {
    this.provider = provider;
    this.out = out;
  }

  void write() {
    out.line("/** What the tracers see. */");
    out.line("public static final ProviderDefinition DEFINITION =");
    out.line("    new ProviderDefinition(");
    out.line("        %s,", Names.literal(provider.name()));
    out.line("        %s,", Names.literal(provider.doc()));
    out.line("        List.of(");
    Iterator<EventDefinition> events = provider.events().iterator();
    while (events.hasNext()) {
      writeEvent(events.next(), events.hasNext() ? "," : provider.byName() ? "), true);" : "));");
    }
  }

  private void writeEvent(EventDefinition event, String end) {
    out.line("            new EventDefinition(");
    out.line("                %s,", Names.literal(event.name()));
    out.line("                %s,", Names.literal(event.doc()));
    if (event.fields().isEmpty()) {
      out.line("                List.of())" + end);
      return;
    }
    out.line("                List.of(");
    Iterator<FieldDefinition> fields = event.fields().iterator();
    while (fields.hasNext()) {
      FieldDefinition field = fields.next();
      out.line(
          "                    new FieldDefinition(%s, FieldType.%s, %s, %s)%s",
          Names.literal(field.name()),
          field.type(),
          labels(field),
          Names.literal(field.doc()),
          fields.hasNext() ? "," : "))" + end);
    }
  }

  private static String labels(FieldDefinition field) {
    List<String> labels =
        field.labels().stream()
            .map(l -> "new EnumLabel(%s, %d)".formatted(Names.literal(l.name()), l.value()))
            .toList();
    return "List.of(" + String.join(", ", labels) + ")";
  }
}
