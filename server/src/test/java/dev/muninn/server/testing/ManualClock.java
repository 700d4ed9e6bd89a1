package dev.muninn.server.testing;

import dev.muninn.server.clock.Clock;

/** A clock that goes on when it is told to. */
final class ManualClock implements Clock {
  private final long startMillis;
  private long nanos;
  private long nanosPerReading;

  /** Stands still at this time of day, milliseconds since the epoch. */
  ManualClock(long startMillis) {
    this.startMillis = startMillis;
  }

  void advanceMillis(long millis) {
    nanos += millis * 1_000_000;
  }

  /** Goes on by so much whenever the monotonic clock is read, the time of day with it. */
  void nanosPerReading(long step) {
    nanosPerReading = step;
  }

  @Override
  public long nanos() {
    return nanos += nanosPerReading;
  }

  @Override
  public long millis() {
    return startMillis + nanos / 1_000_000;
  }
}
