package dev.muninn.server.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Flags of a command, in the order in which COMMAND INFO replies them. */
public enum Flag {
  /** May change a key. */
  WRITE,
  /** Reads keys and changes none. */
  READONLY,
  /** Refused when memory is full. */
  DENYOOM,
  /** Comes from a module. */
  MODULE,
  /** For the administrator. */
  ADMIN,
  /** Has to do with channels. */
  PUBSUB,
  /** Not allowed in a script. */
  NOSCRIPT,
  /** May block the client. */
  BLOCKING,
  /** Allowed while the data set is loaded. */
  LOADING,
  /** Allowed on a replica whose data are stale. */
  STALE,
  /** Not shown to monitors. */
  SKIP_MONITOR,
  /** Not recorded in the slow log. */
  SKIP_SLOWLOG,
  /** Allowed on an importing cluster slot without ASKING. */
  ASKING,
  /** Constant or logarithmic time. */
  FAST,
  /** Allowed before authentication. */
  NO_AUTH,
  /** May be called without any key. */
  NO_MANDATORY_KEYS,
  /** Refused while a replica loads asynchronously. */
  NO_ASYNC_LOADING,
  /** Not allowed in a transaction. */
  NO_MULTI,
  /** The legacy triple of key positions does not tell all keys. Derived, never declared. */
  MOVABLE_KEYS("movablekeys"),
  /** Allowed while a script or module blocks the server. */
  ALLOW_BUSY,
  /** May be propagated though it is no write. */
  MAY_REPLICATE(null),
  /** Needs an {@code enable-*-command} directive. */
  PROTECTED(null),
  /** May touch keys that it does not name. */
  TOUCHES_ARBITRARY_KEYS(null);

  private final @Nullable String text;

  Flag() {
    this.text = name().toLowerCase(Locale.ROOT);
  }

  Flag(@Nullable String text) {
    this.text = text;
  }

  /** Bit of this flag in {@link CommandSpec#flags}. */
  @SuppressWarnings("EnumOrdinal") // Derived tables hold bits in declaration order.
  public long mask() {
    return 1L << ordinal();
  }

  /** The name in replies; null: never shown. */
  public @Nullable String text() {
    return text;
  }
}
