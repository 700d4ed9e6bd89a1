package dev.muninn.analysis.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How long the main thread could have run but had no CPU, while requests waited. Everybody who
 * shares a machine waits a little, often: only single waits of some length count, and of those what
 * goes beyond the same server's quiet stretches. Times in nanoseconds.
 */
final class CpuWaits {
  /** The trace is looked at in pieces of this length. */
  static final long STRETCH = 500_000_000;

  /** Of the stretches in which requests ran, this share counts as quiet. */
  private static final double QUIET_SHARE = 0.25;

  /** What a quiet stretch may show at most: beyond, the whole trace is ill. */
  private static final long QUIET_MOST = STRETCH / 20;

  /** Stretches with long waits that are kept: nine hours of them. */
  private static final int LIMIT = 1 << 16;

  /** A single long wait. */
  record Single(long at, long nanos, boolean inTurn, long requests) {}

  /** What a piece of the trace showed; without long waits it is only counted. */
  private record Stretch(long at, long taken, long requests, long waited, long run) {}

  /** Beyond what quiet stretches show. */
  record Excess(long nanos, long worst, long quiet, long requests, long waited, long run) {}

  private final long longNanos;
  private final LogHistogram stretchSums = new LogHistogram();
  private final List<Stretch> stretches = new ArrayList<>();
  final TopN<Single> worst = new TopN<>(3);

  // Of the whole trace.
  long throttled;
  long longCount;
  long longSum;
  long longMax;

  /** Whether the trace tells how long single waits were. */
  boolean lengthsTold;

  /** All waiting within turns, and that of long waits. */
  long inTurns;

  long longInTurns;

  /**
   * Long waits before turns of requests. The one that woke the thread waited all of it; when the
   * others of the turn came is not known.
   */
  long longBetween;

  // Of the present stretch.
  private long end = Long.MIN_VALUE;
  private boolean served;
  private long taken;
  private long requests;
  private long wait;
  private long run;

  /**
   * @param longNanos from which length on a single wait counts
   */
  CpuWaits(long longNanos) {
    this.longNanos = longNanos;
  }

  /** A turn of this length, without the waiting in it, ran so many requests. */
  void turn(long nanos, long ran, long commands) {
    roll(nanos);
    served |= commands > 0;
    run += Math.max(0, ran);
  }

  /**
   * The thread waited.
   *
   * @param inTurn within a turn; otherwise before one
   * @param commands of the turn: nobody's delay when there were none
   */
  void add(CpuWait w, boolean inTurn, long commands) {
    roll(w.end());
    wait += w.waited();
    throttled += Math.min(w.waited(), w.throttled());
    lengthsTold |= w.slices() > 0;
    inTurns += inTurn ? w.waited() : 0;
    long nanos = w.taken();
    if (nanos < longNanos || commands == 0) {
      return;
    }
    longCount++;
    longSum += nanos;
    longMax = Math.max(longMax, nanos);
    if (inTurn) {
      longInTurns += nanos;
    } else {
      longBetween += nanos;
    }
    taken += nanos;
    requests += commands;
    worst.offer(nanos, new Single(w.end() - nanos, nanos, inTurn, commands));
  }

  private void roll(long nanos) {
    if (nanos < end) {
      return;
    }
    close();
    end = nanos - Math.floorMod(nanos, STRETCH) + STRETCH;
  }

  private void close() {
    if (served) {
      stretchSums.add(taken);
    }
    if (taken > 0 && stretches.size() < LIMIT) {
      stretches.add(new Stretch(end, taken, requests, wait, run));
    }
    served = false;
    taken = 0;
    requests = 0;
    wait = 0;
    run = 0;
  }

  void finish() {
    close();
  }

  /** After {@link #finish}. */
  Excess excess() {
    long quiet = Math.min(QUIET_MOST, stretchSums.quantile(QUIET_SHARE));
    WorstWindow window = new WorstWindow();
    long sum = 0;
    long delayed = 0;
    long waited = 0;
    long ran = 0;
    for (Stretch s : stretches) {
      long beyond = s.taken - quiet;
      if (beyond > 0) {
        sum += beyond;
        window.add(s.at, beyond);
        delayed += s.requests;
        waited += s.waited;
        ran += s.run;
      }
    }
    return new Excess(sum, window.worst(), quiet, delayed, waited, ran);
  }
}
