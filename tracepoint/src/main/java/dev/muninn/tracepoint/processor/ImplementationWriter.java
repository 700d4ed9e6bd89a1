package dev.muninn.tracepoint.processor;

import dev.muninn.tracepoint.runtime.EnumLabel;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes a provider's implementation. The path of an event nobody listens to is one load of a word,
 * a test and a branch; all else is in a method of its own, so that the caller stays small enough to
 * be inlined.
 */
final class ImplementationWriter {
  private final ProviderModel provider;
  private final List<String> constants;
  private final boolean jfr;
  private final boolean generatedAnnotation;
  private final SourceWriter out = new SourceWriter();

  /**
   * Prepares to write.
   *
   * @param jfr whether the compiled program can see {@code jdk.jfr}
   * @param generatedAnnotation whether it can see {@code javax.annotation.processing.Generated}
   */
  ImplementationWriter(ProviderModel provider, boolean jfr, boolean generatedAnnotation) {
    this.provider = provider;
    this.jfr = jfr;
    this.generatedAnnotation = generatedAnnotation;
    this.constants = constantNames(provider.events());
  }

  /** {@code callStart} becomes {@code CALL_START}; a number is added where two would be one. */
  private static List<String> constantNames(List<EventModel> events) {
    List<String> names = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (EventModel event : events) {
      String name = Names.toSnakeCase(event.method()).toUpperCase(Locale.ROOT);
      names.add(used.add(name) ? name : name + "_" + names.size());
    }
    return names;
  }

  String write() {
    if (!provider.packageName().isEmpty()) {
      out.line("package " + provider.packageName() + ";").line("");
    }
    writeImports();
    out.line("/** Tracepoints of the provider {@code %s}. */", provider.definition().name());
    if (generatedAnnotation) {
      out.line("@Generated(%s)", Names.literal(TracepointProcessor.class.getName()));
    }
    out.line(
        "%sfinal class %s implements %s {",
        provider.isPublic() ? "public " : "",
        provider.implementationName(),
        provider.interfaceName());
    writeStatics();
    for (int i = 0; i < provider.events().size(); i++) {
      writeEvent(provider.events().get(i), i);
    }
    if (jfr) {
      new JfrEventWriter(provider, out).write();
    }
    out.line("}");
    return out.toString();
  }

  private void writeImports() {
    for (Class<?> type :
        List.of(EnumLabel.class, EventDefinition.class, FieldDefinition.class, FieldType.class)) {
      out.line("import " + type.getName() + ";");
    }
    out.line("import dev.muninn.tracepoint.runtime.Payload;");
    out.line("import dev.muninn.tracepoint.runtime.ProviderBinding;");
    out.line("import dev.muninn.tracepoint.runtime.ProviderDefinition;");
    out.line("import dev.muninn.tracepoint.runtime.Usdt;");
    out.line("import java.lang.foreign.MemorySegment;");
    out.line("import java.util.List;");
    if (generatedAnnotation) {
      out.line("import javax.annotation.processing.Generated;");
    }
    out.line("");
  }

  private void writeStatics() {
    new DefinitionWriter(provider.definition(), out).write();
    out.line("");
    out.line(
        "private static final ProviderBinding BINDING = ProviderBinding.bind(DEFINITION, %s);",
        jfr ? "() -> List.of(" + jfrClasses() + ")" : "List::of");
    out.line("private static final MemorySegment WORDS = BINDING.words();");
    for (int i = 0; i < constants.size(); i++) {
      out.line("private static final int %s = %d;", constants.get(i), i);
      out.line(
          "private static final long %s_WORD = ProviderBinding.wordOffset(%s);",
          constants.get(i), constants.get(i));
    }
    out.line("");
    out.line("/** The one implementation: keep it in a static final field of your own. */");
    out.line(
        "public static final %s INSTANCE = new %s();",
        provider.interfaceName(), provider.implementationName());
    out.line("");
    out.line("private %s() {}", provider.implementationName());
  }

  private String jfrClasses() {
    return String.join(
        ", ", provider.events().stream().map(e -> JfrEventWriter.className(e) + ".class").toList());
  }

  private void writeEvent(EventModel event, int index) {
    String constant = constants.get(index);
    if (event.guarded()) {
      out.line("");
      out.line("@Override");
      out.line("public boolean %sEnabled() {", event.method());
      out.line("return ProviderBinding.PRESENT");
      out.line("    && (long) ProviderBinding.WORD.getOpaque(WORDS, %s_WORD) != 0;", constant);
      out.line("}");
    }
    String word = unused("word", event);
    out.line("");
    out.line("@Override");
    out.line("public void %s(%s) {", event.method(), parameters(event));
    out.line("if (ProviderBinding.PRESENT) {");
    out.line("long %s = (long) ProviderBinding.WORD.getOpaque(WORDS, %s_WORD);", word, constant);
    out.line("if (%s != 0) {", word);
    out.line("%s(%s);", slowName(event), join(word, allArguments(event)));
    out.line("}");
    out.line("}");
    out.line("}");
    writeSlowPath(event, constant, word);
  }

