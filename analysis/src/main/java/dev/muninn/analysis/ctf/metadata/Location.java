package dev.muninn.analysis.ctf.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a length or a tag lies.
 *
 * @param origin the scope the path begins in, or null where it begins near by
 * @param parents without an origin: how many structs further out than the innermost the path begins
 * @param path names of members, at least one
 * @param outward without an origin: whether structs further out are looked through too, as TSDL has
 *     it
 */
public record Location(@Nullable Origin origin, int parents, List<String> path, boolean outward) {

  /** A scope of a packet or of an event, in the order they lie. */
  public enum Origin {
    /** Of the packet. */
    PACKET_HEADER("trace.packet.header", "packet-header"),
    /** Of the packet. */
    PACKET_CONTEXT("stream.packet.context", "packet-context"),
    /** Before every event. */
    EVENT_HEADER("stream.event.header", "event-record-header"),
    /** Before every event of a stream. */
    COMMON_CONTEXT("stream.event.context", "event-record-common-context"),
    /** Before one kind of event. */
    EVENT_CONTEXT("event.context", "event-record-specific-context"),
    /** The event's own. */
    PAYLOAD("event.fields", "event-record-payload");

    /** The name in TSDL. */
    public final String tsdl;

    /** The name in JSON. */
    public final String json;

    Origin(String tsdl, String json) {
      this.tsdl = tsdl;
      this.json = json;
    }
  }

  /** A path of TSDL: names joined by dots, absolute or not. */
  public static Location ofTsdl(String path) {
    for (Origin origin : Origin.values()) {
      if (path.startsWith(origin.tsdl + ".")) {
        return new Location(origin, 0, parts(path.substring(origin.tsdl.length() + 1)), false);
      }
    }
    return new Location(null, 0, parts(path), true);
  }

  private static List<String> parts(String path) {
    return List.of(path.split("\\.", -1));
  }

  /** As it may stand in a message: short. */
  @Override
  public String toString() {
    String text =
        (origin == null ? "" : origin.tsdl + ".") + "<".repeat(parents) + String.join(".", path);
    return Texts.shown(text, 80);
  }
}
