package dev.muninn.analysis.ctf.json;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.CtfType.Coding;
import dev.muninn.analysis.ctf.metadata.CtfType.Encoding;
import dev.muninn.analysis.ctf.metadata.CtfType.Role;
import dev.muninn.analysis.ctf.metadata.Location;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import dev.muninn.analysis.ctf.metadata.Texts;
import dev.muninn.analysis.ctf.metadata.TypeSize;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Field classes (CTF2-SPEC-2.0, section 5.3) to types, and the aliases they may be named by. */
final class FieldClasses {
  private static final int MAX_MEMBERS = 4096;
  private static final int MAX_RANGES = 65_536;

  private static final Map<String, Role> ROLES =
      Map.of(
          "packet-magic-number", Role.MAGIC,
          "data-stream-class-id", Role.STREAM_CLASS_ID,
          "data-stream-id", Role.STREAM_ID,
          "default-clock-timestamp", Role.TIME,
          "packet-end-default-clock-timestamp", Role.END_TIME,
          "packet-content-length", Role.CONTENT_SIZE,
          "packet-total-length", Role.PACKET_SIZE,
          "discarded-event-record-counter-snapshot", Role.DISCARDED,
          "packet-sequence-number", Role.SEQUENCE,
          "event-record-class-id", Role.EVENT_ID);

  private final Map<String, CtfType> aliases = new HashMap<>();
  private final TypeSize sizes = new TypeSize();

  /** Gives a class a name. */
  void alias(JsonObject fragment) throws MetadataException {
    String name = fragment.string("name");
    CtfType type = named(fragment, "field-class");
    sizes.check(type);
    if (aliases.size() >= MAX_RANGES) {
      throw fragment.problem("too many aliases: max=" + MAX_RANGES);
    }
    if (aliases.put(name, type) != null) {
      throw fragment.problem("alias twice: name=" + Texts.shown(name));
    }
  }

  /** The structure of a scope. */
  CtfType.Struct scope(JsonObject fragment, String property) throws MetadataException {
    CtfType type = named(fragment, property);
    if (!(type instanceof CtfType.Struct struct)) {
      throw fragment.problem("no structure: property=" + property);
    }
    sizes.check(struct);
    return struct;
  }

  /** A property that is a class or the name of one. */
  private CtfType named(JsonObject object, String property) throws MetadataException {
    Object value = object.value(property);
    if (value instanceof JsonObject type) {
      return type(type);
    }
    CtfType alias = value instanceof String name ? aliases.get(name) : null;
    if (alias == null) {
      throw object.problem("unknown field class: %s=%s".formatted(property, shown(value)));
    }
    return alias;
  }

  private static String shown(Object value) {
    return value instanceof String text ? Texts.shown(text) : "none";
  }

  private CtfType type(JsonObject object) throws MetadataException {
    String type = object.string("type");
    return switch (type) {
      case "fixed-length-bit-array" -> fixed(object, false, 16);
      case "fixed-length-bit-map" -> bitMap(object);
      case "fixed-length-boolean" -> new CtfType.Bool(fixed(object, false, 10));
      case "fixed-length-unsigned-integer" -> mapped(object, fixed(object, false, base(object)));
      case "fixed-length-signed-integer" -> mapped(object, fixed(object, true, base(object)));
      case "fixed-length-floating-point-number" -> real(object);
      case "variable-length-unsigned-integer" -> mapped(object, variable(object, false));
      case "variable-length-signed-integer" -> mapped(object, variable(object, true));
      case "null-terminated-string" -> new CtfType.Text(encoding(object));
      case "static-length-string" ->
          new CtfType.Array(CtfType.Int.character(encoding(object)), length(object));
      case "dynamic-length-string" ->
          new CtfType.Sequence(
              CtfType.Int.character(encoding(object)), location(object, "length-field-location"));
      case "static-length-blob" -> new CtfType.Array(blobByte(), length(object));
      case "dynamic-length-blob" ->
          new CtfType.Sequence(blobByte(), location(object, "length-field-location"));
      case "structure" -> structure(object);
      case "static-length-array" -> {
        CtfType element = named(object, "element-field-class");
        yield new CtfType.Array(element, length(object), align(object, element));
      }
      case "dynamic-length-array" -> {
        CtfType element = named(object, "element-field-class");
        yield new CtfType.Sequence(
            element, location(object, "length-field-location"), align(object, element));
      }
      case "optional" ->
          new CtfType.Optional(
              named(object, "field-class"),
              location(object, "selector-field-location"),
              object.has("selector-field-ranges")
                  ? spans(object, "selector-field-ranges")
                  : List.of());
      case "variant" -> variant(object);
      default -> throw object.problem("unknown field class: type=" + Texts.shown(type));
    };
  }

