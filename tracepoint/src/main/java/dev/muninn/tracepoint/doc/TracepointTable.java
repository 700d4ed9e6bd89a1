package dev.muninn.tracepoint.doc;

import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of events in Markdown, made from the definitions so that it cannot be out of date. */
public final class TracepointTable {
  private TracepointTable() {}

  /**
   * Prints the table.
   *
   * @param interfaces binary names of {@code @Provider} interfaces on the class path
   */
  public static void main(String[] interfaces) {
    System.out.print(write(Definitions.load(List.of(interfaces))));
  }

  /**
   * Returns a section with a table per provider, in the order given.
   *
   * @param providers the providers
   * @return Markdown, ended by a newline
   */
  public static String write(List<ProviderDefinition> providers) {
    return providers.stream().map(TracepointTable::provider).collect(Collectors.joining("\n"));
  }

  private static String provider(ProviderDefinition provider) {
    StringBuilder out = new StringBuilder();
    out.append("## `").append(provider.name()).append("`\n\n");
    if (!provider.doc().isEmpty()) {
      out.append(markdown(provider.doc())).append("\n\n");
    }
    out.append("| event | fires | fields |\n|---|---|---|\n");
    for (EventDefinition event : provider.events()) {
      String fields =
          event.fields().stream().map(TracepointTable::field).collect(Collectors.joining("<br>"));
      out.append("| `%s` | %s | %s |\n".formatted(event.name(), markdown(event.doc()), fields));
    }
    return out.toString();
  }

  private static String field(FieldDefinition field) {
    String text = "`%s` %s".formatted(field.name(), type(field));
    return field.doc().isEmpty() ? text : text + ": " + markdown(field.doc());
  }

  private static String type(FieldDefinition field) {
    if (field.type() == FieldType.ENUM) {
      return field.labels().stream()
          .map(label -> "%d `%s`".formatted(label.value(), label.name()))
          .collect(Collectors.joining(", ", "enum (", ")"));
    }
    return field.type().name().toLowerCase(Locale.ROOT);
  }

  private static String markdown(String text) {
    return text.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("`", "\\`");
  }
}
