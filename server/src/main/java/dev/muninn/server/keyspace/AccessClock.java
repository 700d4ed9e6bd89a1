package dev.muninn.server.keyspace;

import dev.muninn.server.clock.CachedClock;
import java.util.SplittableRandom;

/**
 * The 24 access bits of an entry. LRU: seconds, modulo 2^24. LFU: minutes modulo 2^16 in the high
 * bits, a logarithmic counter in the low eight, as Valkey's evict.c defines them (version 8).
 */
public final class AccessClock {
  /** Counter that a new key starts with, so that it is not the first to go. */
  private static final int LFU_INITIAL = 5;

  private static final int LRU_MASK = (1 << 24) - 1;

  private final CachedClock clock;
  private final SplittableRandom random = new SplittableRandom();
  private boolean lfu;
  private int logFactor = 10;
  private int decayMinutes = 1;

  AccessClock(CachedClock clock) {
    this.clock = clock;
  }

  /** Sets what {@code maxmemory-policy}, {@code lfu-log-factor} and {@code lfu-decay-time} say. */
  public void configure(boolean useLfu, int lfuLogFactor, int lfuDecayMinutes) {
    lfu = useLfu;
    logFactor = lfuLogFactor;
    decayMinutes = lfuDecayMinutes;
  }

  /** Whether access is counted (LFU) rather than dated (LRU). */
  public boolean lfu() {
    return lfu;
  }

  /** Access bits of a new key. */
  public int initial() {
    return lfu ? minutes() << 8 | LFU_INITIAL : seconds();
  }

  /** Access bits after one more access. */
  public int touched(int bits) {
    if (!lfu) {
      return seconds();
    }
    int counter = frequency(bits);
    if (counter < 255) {
      double base = Math.max(0, counter - LFU_INITIAL);
      if (random.nextDouble() < 1.0 / (base * logFactor + 1)) {
        counter++;
      }
    }
    return minutes() << 8 | counter;
  }

  /** The logarithmic counter, less its decay since the last access. */
  public int frequency(int bits) {
    int counter = bits & 0xFF;
    if (decayMinutes == 0) {
      return counter;
    }
    int elapsed = (minutes() - (bits >>> 8)) & 0xFFFF;
    return Math.max(0, counter - elapsed / decayMinutes);
  }

  /** Seconds since the last access. */
  public long idleSeconds(int bits) {
    return ((long) seconds() - bits) & LRU_MASK;
  }

  private int seconds() {
    return (int) (clock.millis() / 1000) & LRU_MASK;
  }

  private int minutes() {
    return (int) (clock.millis() / 60_000) & 0xFFFF;
  }
}
