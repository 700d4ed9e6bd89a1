package dev.muninn.analysis.ctf.tsdl;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.CtfType.Coding;
import dev.muninn.analysis.ctf.metadata.CtfType.Encoding;
import dev.muninn.analysis.ctf.metadata.Location;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import dev.muninn.analysis.ctf.metadata.Texts;
import dev.muninn.analysis.ctf.metadata.TypeSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types and declarations of types, with the scopes their names live in. */
final class TypeParser {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_MEMBERS = 4096;

  /** Names declared in one pair of braces. */
  private static final class Scope {
    final @Nullable Scope outer;
    final Map<String, CtfType> names = new HashMap<>();

    Scope(@Nullable Scope outer) {
      this.outer = outer;
    }
  }

  private final Tokens tokens;
  private final boolean bigEndian;
  private Scope scope = new Scope(null);
  private int depth;

  /** What is declared is checked, before anything else is made of it. */
  final TypeSize sizes = new TypeSize();

  /** A parser; integers without a byte order of their own have the trace's. */
  TypeParser(Tokens tokens, boolean bigEndian) {
    this.tokens = tokens;
    this.bigEndian = bigEndian;
  }

  void enter() throws MetadataException {
    if (++depth > MAX_DEPTH) {
      throw tokens.problem("nested too deeply: max=" + MAX_DEPTH);
    }
    scope = new Scope(scope);
  }

  void leave() {
    depth--;
    Scope outer = scope.outer;
    if (outer != null) {
      scope = outer;
    }
  }

  private @Nullable CtfType find(String name) {
    for (Scope s = scope; s != null; s = s.outer) {
      CtfType type = s.names.get(name);
      if (type != null) {
        return type;
      }
    }
    return null;
  }

  private void declare(String name, CtfType type) throws MetadataException {
    if (scope.names.size() > MAX_MEMBERS) {
      throw tokens.problem("too many types: max=" + MAX_MEMBERS);
    }
    sizes.check(type);
    scope.names.put(name, type);
  }

  /** Reads a declaration of types alone, if one is next. */
  boolean declaration() throws MetadataException {
    if (tokens.takeName("typealias")) {
      CtfType type = typeOrWords(true);
      tokens.expect(":=");
      declare(aliasName(), type);
      tokens.expect(";");
      return true;
    }
    if (tokens.takeName("typedef")) {
      CtfType type = typeOrWords(false);
      String name = tokens.name();
      declare(name, dimensions(type));
      tokens.expect(";");
      return true;
    }
    if (tokens.nextNamed("struct") || tokens.nextNamed("variant") || tokens.nextNamed("enum")) {
      type();
      tokens.take(";");
      return true;
    }
    return false;
  }

  private String aliasName() throws MetadataException {
    StringBuilder name = new StringBuilder();
    while (!tokens.next(";") && !tokens.atEnd()) {
      name.append(name.isEmpty() ? "" : " ").append(tokens.any().text());
    }
    return name.toString();
  }

  /** Reads a type. */
  CtfType type() throws MetadataException {
    return typeOrWords(false);
  }

  /**
   * Reads a type that may be a name of several words, the last of which is the declared name where
   * one follows.
   */
  private CtfType typeOrWords(boolean alone) throws MetadataException {
    while (tokens.takeName("const")) {}
    if (tokens.takeName("integer")) {
      return integer();
    }
    if (tokens.takeName("floating_point")) {
      return real();
    }
    if (tokens.takeName("string")) {
      if (tokens.next("{")) {
        attributes();
      }
      return new CtfType.Text(Encoding.UTF_8);
    }
    if (tokens.takeName("enum")) {
      return enumeration();
    }
    if (tokens.takeName("struct")) {
      return struct();
    }
    if (tokens.takeName("variant")) {
      return variant();
    }
    return named(alone);
  }

  private CtfType named(boolean alone) throws MetadataException {
    StringBuilder words = new StringBuilder(tokens.name());
    while (tokens.nextIsName() && (alone || tokens.secondIsName())) {
      words.append(' ').append(tokens.name());
    }
    CtfType type = find(words.toString());
    if (type == null) {
      throw tokens.problem("unknown type: name=" + Texts.shown(words.toString()));
    }
    return type;
  }