  private static CtfType.Int blobByte() {
    return CtfType.Int.plain(8, 8, false, 16, Coding.LITTLE);
  }

  private static int length(JsonObject object) throws MetadataException {
    return (int) object.integer("length", 0, TypeSize.MAX_PARTS);
  }

  private static int align(JsonObject object, String property, int otherwise)
      throws MetadataException {
    int align = (int) object.integer(property, 1, CtfType.MAX_ALIGN, otherwise);
    if (Integer.bitCount(align) != 1) {
      throw object.problem("alignment is no power of two: %s=%d".formatted(property, align));
    }
    return align;
  }

  private static int align(JsonObject object, CtfType element) throws MetadataException {
    return Math.max(align(object, "minimum-alignment", 1), element.align());
  }

  private static int base(JsonObject object) throws MetadataException {
    int base = (int) object.integer("preferred-display-base", 2, 16, 10);
    if (base != 2 && base != 8 && base != 10 && base != 16) {
      throw object.problem("unknown base: preferred-display-base=" + base);
    }
    return base;
  }

  private static Coding coding(JsonObject object) throws MetadataException {
    String order = object.string("byte-order");
    boolean big =
        switch (order) {
          case "big-endian" -> true;
          case "little-endian" -> false;
          default -> throw object.problem("unknown byte order: value=" + Texts.shown(order));
        };
    String bits = object.string("bit-order", big ? "last-to-first" : "first-to-last");
    return switch (bits) {
      case "first-to-last" -> big ? Coding.BIG_REVERSED : Coding.LITTLE;
      case "last-to-first" -> big ? Coding.BIG : Coding.LITTLE_REVERSED;
      default -> throw object.problem("unknown bit order: value=" + Texts.shown(bits));
    };
  }

  private static CtfType.Int fixed(JsonObject object, boolean signed, int base)
      throws MetadataException {
    return new CtfType.Int(
        (int) object.integer("length", 1, Long.SIZE),
        align(object, "alignment", 1),
        signed,
        base,
        coding(object),
        null,
        null,
        roles(object));
  }

  private static CtfType.Int variable(JsonObject object, boolean signed) throws MetadataException {
    return new CtfType.Int(
        Long.SIZE, 8, signed, base(object), Coding.LEB128, null, null, roles(object));
  }

  private static Set<Role> roles(JsonObject object) throws MetadataException {
    if (!object.has("roles")) {
      return Set.of();
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Object name : object.array("roles")) {
      Role role = name instanceof String text ? ROLES.get(text) : null;
      if (role == null) {
        throw object.problem("unknown role: name=" + shown(name));
      }
      roles.add(role);
    }
    return roles;
  }

  private static CtfType real(JsonObject object) throws MetadataException {
    int size = (int) object.integer("length", 1, Integer.MAX_VALUE);
    if (size != 32 && size != 64) {
      throw object.problem("float neither of 32 nor of 64 bits: length=" + size);
    }
    return new CtfType.Real(size, align(object, "alignment", 1), coding(object));
  }

  private static CtfType mapped(JsonObject object, CtfType.Int integer) throws MetadataException {
    JsonObject mappings = object.optional("mappings");
    List<CtfType.Range> ranges = new ArrayList<>();
    if (mappings != null) {
      for (String label : mappings.names()) {
        for (CtfType.Span span : spans(mappings, label)) {
          CtfType.Range range = span.range(label, integer.signed());
          if (range != null) {
            ranges.add(range);
          }
        }
        bounded(object, ranges);
      }
    }
    return ranges.isEmpty() ? integer : new CtfType.Enumeration(integer, ranges);
  }

  private static CtfType bitMap(JsonObject object) throws MetadataException {
    CtfType.Int container = fixed(object, false, 16);
    BigInteger most = BigInteger.valueOf(container.size() - 1L);
    JsonObject flags = object.object("flags");
    List<CtfType.Range> ranges = new ArrayList<>();
    for (String flag : flags.names()) {
      for (CtfType.Span span : spans(flags, flag)) {
        if (span.low().signum() < 0 || span.high().compareTo(most) > 0) {
          throw object.problem("flag of bits that are not there: name=" + Texts.shown(flag));
        }
        ranges.add(new CtfType.Range(flag, span.low().longValue(), span.high().longValue()));
      }
      bounded(object, ranges);
    }
    return new CtfType.BitMap(container, ranges);
  }

