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
  private boolean frozen;

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

  /**
   * Reads the monotonic clock and returns it, nanoseconds; the cached times move to it unless they
   * are frozen.
   */
  public long advance() {
    long now = clock.nanos();
    if (!frozen) {
      nanos = now;
      millis = millisAtRefresh + (now - nanosAtRefresh) / 1_000_000;
    }
    return now;
  }

  /**
   * From now on the cached times stand still: a command sees one time from its start to its end,
   * whatever is measured within it.
   */
  public void freeze() {
    frozen = true;
  }

  /** Ends {@link #freeze}; the next {@link #advance} moves the cached times. */
  public void thaw() {
    frozen = false;
  }

  /** The cached monotonic time, nanoseconds. */
  public long nanos() {
    return nanos;
  }

  /** The cached time of day, microseconds since the epoch. */
  public long micros() {
    return millisAtRefresh * 1000 + (nanos - nanosAtRefresh) / 1000;
  }

  /** The cached time of day, milliseconds since the epoch. */
  public long millis() {
    return millis;
  }
}
