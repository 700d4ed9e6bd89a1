package dev.muninn.server.clock;

/**
 * The time of day without a system call per reading: taken once a loop turn, carried on by the
 * monotonic clock's readings that the caller has at hand anyway. Used by the main thread alone.
 */
public final class CachedClock {
  private final Clock clock;
  private long nanosAtRefresh;
  private long millisAtRefresh;
  private long microsAtRefresh;
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
    long now = clock.nanos();
    long carried = microsAtRefresh + (now - nanosAtRefresh) / 1000;
    nanosAtRefresh = now;
    millisAtRefresh = clock.millis();
    // Within the millisecond that the clock tells, so that it does not step back by part of one.
    microsAtRefresh = Math.clamp(carried, millisAtRefresh * 1000, millisAtRefresh * 1000 + 999);
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
    return microsAtRefresh + (nanos - nanosAtRefresh) / 1000;
  }

  /** The cached time of day, milliseconds since the epoch. */
  public long millis() {
    return millis;
  }
}
