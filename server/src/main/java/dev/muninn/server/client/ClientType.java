package dev.muninn.server.client;

import dev.muninn.server.bytes.Slice;
import org.jspecify.annotations.Nullable;

/** The classes of clients that limits and CLIENT LIST distinguish. */
public enum ClientType {
  NORMAL,
  REPLICA,
  PUBSUB,
  PRIMARY;

  /** The type named so by a user, old names included; null when there is none. */
  public static @Nullable ClientType parse(Slice name) {
    if (name.equalsIgnoreCase("normal")) {
      return NORMAL;
    }
    if (name.equalsIgnoreCase("slave") || name.equalsIgnoreCase("replica")) {
      return REPLICA;
    }
    if (name.equalsIgnoreCase("pubsub")) {
      return PUBSUB;
    }
    return name.equalsIgnoreCase("master") || name.equalsIgnoreCase("primary") ? PRIMARY : null;
  }
}
