package dev.muninn.server.clock;

/**
 * The time of day without a system call per reading: taken once a loop turn, carried on by the
 * monotonic clock's readings that the caller has at hand anyway. Used by the main thread alone.
 */
public final class CachedClock {
  private final Clock clock;
  private long nanosAtRefresh;
  private long millisAtRefresh;
  private long nanos;
  private long millis;

  /** A cached view of {@code clock}. */
  public CachedClock(Clock clock) {
    this.clock = clock;
    refresh();
  }

  /** Reads both clocks. */
  public void refresh() {
    nanosAtRefresh = clock.nanos();
    millisAtRefresh = clock.millis();
    nanos = nanosAtRefresh;
    millis = millisAtRefresh;
  }

  /** Reads the monotonic clock, moves the cached times to it and returns it, nanoseconds. */
  public long advance() {
    long now = clock.nanos();
    nanos = now;
    millis = millisAtRefresh + (now - nanosAtRefresh) / 1_000_000;
    return now;
  }

  /** The cached monotonic time, nanoseconds. */
  public long nanos() {
    return nanos;
  }

  /** The cached time of day, milliseconds since the epoch. */
  public long millis() {
    return millis;
  }
}
