package dev.muninn.analysis.ctf.json;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.CtfType.Role;
import dev.muninn.analysis.ctf.metadata.Metadata;
import dev.muninn.analysis.ctf.metadata.Metadata.Clock;
import dev.muninn.analysis.ctf.metadata.Metadata.EventClass;
import dev.muninn.analysis.ctf.metadata.MetadataBuilder;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import dev.muninn.analysis.ctf.metadata.Roles;
import dev.muninn.analysis.ctf.metadata.Texts;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parses CTF 2's metadata: fragments, each a JSON object behind a record separator (RFC 7464). */
public final class JsonMetadataParser {
  private static final byte RECORD_SEPARATOR = 0x1E;
  private static final int MAX_ENVIRONMENT = 65_536;

  /** Namespaces whose attribute {@code log-level} is known. */
  private static final List<String> ATTRIBUTES = List.of("babeltrace.org,2020", "lttng.org,2009");

  /** LTTng's log levels by number. */
  private static final List<String> LOG_LEVELS =
      List.of(
          "emergency",
          "alert",
          "critical",
          "error",
          "warning",
          "notice",
          "info",
          "debug:system",
          "debug:program",
          "debug:process",
          "debug:module",
          "debug:unit",
          "debug:function",
          "debug:line",
          "debug");

  private final MetadataBuilder builder = new MetadataBuilder();
  private final FieldClasses classes = new FieldClasses();
  private int fragments;
  private boolean traceClass;
  private boolean anyStream;
  private String uuid = "";

  private JsonMetadataParser() {}

