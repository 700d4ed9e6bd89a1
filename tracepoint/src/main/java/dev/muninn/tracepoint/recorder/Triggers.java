package dev.muninn.tracepoint.recorder;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks for a snapshot of a session, not too often. Called by firing threads; allocates nothing. */
final class Triggers {
  private final AtomicReference<@Nullable String> pending = new AtomicReference<>();

  /** When the last one was taken; long ago at first. */
  private volatile long last = System.nanoTime() - Long.MAX_VALUE / 2;

  /**
   * Asks for one.
   *
   * @param reason of the snapshot, part of its directory's name
   * @param minInterval since the last one
   * @return false where it is too early or one is asked for already
   */
  boolean fire(String reason, Duration minInterval) {
    if (pending.getPlain() != null || System.nanoTime() - last < minInterval.toNanos()) {
      return false;
    }
    return pending.compareAndSet(null, reason);
  }

  /** The reason of a snapshot that is to be taken, which the caller will take now. */
  @Nullable String take() {
    String reason = pending.getPlain() == null ? null : pending.getAndSet(null);
    if (reason != null) {
      last = System.nanoTime();
    }
    return reason;
  }
}
