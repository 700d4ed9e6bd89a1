package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.tsdl.Metadata.Clock;
import org.jspecify.annotations.Nullable;

/** A clock's ticks to nanoseconds since the epoch, rounded as babeltrace2 rounds them. */
final class ClockScale {
  private static final long NANOS = 1_000_000_000;

  private final long base;
  private final long frequency;

  /** Of a clock, or of nanoseconds since the epoch where there is none. */
  ClockScale(@Nullable Clock clock) {
    frequency = clock == null ? NANOS : clock.frequency();
    base = clock == null ? 0 : clock.offsetSeconds() * NANOS + toNanos(clock.offset(), frequency);
  }

  private static long toNanos(long ticks, long frequency) {
    if (frequency == NANOS) {
      return ticks;
    }
    double unsigned = ticks >= 0 ? ticks : ((ticks >>> 1) | (ticks & 1)) * 2.0;
    return (long) (1e9 * unsigned / frequency);
  }

  long nanos(long ticks) {
    return frequency == NANOS ? base + ticks : base + toNanos(ticks, frequency);
  }
}
