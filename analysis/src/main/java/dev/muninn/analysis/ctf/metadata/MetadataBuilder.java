package dev.muninn.analysis.ctf.metadata;

import dev.muninn.analysis.ctf.metadata.CtfType.Role;
import dev.muninn.analysis.ctf.metadata.Metadata.Clock;
import dev.muninn.analysis.ctf.metadata.Metadata.EventClass;
import dev.muninn.analysis.ctf.metadata.Metadata.StreamClass;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what metadata says, and refuses what contradicts itself or cannot be. */
public final class MetadataBuilder {
  /** Most clocks, streams, and events of a trace. */
  private static final int MAX_CLASSES = 65_536;

  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

  private String uuid = "";
  private CtfType.@Nullable Struct packetHeader;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, Clock> clocks = new LinkedHashMap<>();
  private final Map<Long, StreamClass> streams = new LinkedHashMap<>();
  private final Map<Long, Map<Long, EventClass>> events = new HashMap<>();
  private int eventCount;

  /** Sets the trace's UUID: lower-case with hyphens, or empty. */
  public void uuid(String value) {
    uuid = value;
  }

  /** Sets what packets begin with. */
  public void packetHeader(CtfType.@Nullable Struct header) {
    packetHeader = header;
  }

  /** Adds a value of the environment, integers in decimal. */
  public void environment(String name, String value) {
    environment.put(name, value);
  }

  /** Clocks so far. */
  public Map<String, Clock> clocks() {
    return clocks;
  }

  /** Whether there is a stream of an id. */
  public boolean hasStream(long id) {
    return streams.containsKey(id);
  }

  /**
   * Adds a clock.
   *
   * @throws MetadataException when its name is taken, or when its times are none
   */
  public void clock(Clock clock) throws MetadataException {
    if (clock.frequency() <= 0) {
      throw new MetadataException(
          "clock without frequency: frequency=" + Long.toUnsignedString(clock.frequency()));
    }
    BigInteger ticks = new BigInteger(Long.toUnsignedString(clock.offset()));
    BigInteger nanos =
        BigInteger.valueOf(clock.offsetSeconds())
            .multiply(NANOS)
            .add(ticks.multiply(NANOS).divide(BigInteger.valueOf(clock.frequency())));
    if (nanos.bitLength() >= Long.SIZE) {
      throw new MetadataException(
          "clock whose times are beyond 64 bits of nanoseconds: name=%s offset=%d s + %s"
              .formatted(Texts.shown(clock.name()), clock.offsetSeconds(), ticks));
    }
    bounded(clocks.size(), "clocks");
    if (clocks.put(clock.name(), clock) != null) {
      throw new MetadataException("clock twice: name=" + Texts.shown(clock.name()));
    }
  }

  /**
   * Adds a kind of stream, its events left out.
   *
   * @throws MetadataException when its id is taken
   */
  public void stream(
      long id,
      @Nullable String clock,
      CtfType.@Nullable Struct packetContext,
      CtfType.@Nullable Struct eventHeader,
      CtfType.@Nullable Struct eventContext)
      throws MetadataException {
    bounded(streams.size(), "streams");
    StreamClass stream =
        new StreamClass(
            id,
            clock,
            packetContext,
            eventHeader,
            eventContext,
            events.computeIfAbsent(id, i -> new LinkedHashMap<>()));
    if (streams.put(id, stream) != null) {
      throw new MetadataException("stream twice: id=" + Long.toUnsignedString(id));
    }
  }

  /**
   * Adds a kind of event.
   *
   * @throws MetadataException when its id is taken in its stream
   */
  public void event(long stream, EventClass event) throws MetadataException {
    bounded(eventCount++, "events");
    EventClass before =
        events.computeIfAbsent(stream, i -> new LinkedHashMap<>()).put(event.id(), event);
    if (before != null) {
      throw new MetadataException(
          "event id twice in a stream: id=%s stream=%s names=%s, %s"
              .formatted(
                  Long.toUnsignedString(event.id()),
                  Long.toUnsignedString(stream),
                  Texts.shown(before.name()),
                  Texts.shown(event.name())));
    }
  }

  private static void bounded(int count, String what) throws MetadataException {
    if (count >= MAX_CLASSES) {
      throw new MetadataException("too many " + what + ": max=" + MAX_CLASSES);
    }
  }

  /**
   * All of it.
   *
   * @throws MetadataException when packets or events could not be told apart, or a clock is unknown
   */
  public Metadata build(String version) throws MetadataException {
    for (long id : events.keySet()) {
      if (!hasStream(id)) {
        stream(id, null, null, null, null);
      }
    }
    if (streams.size() > 1 && !Roles.has(packetHeader, Role.STREAM_CLASS_ID)) {
      throw new MetadataException(
          "several streams without a stream id in the packet's header: streams=" + streams.size());
    }
    for (StreamClass stream : streams.values()) {
      if (stream.events().size() > 1 && !Roles.has(stream.eventHeader(), Role.EVENT_ID)) {
        throw new MetadataException(
            "several events without an id in the event's header: stream=%s events=%d"
                .formatted(Long.toUnsignedString(stream.id()), stream.events().size()));
      }
      if (stream.clock() != null && !clocks.containsKey(stream.clock())) {
        throw new MetadataException("unknown clock: name=" + Texts.shown(stream.clock()));
      }
    }
    return new Metadata(version, uuid, packetHeader, environment, clocks, streams);
  }
}