  /** Whether metadata is JSON and no TSDL. */
  public static boolean isJson(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b == RECORD_SEPARATOR || b == '{' || b == '[';
      }
    }
    return false;
  }

  /** Parses a whole metadata stream. */
  public static Metadata parse(byte[] bytes) throws MetadataException {
    return new JsonMetadataParser().metadata(bytes);
  }

  private Metadata metadata(byte[] bytes) throws MetadataException {
    int at = 0;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && bytes[end] != RECORD_SEPARATOR) {
        end++;
      }
      if (!isBlank(bytes, at, end)) {
        fragment(JsonReader.object(bytes, at, end, ++fragments));
      }
      at = end + 1;
    }
    if (!anyStream) {
      throw new MetadataException("no data stream class");
    }
    return builder.build("2");
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private void fragment(JsonObject fragment) throws MetadataException {
    String type = fragment.string("type");
    if (type.equals("preamble") != (fragments == 1)) {
      throw fragment.problem("the preamble is the first fragment, and only that");
    }
    switch (type) {
      case "preamble" -> preamble(fragment);
      case "field-class-alias" -> classes.alias(fragment);
      case "trace-class" -> traceClass(fragment);
      case "clock-class" -> clockClass(fragment);
      case "data-stream-class" -> streamClass(fragment);
      case "event-record-class" -> eventClass(fragment);
      default -> throw fragment.problem("unknown fragment: type=" + Texts.shown(type));
    }
  }

  private void preamble(JsonObject fragment) throws MetadataException {
    BigInteger version = fragment.integer("version");
    if (!version.equals(BigInteger.TWO)) {
      throw fragment.problem("unsupported CTF version: version=" + version);
    }
    JsonObject extensions = fragment.optional("extensions");
    if (extensions != null) {
      for (String namespace : extensions.names()) {
        for (String name : extensions.object(namespace).names()) {
          throw fragment.problem(
              "unknown extension: namespace=%s name=%s"
                  .formatted(Texts.shown(namespace), Texts.shown(name)));
        }
      }
    }
    if (fragment.has("uuid")) {
      uuid = uuid(fragment);
      builder.uuid(uuid);
    }
  }

  private static String uuid(JsonObject fragment) throws MetadataException {
    List<?> bytes = fragment.array("uuid");
    long high = 0;
    long low = 0;
    for (Object value : bytes) {
      if (!(value instanceof BigInteger number) || number.signum() < 0 || number.bitLength() > 8) {
        throw fragment.problem("no byte in a UUID");
      }
      high = high << 8 | low >>> 56;
      low = low << 8 | number.intValue();
    }
    if (bytes.size() != 16) {
      throw fragment.problem("UUID not of 16 bytes: bytes=" + bytes.size());
    }
    return new UUID(high, low).toString();
  }

  private void traceClass(JsonObject fragment) throws MetadataException {
    if (traceClass || anyStream) {
      throw fragment.problem("the trace class comes once, before all data stream classes");
    }
    traceClass = true;
    if (uuid.isEmpty()) {
      builder.uuid(fragment.string("uid", ""));
    }
    JsonObject environment = fragment.optional("environment");
    if (environment != null) {
      int count = 0;
      for (String name : environment.names()) {
        if (++count > MAX_ENVIRONMENT) {
          throw fragment.problem("environment too large: max=" + MAX_ENVIRONMENT);
        }
        Object value = environment.value(name);
        if (!(value instanceof String) && !(value instanceof BigInteger)) {
          throw fragment.problem("environment of a wrong type: name=" + Texts.shown(name));
        }
        builder.environment(name, value.toString());
      }
    }
    builder.packetHeader(scope(fragment, "packet-header-field-class"));
  }

  private CtfType.@Nullable Struct scope(JsonObject fragment, String property)
      throws MetadataException {
    return fragment.has(property) ? classes.scope(fragment, property) : null;
  }

  private void clockClass(JsonObject fragment) throws MetadataException {
    long frequency = fragment.integer("frequency", 1, Long.MAX_VALUE);
    JsonObject offset = fragment.optional("offset-from-origin");
    builder.clock(
        new Clock(
            fragment.string("id"),
            fragment.string("uid", ""),
            frequency,
            offset == null ? 0 : offset.integer("seconds", Long.MIN_VALUE, Long.MAX_VALUE, 0),
            offset == null ? 0 : offset.integer("cycles", 0, frequency - 1, 0)));
  }

  private void streamClass(JsonObject fragment) throws MetadataException {
    anyStream = true;
    String clock =
        fragment.has("default-clock-class-id") ? fragment.string("default-clock-class-id") : null;
    if (clock != null && !builder.clocks().containsKey(clock)) {
      throw fragment.problem("unknown clock: default-clock-class-id=" + Texts.shown(clock));
    }
    CtfType.Struct packetContext = scope(fragment, "packet-context-field-class");
    CtfType.Struct eventHeader = scope(fragment, "event-record-header-field-class");
    if (clock == null
        && (Roles.has(packetContext, Role.TIME)
            || Roles.has(packetContext, Role.END_TIME)
            || Roles.has(eventHeader, Role.TIME))) {
      throw fragment.problem("times without a default clock");
    }
    builder.stream(
        fragment.id("id"),
        clock,
        packetContext,
        eventHeader,
        scope(fragment, "event-record-common-context-field-class"));
  }

  private void eventClass(JsonObject fragment) throws MetadataException {
    long stream = fragment.id("data-stream-class-id");
    if (!builder.hasStream(stream)) {
      throw fragment.problem(
          "event before its data stream class: data-stream-class-id="
              + Long.toUnsignedString(stream));
    }
    builder.event(
        stream,
        new EventClass(
            fragment.id("id"),
            fragment.string("name", ""),
            scope(fragment, "specific-context-field-class"),
            scope(fragment, "payload-field-class"),
            logLevel(fragment)));
  }

  private static @Nullable Long logLevel(JsonObject fragment) throws MetadataException {
    JsonObject attributes = fragment.optional("attributes");
    if (attributes == null) {
      return null;
    }
    for (String namespace : ATTRIBUTES) {
      if (attributes.has(namespace)
          && attributes.value(namespace) instanceof JsonObject own
          && own.has("log-level")) {
        int level = own.value("log-level") instanceof String name ? LOG_LEVELS.indexOf(name) : -1;
        return level < 0 ? null : (long) level;
      }
    }
    return null;
  }
}