  private void writeSlowPath(EventModel event, String constant, String word) {
    String payload = unused("payload", event);
    out.line("");
    out.line(
        "private static void %s(%s) {", slowName(event), join("long " + word, parameters(event)));
    out.line("if ((%s & (ProviderBinding.NATIVE | ProviderBinding.RECORDER)) != 0) {", word);
    String time = event.timestamp();
    if (time.isEmpty()) {
      time = unused("time", event);
      out.line("long %s = ProviderBinding.recorder(%s) ? System.nanoTime() : 0;", time, word);
    }
    out.line("Payload %s = Payload.acquire(BINDING, %s, %s, %s);", payload, constant, word, time);
    out.line("try {");
    for (ParameterModel parameter : event.parameters()) {
      out.line(put(parameter, payload, event));
    }
    out.line("if (ProviderBinding.recorder(%s)) {", word);
    out.line("%s.record(BINDING, %s, %s, %s);", payload, constant, word, time);
    out.line("}");
    out.line("if (ProviderBinding.lttng(%s)) {", word);
    out.line("%s.fireLttng(BINDING.cellAddress(%s));", payload, constant);
    out.line("}");
    out.line("if (ProviderBinding.usdt(%s)) {", word);
    List<String> usdt = new ArrayList<>(List.of("BINDING.stubAddress(" + constant + ")"));
    event.parameters().forEach(p -> usdt.addAll(usdtArguments(p, event)));
    out.line("Usdt.fire%d(%s);", usdt.size() - 1, String.join(", ", usdt));
    out.line("}");
    out.line("} finally {");
    out.line("%s.release();", payload);
    out.line("}");
    out.line("}");
    if (jfr) {
      out.line("if (ProviderBinding.jfr(%s)) {", word);
      out.line("%s.emit(%s);", JfrEventWriter.className(event), arguments(event));
      out.line("}");
    }
    out.line("}");
  }

  private static String put(ParameterModel parameter, String payload, EventModel event) {
    String name = parameter.name();
    String put =
        switch (parameter.kind()) {
          case BYTE -> "putByte(%s)".formatted(name);
          case SHORT -> "putShort(%s)".formatted(name);
          case INT -> "putInt(%s)".formatted(name);
          case LONG -> "putLong(%s)".formatted(name);
          case DOUBLE -> "putDouble(%s)".formatted(name);
          case BOOLEAN -> "putByte(%s ? 1 : 0)".formatted(name);
          case ENUM -> "putInt(%s)".formatted(ordinal(name));
          case UTF8, CHARS, NATIVE_STRING -> "putString(%s)".formatted(name);
          case BYTES -> "putBytes(%s)".formatted(name);
        };
    return switch (parameter.field().type()) {
      case STRING, BYTES ->
          "final long %s = %s.%s;".formatted(address(parameter, event), payload, put);
      default -> payload + "." + put + ";";
    };
  }

  private static List<String> usdtArguments(ParameterModel parameter, EventModel event) {
    String name = parameter.name();
    return switch (parameter.field().type()) {
      case INT8, INT16, INT32, INT64, UINT64 -> List.of(name);
      case UINT8 -> List.of(name + " & 0xffL");
      case UINT16 -> List.of(name + " & 0xffffL");
      case UINT32 -> List.of(name + " & 0xffffffffL");
      case DOUBLE -> List.of("Double.doubleToRawLongBits(" + name + ")");
      case BOOLEAN -> List.of(name + " ? 1 : 0");
      case ENUM -> List.of(ordinal(name));
      case STRING -> List.of(address(parameter, event));
      case BYTES -> List.of(address(parameter, event), "Payload.length(" + name + ")");
    };
  }

  /** A null must not throw in a program only because it is traced. */
  private static String ordinal(String name) {
    return "%s == null ? -1 : %s.ordinal()".formatted(name, name);
  }

  private static String address(ParameterModel parameter, EventModel event) {
    return unused(parameter.name() + "Address", event);
  }

  private static String slowName(EventModel event) {
    return event.method() + "ToListeners";
  }

  private static String parameters(EventModel event) {
    List<String> all =
        new ArrayList<>(event.parameters().stream().map(p -> p.type() + " " + p.name()).toList());
    if (!event.timestamp().isEmpty()) {
      all.add("long " + event.timestamp());
    }
    return String.join(", ", all);
  }

  private static String allArguments(EventModel event) {
    return event.timestamp().isEmpty()
        ? arguments(event)
        : event.parameters().isEmpty()
            ? event.timestamp()
            : arguments(event) + ", " + event.timestamp();
  }

  private static String arguments(EventModel event) {
    return String.join(", ", event.parameters().stream().map(ParameterModel::name).toList());
  }

  private static String join(String first, String rest) {
    return rest.isEmpty() ? first : first + ", " + rest;
  }

  /** A local name no parameter has. */
  private static String unused(String name, EventModel event) {
    String candidate = name;
    while (isParameter(candidate, event)) {
      candidate += "_";
    }
    return candidate;
  }

  private static boolean isParameter(String name, EventModel event) {
    return event.timestamp().equals(name)
        || event.parameters().stream().anyMatch(p -> p.name().equals(name));
  }
}
