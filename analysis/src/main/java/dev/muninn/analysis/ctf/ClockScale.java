package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.Metadata.Clock;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A clock's ticks to nanoseconds since the epoch, rounded as babeltrace2 rounds them. */
final class ClockScale {
  private static final long NANOS = 1_000_000_000;

  private final long base;
  private final long frequency;
  private final long mostTicks;

  /** Of a clock, or of nanoseconds since the epoch where there is none. */
  ClockScale(@Nullable Clock clock) {
    frequency = clock == null ? NANOS : clock.frequency();
    base = clock == null ? 0 : clock.offsetSeconds() * NANOS + toNanos(clock.offset(), frequency);
    mostTicks =
        BigInteger.valueOf(Long.MAX_VALUE)
            .subtract(BigInteger.valueOf(base))
            .multiply(BigInteger.valueOf(frequency))
            .divide(BigInteger.valueOf(NANOS))
            .min(BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE))
            .longValue();
  }

  private static long toNanos(long ticks, long frequency) {
    if (frequency == NANOS) {
      return ticks;
    }
    double unsigned = ticks >= 0 ? ticks : ((ticks >>> 1) | (ticks & 1)) * 2.0;
    return (long) (1e9 * unsigned / frequency);
  }

  /** Whether the time of some ticks is one of 64 bits. */
  boolean fits(long ticks) {
    return Long.compareUnsigned(ticks, mostTicks) <= 0;
  }

  /** The time; of ticks that do not {@link #fits fit}, the last one. */
  long nanos(long ticks) {
    return fits(ticks) ? exactNanos(ticks) : Long.MAX_VALUE;
  }

  /** The time of ticks that fit. */
  long exactNanos(long ticks) {
    return frequency == NANOS ? base + ticks : base + toNanos(ticks, frequency);
  }
}
