package dev.muninn.analysis.ctf.tsdl;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.Metadata;
import dev.muninn.analysis.ctf.metadata.Metadata.Clock;
import dev.muninn.analysis.ctf.metadata.Metadata.EventClass;
import dev.muninn.analysis.ctf.metadata.MetadataBuilder;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import dev.muninn.analysis.ctf.metadata.Roles;
import dev.muninn.analysis.ctf.metadata.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses TSDL: the blocks trace, env, clock, stream and event, and what they declare. */
public final class MetadataParser {
  private static final long NANOS = 1_000_000_000;

  private final Tokens tokens;
  private final TypeParser types;
  private final MetadataBuilder builder = new MetadataBuilder();
  private CtfType.@Nullable Struct packetHeader;
  private final Map<Long, Block> streams = new LinkedHashMap<>();

  /** What a block of assignments holds: {@code name = value} and {@code path := type}. */
  private record Block(Map<String, String> values, Map<String, CtfType.Struct> types) {}

  private MetadataParser(Tokens tokens, boolean bigEndian) {
    this.tokens = tokens;
    types = new TypeParser(tokens, bigEndian);
  }

  /** Parses a whole text. */
  public static Metadata parse(String text) throws MetadataException {
    var list = Lexer.tokens(text);
    String order = Tokens.byteOrder(list);
    MetadataParser parser =
        new MetadataParser(new Tokens(list), "be".equals(order) || "network".equals(order));
    return parser.metadata();
  }

  private Metadata metadata() throws MetadataException {
    while (!tokens.atEnd()) {
      if (tokens.take(";") || types.declaration()) {
        continue;
      }
      String kind = tokens.name();
      switch (kind) {
        case "trace" -> trace(block());
        case "env" -> block().values().forEach(builder::environment);
        case "clock" -> clock(block());
        case "stream" -> stream(block());
        case "event" -> event(block());
        case "callsite" -> tokens.skipBraces();
        default -> throw tokens.problem("unknown block: name=" + Texts.shown(kind));
      }
    }
    Conventions conventions = new Conventions(builder);
    builder.packetHeader(conventions.packetHeader(packetHeader));
    for (Map.Entry<Long, Block> stream : streams.entrySet()) {
      Map<String, CtfType.Struct> parts = stream.getValue().types();
      CtfType.Struct context = conventions.packetContext(parts.get("packet.context"));
      CtfType.Struct header = conventions.eventHeader(parts.get("event.header"));
      String clock = Roles.clock(header);
      builder.stream(
          stream.getKey(),
          clock != null ? clock : Roles.clock(context),
          context,
          header,
          parts.get("event.context"));
    }
    return builder.build("1.8");
  }

  private Block block() throws MetadataException {
    Block block = new Block(new LinkedHashMap<>(), new LinkedHashMap<>());
    tokens.expect("{");
    types.enter();
    while (!tokens.take("}")) {
      if (types.declaration() || tokens.take(";")) {
        continue;
      }
      String name = tokens.path();
      if (tokens.take(":=")) {
        if (!(types.type() instanceof CtfType.Struct struct)) {
          throw tokens.problem("no struct: name=" + Texts.shown(name));
        }
        types.sizes.check(struct);
        block.types.put(name, struct);
      } else {
        tokens.expect("=");
        block.values.put(name, tokens.value());
      }
      tokens.expect(";");
    }
    types.leave();
    return block;
  }

  private long number(Block block, String key, long otherwise) throws MetadataException {
    String value = block.values.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw tokens.problem("not a number: " + key + "=" + Texts.shown(value));
    }
  }

  private void trace(Block block) throws MetadataException {
    long major = number(block, "major", 1);
    long minor = number(block, "minor", 8);
    if (major != 1 || minor != 8) {
      throw new MetadataException("unsupported CTF version: version=" + major + "." + minor);
    }
    builder.uuid(block.values.getOrDefault("uuid", ""));
    packetHeader = block.types.get("packet.header");
  }

  private void clock(Block block) throws MetadataException {
    String name = block.values.getOrDefault("name", "");
    long frequency = number(block, "freq", NANOS);
    builder.clock(
        new Clock(
            name,
            block.values.getOrDefault("uuid", ""),
            frequency,
            number(block, "offset_s", 0),
            number(block, "offset", 0)));
  }

  private void stream(Block block) throws MetadataException {
    long id = number(block, "id", 0);
    if (streams.put(id, block) != null) {
      throw tokens.problem("stream twice: id=" + Long.toUnsignedString(id));
    }
  }

  private void event(Block block) throws MetadataException {
    long id = number(block, "id", 0);
    String level = block.values.get("loglevel");
    EventClass event =
        new EventClass(
            id,
            block.values.getOrDefault("name", ""),
            block.types.get("context"),
            block.types.get("fields"),
            level == null ? null : number(block, "loglevel", 0));
    builder.event(number(block, "stream_id", 0), event);
  }
}
