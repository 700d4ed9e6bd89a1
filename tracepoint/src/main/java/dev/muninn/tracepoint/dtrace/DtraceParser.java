package dev.muninn.tracepoint.dtrace;

import dev.muninn.tracepoint.doc.DocComment;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a DTrace provider file:
 *
 * <pre>
 * /** What the probes are about. *&#47;
 * provider redis {
 *   /**
 *    * A command is about to run.
 *    * &#64;param id the client
 *    *&#47;
 *   probe call__start(int id);
 * };
 * </pre>
 *
 * <p>Argument types: {@code int}, {@code int8_t} to {@code int64_t}, {@code uint8_t} to {@code
 * uint64_t}, {@code double}, {@code char *} or {@code string}; and {@code uint8_t *x, uint32_t
 * x_length} for a byte sequence. An argument without a name is {@code arg0} and so on. Lines that
 * begin with {@code #} are skipped.
 */
public final class DtraceParser {
  /** Longest file read, in characters. */
  public static final int MAX_LENGTH = 1 << 20;

  /** Most providers in a file. */
  public static final int MAX_PROVIDERS = 256;

  private static final int MAX_NAME = 127;
  private static final String SUPPORTED =
      "int, int8_t ... int64_t, uint8_t ... uint64_t, double, char *, string";
  private static final Map<String, FieldType> TYPES =
      Map.of(
          "int", FieldType.INT32,
          "int8_t", FieldType.INT8,
          "int16_t", FieldType.INT16,
          "int32_t", FieldType.INT32,
          "int64_t", FieldType.INT64,
          "uint8_t", FieldType.UINT8,
          "uint16_t", FieldType.UINT16,
          "uint32_t", FieldType.UINT32,
          "uint64_t", FieldType.UINT64,
          "double", FieldType.DOUBLE);

  private final DtraceLexer lexer;

  private DtraceParser(DtraceLexer lexer) {
    this.lexer = lexer;
  }

  /**
   * Reads the providers of a file.
   *
   * @param file the file's name, for messages
   * @param text its content
   * @return the providers in the order of the file
   * @throws DtraceSyntaxException if it is not such a file, or too long
   */
  public static List<ProviderDefinition> parse(String file, String text)
      throws DtraceSyntaxException {
    if (text.length() > MAX_LENGTH) {
      throw new DtraceSyntaxException(
          file, 1, "file is too long: length=%d max=%d".formatted(text.length(), MAX_LENGTH));
    }
    return new DtraceParser(new DtraceLexer(file, text)).providers();
  }

  private List<ProviderDefinition> providers() throws DtraceSyntaxException {
    List<ProviderDefinition> providers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (!lexer.token().equals(DtraceLexer.END)) {
      if (providers.size() == MAX_PROVIDERS) {
        throw lexer.error("too many providers: max=" + MAX_PROVIDERS);
      }
      providers.add(provider(names));
    }
    if (providers.isEmpty()) {
      throw lexer.unexpected("\"provider\"");
    }
    return providers;
  }

  private ProviderDefinition provider(Set<String> names) throws DtraceSyntaxException {
    String doc = comment().text();
    expect("provider");
    String name = name("a provider name");
    if (!names.add(name)) {
      throw lexer.error("provider defined twice: provider=" + name);
    }
    lexer.next();
    expect("{");
    List<EventDefinition> events = new ArrayList<>();
    Set<String> eventNames = new HashSet<>();
    while (!lexer.token().equals("}")) {
      if (events.size() == ProviderDefinition.MAX_EVENTS) {
        throw lexer.error(
            "too many probes: provider=%s max=%d".formatted(name, ProviderDefinition.MAX_EVENTS));
      }
      events.add(probe(eventNames));
    }
    if (events.isEmpty()) {
      throw lexer.error("provider has no probes: provider=" + name);
    }
    lexer.next();
    expect(";");
    return new ProviderDefinition(name, doc, events);
  }

  private EventDefinition probe(Set<String> names) throws DtraceSyntaxException {
    final DocComment comment = comment();
    expect("probe");
    String name = name("a probe name");
    if (!names.add(name)) {
      throw lexer.error("probe defined twice: probe=" + name);
    }
    lexer.next();
    expect("(");
    List<Argument> arguments = arguments(name);
    expect(")");
    if (lexer.token().equals(":")) {
      throw lexer.error("translated arguments are not supported: probe=" + name);
    }
    List<FieldDefinition> fields = fields(name, arguments, comment);
    expect(";");
    return new EventDefinition(name, comment.text(), fields);
  }

