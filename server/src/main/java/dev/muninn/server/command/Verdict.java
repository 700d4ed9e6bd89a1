package dev.muninn.server.command;

import dev.muninn.server.resp.RespError;
import org.jspecify.annotations.Nullable;

/** What a {@link Gate} says of a request. */
public final class Verdict {
  /** It may pass. */
  public static final Verdict RUN = new Verdict(null);

  /** The gate has kept it for later, and has replied so. */
  public static final Verdict QUEUED = new Verdict(null);

  /** The gate has kept it; its client waits. */
  public static final Verdict HELD = new Verdict(null);

  private final @Nullable RespError error;

  private Verdict(@Nullable RespError error) {
    this.error = error;
  }

  /** It may not run. */
  public static Verdict refused(RespError error) {
    return new Verdict(error);
  }

  /** Why it may not run; null: it may, or the gate has seen to it. */
  public @Nullable RespError error() {
    return error;
  }
}
