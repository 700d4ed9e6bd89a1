package dev.muninn.analysis.ctf.tsdl;

import dev.muninn.analysis.ctf.tsdl.Metadata.Clock;
import dev.muninn.analysis.ctf.tsdl.Metadata.EventClass;
import dev.muninn.analysis.ctf.tsdl.Metadata.StreamClass;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses TSDL: the blocks trace, env, clock, stream and event, and what they declare. */
public final class MetadataParser {
  private static final long NANOS = 1_000_000_000;
  private static final int MAX_CLASSES = 65_536;

  private final Tokens tokens;
  private final TypeParser types;
  private final boolean bigEndian;

  private String uuid = "";
  private CtfType.@Nullable Struct packetHeader;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, Clock> clocks = new LinkedHashMap<>();
  private final Map<Long, StreamBlock> streams = new LinkedHashMap<>();
  private int events;

  /** A stream class while its events are still being read. */
  private static final class StreamBlock {
    CtfType.@Nullable Struct packetContext;
    CtfType.@Nullable Struct eventHeader;
    CtfType.@Nullable Struct eventContext;
    final Map<Long, EventClass> events = new LinkedHashMap<>();
  }

  /** What a block of assignments holds: {@code name = value} and {@code path := type}. */
  private record Block(Map<String, String> values, Map<String, CtfType.Struct> types) {}

  private MetadataParser(Tokens tokens, boolean bigEndian) {
    this.tokens = tokens;
    this.bigEndian = bigEndian;
    types = new TypeParser(tokens, bigEndian);
  }

  /** Parses a whole text. */
  public static Metadata parse(String text) throws TsdlException {
    var list = Lexer.tokens(text);
    String order = Tokens.byteOrder(list);
    MetadataParser parser =
        new MetadataParser(new Tokens(list), "be".equals(order) || "network".equals(order));
    return parser.metadata();
  }

  private Metadata metadata() throws TsdlException {
    while (!tokens.atEnd()) {
      if (tokens.take(";") || types.declaration()) {
        continue;
      }
      String kind = tokens.name();
      switch (kind) {
        case "trace" -> trace(block());
        case "env" -> environment.putAll(block().values());
        case "clock" -> clock(block());
        case "stream" -> stream(block());
        case "event" -> event(block());
        case "callsite" -> tokens.skipBraces();
        default -> throw tokens.problem("unknown block: name=" + Lexer.shown(kind));
      }
    }
    Map<Long, StreamClass> classes = new HashMap<>();
    streams.forEach(
        (id, s) ->
            classes.put(
                id, new StreamClass(id, s.packetContext, s.eventHeader, s.eventContext, s.events)));
    return new Metadata(uuid, bigEndian, packetHeader, environment, clocks, classes);
  }

  private Block block() throws TsdlException {
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
          throw tokens.problem("no struct: name=" + Lexer.shown(name));
        }
        TypeSize.check(struct);
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

  private long number(Block block, String key, long otherwise) throws TsdlException {
    String value = block.values.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw tokens.problem("not a number: " + key + "=" + Lexer.shown(value));
    }
  }

  private void trace(Block block) throws TsdlException {
    long major = number(block, "major", 1);
    long minor = number(block, "minor", 8);
    if (major != 1 || minor != 8) {
      throw new TsdlException("unsupported CTF version: version=" + major + "." + minor);
    }
    uuid = block.values.getOrDefault("uuid", "");
    packetHeader = block.types.get("packet.header");
  }

  private void clock(Block block) throws TsdlException {
    String name = block.values.getOrDefault("name", "");
    long frequency = number(block, "freq", NANOS);
    if (frequency <= 0) {
      throw tokens.problem("clock without frequency: freq=" + frequency);
    }
    if (clocks.size() >= MAX_CLASSES) {
      throw tokens.problem("too many clocks: max=" + MAX_CLASSES);
    }
    clocks.put(
        name,
        new Clock(
            name,
            block.values.getOrDefault("uuid", ""),
            frequency,
            number(block, "offset_s", 0),
            number(block, "offset", 0)));
  }

  private StreamBlock streamBlock(long id) throws TsdlException {
    if (streams.size() >= MAX_CLASSES) {
      throw tokens.problem("too many streams: max=" + MAX_CLASSES);
    }
    return streams.computeIfAbsent(id, i -> new StreamBlock());
  }

  private void stream(Block block) throws TsdlException {
    StreamBlock stream = streamBlock(number(block, "id", 0));
    stream.packetContext = block.types.get("packet.context");
    stream.eventHeader = block.types.get("event.header");
    stream.eventContext = block.types.get("event.context");
  }

  private void event(Block block) throws TsdlException {
    if (++events > MAX_CLASSES) {
      throw tokens.problem("too many events: max=" + MAX_CLASSES);
    }
    long id = number(block, "id", 0);
    String level = block.values.get("loglevel");
    EventClass event =
        new EventClass(
            id,
            block.values.getOrDefault("name", ""),
            block.types.get("context"),
            block.types.get("fields"),
            level == null ? null : number(block, "loglevel", 0));
    streamBlock(number(block, "stream_id", 0)).events.put(id, event);
  }
}