  private static void bounded(JsonObject object, List<CtfType.Range> ranges)
      throws MetadataException {
    if (ranges.size() > MAX_RANGES) {
      throw object.problem("too many ranges: max=" + MAX_RANGES);
    }
  }

  private static List<CtfType.Span> spans(JsonObject object, String property)
      throws MetadataException {
    List<CtfType.Span> spans = new ArrayList<>();
    for (Object value : object.array(property)) {
      if (!(value instanceof List<?> ends)
          || ends.size() != 2
          || !(ends.get(0) instanceof BigInteger low)
          || !(ends.get(1) instanceof BigInteger high)
          || low.compareTo(high) > 0) {
        throw object.problem("no range of integers: property=" + Texts.shown(property));
      }
      spans.add(new CtfType.Span(low, high));
    }
    if (spans.isEmpty() || spans.size() > MAX_RANGES) {
      throw object.problem(
          "no ranges, or too many: property=%s ranges=%d max=%d"
              .formatted(Texts.shown(property), spans.size(), MAX_RANGES));
    }
    return spans;
  }

  private static Encoding encoding(JsonObject object) throws MetadataException {
    String name = object.string("encoding", "utf-8");
    return switch (name) {
      case "utf-8" -> Encoding.UTF_8;
      case "utf-16be" -> Encoding.UTF_16BE;
      case "utf-16le" -> Encoding.UTF_16LE;
      case "utf-32be" -> Encoding.UTF_32BE;
      case "utf-32le" -> Encoding.UTF_32LE;
      default -> throw object.problem("unknown encoding: name=" + Texts.shown(name));
    };
  }

  private CtfType structure(JsonObject object) throws MetadataException {
    List<CtfType.Member> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonObject member : object.objects("member-classes")) {
      String name = member.string("name");
      if (!names.add(name)) {
        throw object.problem("member twice: name=" + Texts.shown(name));
      }
      members.add(new CtfType.Member(name, name, named(member, "field-class")));
    }
    if (members.size() > MAX_MEMBERS) {
      throw object.problem("too many members: max=" + MAX_MEMBERS);
    }
    return CtfType.Struct.of(List.copyOf(members), align(object, "minimum-alignment", 1));
  }

  private CtfType variant(JsonObject object) throws MetadataException {
    List<CtfType.Member> options = new ArrayList<>();
    List<List<CtfType.Span>> ranges = new ArrayList<>();
    for (JsonObject option : object.objects("options")) {
      String name = option.string("name", Integer.toString(options.size()));
      options.add(new CtfType.Member(name, name, named(option, "field-class")));
      ranges.add(spans(option, "selector-field-ranges"));
    }
    if (options.isEmpty() || options.size() > MAX_MEMBERS) {
      throw object.problem(
          "no options, or too many: options=%d max=%d".formatted(options.size(), MAX_MEMBERS));
    }
    return new CtfType.Variant(
        location(object, "selector-field-location"), List.copyOf(options), List.copyOf(ranges));
  }

  private static Location location(JsonObject object, String property) throws MetadataException {
    JsonObject location = object.object(property);
    Location.Origin origin = null;
    if (location.has("origin")) {
      String name = location.string("origin");
      for (Location.Origin known : Location.Origin.values()) {
        origin = known.json.equals(name) ? known : origin;
      }
      if (origin == null) {
        throw object.problem("unknown origin: name=" + Texts.shown(name));
      }
    }
    int parents = 0;
    List<String> path = new ArrayList<>();
    for (Object step : location.array("path")) {
      if (step instanceof String name) {
        path.add(name);
      } else if (step != JsonReader.NULL) {
        throw object.problem("no path: property=" + property);
      } else if (!path.isEmpty()) {
        path.removeLast();
      } else {
        parents++;
      }
    }
    if (path.isEmpty() || path.size() > TypeSize.MAX_HEIGHT || (origin != null && parents > 0)) {
      throw object.problem("no path: property=" + property);
    }
    return new Location(origin, parents, List.copyOf(path), false);
  }
}
