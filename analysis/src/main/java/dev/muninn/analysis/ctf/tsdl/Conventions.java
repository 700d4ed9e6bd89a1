package dev.muninn.analysis.ctf.tsdl;

import dev.muninn.analysis.ctf.metadata.CtfType;
import dev.muninn.analysis.ctf.metadata.CtfType.Role;
import dev.muninn.analysis.ctf.metadata.Metadata.Clock;
import dev.muninn.analysis.ctf.metadata.MetadataBuilder;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In TSDL what has a meaning has a name (CTF 1.8, sections 5 and 6): names become roles here. Times
 * without a clock are of the only clock; where there is none, they are nanoseconds, as babeltrace2
 * has it.
 */
final class Conventions {
  private static final long NANOS = 1_000_000_000;
  private static final String DEFAULT_CLOCK = "default";

  private static final Map<String, Role> PACKET_HEADER =
      Map.of(
          "magic", Role.MAGIC,
          "stream_id", Role.STREAM_CLASS_ID,
          "stream_instance_id", Role.STREAM_ID);

  private static final Map<String, Role> PACKET_CONTEXT =
      Map.of(
          "timestamp_begin", Role.TIME,
          "timestamp_end", Role.END_TIME,
          "content_size", Role.CONTENT_SIZE,
          "packet_size", Role.PACKET_SIZE,
          "events_discarded", Role.DISCARDED,
          "packet_seq_num", Role.SEQUENCE);

  private static final Map<String, Role> EVENT_HEADER =
      Map.of("id", Role.EVENT_ID, "timestamp", Role.TIME);

  private final MetadataBuilder builder;

  Conventions(MetadataBuilder builder) {
    this.builder = builder;
  }

  CtfType.@Nullable Struct packetHeader(CtfType.@Nullable Struct struct) throws MetadataException {
    return struct == null ? null : members(struct, PACKET_HEADER, false);
  }

  CtfType.@Nullable Struct packetContext(CtfType.@Nullable Struct struct) throws MetadataException {
    return struct == null ? null : members(struct, PACKET_CONTEXT, false);
  }

  /** Ids and times may lie at any depth, and every integer of a clock is a time. */
  CtfType.@Nullable Struct eventHeader(CtfType.@Nullable Struct struct) throws MetadataException {
    return struct == null ? null : members(struct, EVENT_HEADER, true);
  }

  private CtfType.Struct members(CtfType.Struct struct, Map<String, Role> roles, boolean deep)
      throws MetadataException {
    return new CtfType.Struct(parts(struct.members(), roles, deep), struct.align());
  }

  private List<CtfType.Member> parts(
      List<CtfType.Member> parts, Map<String, Role> roles, boolean deep) throws MetadataException {
    List<CtfType.Member> result = new ArrayList<>();
    for (CtfType.Member part : parts) {
      result.add(part.withType(part(part, roles, deep)));
    }
    return result;
  }

  private CtfType part(CtfType.Member part, Map<String, Role> roles, boolean deep)
      throws MetadataException {
    return switch (part.type()) {
      case CtfType.Int integer -> integer(integer, part.name(), roles, deep);
      case CtfType.Enumeration enumeration ->
          new CtfType.Enumeration(
              integer(enumeration.container(), part.name(), roles, deep), enumeration.ranges());
      case CtfType.Struct struct when deep -> members(struct, roles, true);
      case CtfType.Variant variant when deep ->
          new CtfType.Variant(
              variant.tag(), parts(variant.options(), roles, true), variant.ranges());
      default -> part.type();
    };
  }

  private CtfType.Int integer(
      CtfType.Int integer, String name, Map<String, Role> roles, boolean deep)
      throws MetadataException {
    if (deep && integer.clock() != null) {
      return integer.with(Role.TIME, integer.clock());
    }
    Role role = roles.get(name);
    if (role == null) {
      return integer;
    }
    boolean time = role == Role.TIME || role == Role.END_TIME;
    return integer.with(role, time ? clock(integer, name) : null);
  }

  private String clock(CtfType.Int integer, String field) throws MetadataException {
    if (integer.clock() != null) {
      return integer.clock();
    }
    if (builder.clocks().isEmpty()) {
      builder.clock(new Clock(DEFAULT_CLOCK, "", NANOS, 0, 0));
    }
    if (builder.clocks().size() > 1) {
      throw new MetadataException("time without a clock, of several: field=" + field);
    }
    return builder.clocks().keySet().iterator().next();
  }
}
