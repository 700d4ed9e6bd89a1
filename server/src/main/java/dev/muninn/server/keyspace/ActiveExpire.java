package dev.muninn.server.keyspace;

import dev.muninn.server.structure.Entry;
import java.util.function.Consumer;

/**
 * Finds and deletes keys, and elements of values, whose time is over though nobody asks for them.
 * The adaptive scheme and its constants are those of Valkey's expire.c (version 8): a slow cycle
 * {@code hz} times a second with a share of the CPU, and a fast one of about a millisecond before
 * the loop sleeps, when much is known to be stale.
 */
public final class ActiveExpire {
  private static final int KEYS_PER_LOOP = 20;
  private static final long FAST_MICROS = 1000;
  private static final int SLOW_CPU_PERCENT = 25;
  private static final int ACCEPTABLE_STALE_PERCENT = 10;

  private final Keyspace keyspace;
  private final ExpiredElements elements;
  private final Consumer<Entry> visitor = this::visit;
  private boolean elementsFirst;
  private boolean enabled = true;
  private int nextDatabase;
  private boolean timeLimitHit;
  private long lastFastStart = Long.MIN_VALUE / 2;

  // State of the loop that the visitor adds to.
  private Database current;
  private long now;
  private long sampled;
  private long expired;
  private long ttlSum;
  private long ttlSamples;

  /** Active expiry of {@code keyspace}. */
  public ActiveExpire(Keyspace keyspace) {
    this.keyspace = keyspace;
    elements = new ExpiredElements(keyspace);
    this.current = keyspace.database(0);
  }

  /** Switches active expiry on or off, as DEBUG SET-ACTIVE-EXPIRE does. */
  public void enabled(boolean on) {
    enabled = on;
  }

  /**
   * The cycle of serverCron.
   *
   * @param hz cycles a second, 1 to 500
   * @param effort {@code active-expire-effort}, 1 to 10
   */
  public void slowCycle(int hz, int effort) {
    long percent = SLOW_CPU_PERCENT + 2L * (effort - 1);
    cycle(Math.max(1, percent * 1_000_000 / hz / 100), effort);
  }

  /**
   * The cycle before the loop sleeps; returns at once when the last cycle found little that was
   * stale.
   */
  public void fastCycle(int effort) {
    if (!timeLimitHit
        && keyspace.stats.expiredStalePercent < ACCEPTABLE_STALE_PERCENT - (effort - 1)) {
      return;
    }
    long limit = FAST_MICROS + FAST_MICROS / 4 * (effort - 1);
    long start = keyspace.clock.nanos() / 1000;
    if (start < lastFastStart + limit * 2) {
      return;
    }
    lastFastStart = start;
    cycle(limit, effort);
  }

  private void cycle(long limitMicros, int effort) {
    if (!enabled || keyspace.expiryPaused() || nothingToExpire()) {
      return;
    }
    ExpiryObserver observer = keyspace.observer();
    boolean watched = observer.enabled();
    if (watched) {
      observer.expireCycleEntry();
    }
    long start = keyspace.clock.advance();
    // Each of the two jobs may take what the other leaves; who comes first alternates.
    if (elementsFirst) {
      elementsJob(observer, watched, start + limitMicros * 500);
    }
    keysJob(observer, watched, start + limitMicros * 1000, effort);
    if (!elementsFirst) {
      elementsJob(observer, watched, start + limitMicros * 1000);
    }
    elementsFirst = !elementsFirst;
    long micros = (keyspace.clock.advance() - start) / 1000;
    keyspace.stats.expireCycleMicros += micros;
    if (watched) {
      observer.expireCycle(micros);
    }
  }

  private void elementsJob(ExpiryObserver observer, boolean watched, long deadline) {
    if (elements.isIdle()) {
      return;
    }
    if (watched) {
      observer.expireCycleFieldsEntry();
    }
    long start = keyspace.clock.advance();
    elements.run(deadline);
    if (watched) {
      observer.expireCycleFields((keyspace.clock.advance() - start) / 1000);
    }
  }

  private void keysJob(ExpiryObserver observer, boolean watched, long deadline, int effort) {
    if (watched) {
      observer.expireCycleKeysEntry();
    }
    long start = keyspace.clock.advance();
    long totalSampled = 0;
    long totalExpired = 0;
    int databases = keyspace.count();
    boolean late = false;
    for (int i = 0; i < databases && !late; i++) {
      current = keyspace.database(nextDatabase % databases);
      nextDatabase = (nextDatabase + 1) % databases;
      if (current.expires() == 0) {
        current.averageTtlMillis = 0;
        continue;
      }
      boolean more = true;
      while (more) {
        more = expireSome(effort);
        totalSampled += sampled;
        totalExpired += expired;
        if (keyspace.clock.advance() > deadline) {
          late = true;
          keyspace.stats.expiredTimeCapReached++;
          break;
        }
      }
    }
    timeLimitHit = late;
    double stale = totalSampled == 0 ? 0 : 100.0 * totalExpired / totalSampled;
    keyspace.stats.expiredStalePercent = stale * 0.05 + keyspace.stats.expiredStalePercent * 0.95;
    if (watched) {
      observer.expireCycleKeys((keyspace.clock.advance() - start) / 1000);
    }
  }

  private boolean nothingToExpire() {
    if (!elements.isIdle()) {
      return false;
    }
    for (int i = 0; i < keyspace.count(); i++) {
      if (keyspace.database(i).expires() > 0) {
        return false;
      }
    }
    keyspace.stats.expiredStalePercent *= 0.95;
    timeLimitHit = false;
    return true;
  }

  /**
   * Samples one batch of the current database. @return whether so much of it was stale that another
   * should follow
   */
  private boolean expireSome(int effort) {
    long wanted = Math.min(current.expires(), KEYS_PER_LOOP + KEYS_PER_LOOP / 4L * (effort - 1));
    sampled = 0;
    expired = 0;
    ttlSum = 0;
    ttlSamples = 0;
    now = keyspace.clock.millis();
    boolean done = false;
    for (long buckets = 0; sampled < wanted && buckets < wanted * 20; buckets++) {
      current.expireCursor = current.table.scanExpires(current.expireCursor, visitor);
      if (current.expireCursor == 0) {
        done = true;
        break;
      }
    }
    if (ttlSamples > 0) {
      long average = ttlSum / ttlSamples;
      current.averageTtlMillis =
          current.averageTtlMillis == 0
              ? average
              : current.averageTtlMillis / 50 * 49 + average / 50;
    }
    return !done
        && (sampled == 0 || expired * 100 / sampled > ACCEPTABLE_STALE_PERCENT - (effort - 1));
  }

  private void visit(Entry entry) {
    sampled++;
    long left = entry.expireAt() - now;
    if (left < 0) {
      keyspace.deleteExpired(current, entry);
      expired++;
    } else {
      ttlSum += left;
      ttlSamples++;
    }
  }
}
