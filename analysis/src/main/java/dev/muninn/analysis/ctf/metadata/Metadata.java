package dev.muninn.analysis.ctf.metadata;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trace's metadata says.
 *
 * @param version "1.8" or "2"
 * @param uuid lower-case with hyphens, or empty
 * @param packetHeader null where packets have none
 * @param environment values of {@code env}, integers in decimal
 * @param clocks by name
 * @param streams by id
 */
public record Metadata(
    String version,
    String uuid,
    CtfType.@Nullable Struct packetHeader,
    Map<String, String> environment,
    Map<String, Clock> clocks,
    Map<Long, StreamClass> streams) {

  /**
   * A clock: the time since the epoch is {@code offsetSeconds + (offset + value) / frequency}.
   *
   * @param frequency ticks per second
   */
  public record Clock(String name, String uuid, long frequency, long offsetSeconds, long offset) {}

  /**
   * A kind of stream; absent parts are null.
   *
   * @param clock the clock of its times, or null where it has none
   */
  public record StreamClass(
      long id,
      @Nullable String clock,
      CtfType.@Nullable Struct packetContext,
      CtfType.@Nullable Struct eventHeader,
      CtfType.@Nullable Struct eventContext,
      Map<Long, EventClass> events) {}

  /** A kind of event; absent parts are null. */
  public record EventClass(
      long id,
      String name,
      CtfType.@Nullable Struct context,
      CtfType.@Nullable Struct fields,
      @Nullable Long logLevel) {}

  /** An environment value, or empty. */
  public String environment(String key) {
    return environment.getOrDefault(key, "");
  }

  /** Names of the environment in order. */
  public List<String> environmentNames() {
    return List.copyOf(environment.keySet());
  }
}