  /** An argument as declared, the star of its type apart. */
  private record Argument(String name, String type, boolean pointer) {}

  private List<Argument> arguments(String probe) throws DtraceSyntaxException {
    List<Argument> arguments = new ArrayList<>();
    if (lexer.token().equals("void")) {
      lexer.next();
      return arguments;
    }
    if (lexer.token().equals(")")) {
      return arguments;
    }
    Set<String> names = new HashSet<>();
    arguments.add(argument(probe, names));
    while (lexer.token().equals(",")) {
      lexer.next();
      if (arguments.size() == EventDefinition.MAX_ARGUMENTS) {
        throw lexer.error(
            "probe has too many arguments: probe=%s max=%d"
                .formatted(probe, EventDefinition.MAX_ARGUMENTS));
      }
      arguments.add(argument(probe, names));
    }
    return arguments;
  }

  private Argument argument(String probe, Set<String> names) throws DtraceSyntaxException {
    if (lexer.token().equals("const")) {
      lexer.next();
    }
    String type = lexer.token();
    boolean known = TYPES.containsKey(type) || type.equals("char") || type.equals("string");
    if (!isIdentifier(type)) {
      throw lexer.unexpected("an argument type");
    }
    if (!known) {
      throw unsupported(probe, type);
    }
    lexer.next();
    boolean pointer = lexer.token().equals("*");
    if (pointer != type.equals("char") && !(pointer && type.equals("uint8_t"))) {
      throw unsupported(probe, pointer ? type + " *" : type);
    }
    if (pointer) {
      lexer.next();
    }
    String name = "arg" + names.size();
    if (!lexer.token().equals(",") && !lexer.token().equals(")")) {
      name = name("an argument name");
      lexer.next();
    }
    if (!names.add(name)) {
      throw lexer.error("argument defined twice: probe=%s argument=%s".formatted(probe, name));
    }
    return new Argument(name, type, pointer);
  }

  private DtraceSyntaxException unsupported(String probe, String type) {
    return lexer.error(
        "argument type is not supported: probe=%s type=%s supported=%s"
            .formatted(probe, type, SUPPORTED));
  }

  private List<FieldDefinition> fields(String probe, List<Argument> arguments, DocComment comment)
      throws DtraceSyntaxException {
    List<FieldDefinition> fields = new ArrayList<>();
    Set<String> documented = new HashSet<>(comment.parameters().keySet());
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      documented.remove(argument.name());
      FieldType type = TYPES.get(argument.type());
      if (argument.type().equals("uint8_t") && argument.pointer()) {
        type = FieldType.BYTES;
        String length = argument.name() + "_length";
        i++;
        if (i == arguments.size()
            || !arguments.get(i).equals(new Argument(length, "uint32_t", false))) {
          throw lexer.error(
              "byte sequence without its length: probe=%s argument=%s expected=uint32_t %s"
                  .formatted(probe, argument.name(), length));
        }
        documented.remove(length);
      }
      fields.add(
          new FieldDefinition(
              argument.name(),
              type == null ? FieldType.STRING : type,
              List.of(),
              comment.parameter(argument.name())));
    }
    if (!documented.isEmpty()) {
      throw lexer.error(
          "@param of no argument: probe=%s name=%s".formatted(probe, documented.iterator().next()));
    }
    return fields;
  }

  private DocComment comment() {
    String comment = lexer.comment();
    return comment == null ? DocComment.NONE : DocComment.parse(comment);
  }

  private void expect(String token) throws DtraceSyntaxException {
    if (!lexer.token().equals(token)) {
      throw lexer.unexpected("\"" + token + "\"");
    }
    lexer.next();
  }

  /** The present token, which stays. */
  private String name(String what) throws DtraceSyntaxException {
    String name = lexer.token();
    if (!isIdentifier(name)) {
      throw lexer.unexpected(what);
    }
    if (name.length() > MAX_NAME) {
      throw lexer.error("name is too long: length=%d max=%d".formatted(name.length(), MAX_NAME));
    }
    return name;
  }

  private static boolean isIdentifier(String token) {
    return !token.isEmpty()
        && (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_')
        && token.charAt(0) < 128
        && token.indexOf('-') < 0;
  }
}