  private Map<String, String> attributes() throws MetadataException {
    Map<String, String> values = new HashMap<>();
    tokens.expect("{");
    while (!tokens.take("}")) {
      String key = tokens.name();
      tokens.expect("=");
      values.put(key, tokens.value());
      tokens.expect(";");
    }
    return values;
  }

  private CtfType integer() throws MetadataException {
    Map<String, String> values = attributes();
    int size = number(values, "size", -1, 1, 64);
    int align = align(values, size % 8 == 0 ? 8 : 1);
    boolean signed = truth(values.getOrDefault("signed", "false"));
    int base = base(values.getOrDefault("base", "decimal"));
    String encoding = values.getOrDefault("encoding", "none").toLowerCase(Locale.ROOT);
    String map = values.get("map");
    return new CtfType.Int(
        size,
        align,
        signed,
        base,
        coding(values),
        encoding.equals("none") ? null : Encoding.UTF_8,
        map == null ? null : clock(map),
        Set.of());
  }

  /** {@code clock.NAME.value}. */
  private String clock(String path) throws MetadataException {
    String[] parts = path.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals("clock") || !parts[2].equals("value")) {
      throw tokens.problem("not a clock: map=" + Texts.shown(path));
    }
    return parts[1];
  }

  private CtfType real() throws MetadataException {
    Map<String, String> values = attributes();
    int exponent = number(values, "exp_dig", -1, 1, 64);
    int mantissa = number(values, "mant_dig", -1, 1, 64);
    int size = exponent + mantissa;
    if (!((exponent == 8 && mantissa == 24) || (exponent == 11 && mantissa == 53))) {
      throw tokens.problem("float neither of 32 nor of 64 bits: size=" + size);
    }
    return new CtfType.Real(size, align(values, 8), coding(values));
  }

  private Coding coding(Map<String, String> values) throws MetadataException {
    String order = values.getOrDefault("byte_order", "native");
    return switch (order) {
      case "native" -> bigEndian ? Coding.BIG : Coding.LITTLE;
      case "be", "network" -> Coding.BIG;
      case "le" -> Coding.LITTLE;
      default -> throw tokens.problem("unknown byte order: value=" + Texts.shown(order));
    };
  }

  private boolean truth(String value) throws MetadataException {
    return switch (value) {
      case "true", "TRUE", "1" -> true;
      case "false", "FALSE", "0" -> false;
      default -> throw tokens.problem("neither true nor false: value=" + Texts.shown(value));
    };
  }

  private int base(String value) throws MetadataException {
    return switch (value) {
      case "decimal", "dec", "d", "i", "u", "10" -> 10;
      case "hexadecimal", "hex", "x", "X", "p", "16" -> 16;
      case "octal", "oct", "o", "8" -> 8;
      case "binary", "b", "2" -> 2;
      default -> throw tokens.problem("unknown base: value=" + Texts.shown(value));
    };
  }

  private int align(Map<String, String> values, int otherwise) throws MetadataException {
    return powerOfTwo(number(values, "align", otherwise, 1, CtfType.MAX_ALIGN));
  }

  private int powerOfTwo(int align) throws MetadataException {
    if (Integer.bitCount(align) != 1) {
      throw tokens.problem("alignment is no power of two: align=" + align);
    }
    return align;
  }

  private int number(Map<String, String> values, String key, int otherwise, int least, int most)
      throws MetadataException {
    String value = values.get(key);
    if (value == null && otherwise >= least) {
      return otherwise;
    }
    try {
      int number = value == null ? -1 : Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw tokens.problem(
        "no number in range: "
            + key
            + "="
            + (value == null ? "none" : Texts.shown(value))
            + " range="
            + least
            + ".."
            + most);
  }

  private CtfType enumeration() throws MetadataException {
    String name = tokens.nextIsName() ? tokens.name() : "";
    CtfType container = null;
    if (tokens.take(":")) {
      container = type();
    }
    if (!tokens.next("{")) {
      return kept("enum", name, null);
    }
    if (container == null) {
      container = find("int");
    }
    if (!(container instanceof CtfType.Int integer)) {
      throw tokens.problem("enum whose container is no integer");
    }
    CtfType.Enumeration type = new CtfType.Enumeration(integer, ranges());
    return kept("enum", name, type);
  }

  private List<CtfType.Range> ranges() throws MetadataException {
    List<CtfType.Range> ranges = new ArrayList<>();
    tokens.expect("{");
    long next = 0;
    while (!tokens.take("}")) {
      String label = tokens.nextIsString() ? tokens.string() : tokens.name();
      long low = next;
      long high = next;
      if (tokens.take("=")) {
        low = tokens.integer();
        high = tokens.take("...") ? tokens.integer() : low;
      }
      next = high + 1;
      ranges.add(new CtfType.Range(label, low, high));
      if (ranges.size() > MAX_MEMBERS * 16) {
        throw tokens.problem("too many labels: max=" + MAX_MEMBERS * 16);
      }
      if (!tokens.next("}")) {
        tokens.expect(",");
      }
    }
    return List.copyOf(ranges);
  }

  private CtfType struct() throws MetadataException {
    String name = tokens.nextIsName() && !tokens.nextNamed("align") ? tokens.name() : "";
    if (!tokens.next("{")) {
      return kept("struct", name, null);
    }
    List<CtfType.Member> members = members();
    int align = 1;
    if (tokens.takeName("align")) {
      tokens.expect("(");
      long value = tokens.integer();
      tokens.expect(")");
      if (value < 1 || value > CtfType.MAX_ALIGN) {
        throw tokens.problem("alignment out of range: align=" + value);
      }
      align = powerOfTwo((int) value);
    }
    return kept("struct", name, CtfType.Struct.of(members, align));
  }

  private CtfType variant() throws MetadataException {
    String name = tokens.nextIsName() ? tokens.name() : "";
    String tag = "";
    if (tokens.take("<")) {
      tag = tokens.path();
      tokens.expect(">");
    }
    if (!tokens.next("{")) {
      CtfType known = kept("variant", name, null);
      return known instanceof CtfType.Variant v && !tag.isEmpty()
          ? new CtfType.Variant(Location.ofTsdl(tag), v.options(), List.of())
          : known;
    }
    return kept("variant", name, new CtfType.Variant(Location.ofTsdl(tag), members(), List.of()));
  }

  /** Declares a type under its name if it has one; finds it where only the name is given. */
  private CtfType kept(String kind, String name, @Nullable CtfType type) throws MetadataException {
    String key = kind + " " + name;
    if (type == null) {
      CtfType known = name.isEmpty() ? null : find(key);
      if (known == null) {
        throw tokens.problem("unknown type: name=" + Texts.shown(key));
      }
      return known;
    }
    if (!name.isEmpty()) {
      declare(key, type);
    }
    return type;
  }

  private List<CtfType.Member> members() throws MetadataException {
    List<CtfType.Member> members = new ArrayList<>();
    tokens.expect("{");
    enter();
    while (!tokens.take("}")) {
      if (tokens.nextNamed("typealias") || tokens.nextNamed("typedef")) {
        declaration();
        continue;
      }
      CtfType type = type();
      if (tokens.take(";")) {
        // A type alone declares its name.
        continue;
      }
      do {
        String name = tokens.name();
        members.add(CtfType.Member.ofTsdl(name, dimensions(type)));
        if (members.size() > MAX_MEMBERS) {
          throw tokens.problem("too many members: max=" + MAX_MEMBERS);
        }
      } while (tokens.take(","));
      tokens.expect(";");
    }
    leave();
    return List.copyOf(members);
  }

  /** The brackets after a declared name: {@code a[2][3]} is two times three elements. */
  private CtfType dimensions(CtfType element) throws MetadataException {
    if (!tokens.take("[")) {
      return element;
    }
    if (++depth > MAX_DEPTH) {
      throw tokens.problem("nested too deeply: max=" + MAX_DEPTH);
    }
    try {
      if (tokens.nextIsNumber()) {
        long length = tokens.integer();
        tokens.expect("]");
        if (length < 0 || length > TypeSize.MAX_PARTS) {
          throw tokens.problem("array too long: length=" + length);
        }
        return new CtfType.Array(dimensions(element), (int) length);
      }
      String length = tokens.path();
      tokens.expect("]");
      return new CtfType.Sequence(dimensions(element), Location.ofTsdl(length));
    } finally {
      depth--;
    }
  }
}
