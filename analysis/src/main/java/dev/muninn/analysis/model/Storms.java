package dev.muninn.analysis.model;

/** Seconds in which many clients came at once. Times in nanoseconds. */
final class Storms {
  /** Accepted connections within two seconds of the clock that make a storm. */
  static final long STORM = 500;

  private static final class Second {
    long begin = Long.MIN_VALUE;
    long accepted;
    long closed;
    long nanos;
    long victims;
    long stolen;
    boolean counted;

    void reset(long start) {
      begin = start;
      accepted = 0;
      closed = 0;
      nanos = 0;
      victims = 0;
      stolen = 0;
      counted = false;
    }
  }

  private Second now = new Second();
  private Second before = new Second();
  long accepted;
  long closed;

  // Of the seconds of storms.
  long seconds;
  long stormAccepted;
  long stormClosed;
  long stormNanos;
  long stormVictims;
  long stormStolen;
  long worstAccepted;
  long worstAt;

  /** The main thread spent this long on a connection that came or went. */
  void add(long nanos, boolean accept, long cost) {
    roll(nanos);
    if (accept) {
      accepted++;
      now.accepted++;
    } else {
      closed++;
      now.closed++;
    }
    now.nanos += cost;
  }

  /** Requests that waited for connections of the same turn. */
  void waited(long nanos, long requests, long stolen) {
    roll(nanos);
    now.victims += requests;
    now.stolen += stolen;
  }

  void finish() {
    close();
  }

  private void roll(long nanos) {
    long begin = Math.floorDiv(nanos, 1_000_000_000L) * 1_000_000_000L;
    if (begin != now.begin) {
      close();
      Second old = before;
      before = now;
      now = old;
      now.reset(begin);
    }
  }

  private void close() {
    boolean adjacent = before.begin != Long.MIN_VALUE && now.begin - before.begin == 1_000_000_000L;
    if (now.accepted + (adjacent ? before.accepted : 0) < STORM) {
      return;
    }
    count(now);
    if (adjacent) {
      count(before);
    }
  }

  private void count(Second second) {
    if (second.counted || second.accepted == 0) {
      return;
    }
    second.counted = true;
    seconds++;
    stormAccepted += second.accepted;
    stormClosed += second.closed;
    stormNanos += second.nanos;
    stormVictims += second.victims;
    stormStolen += second.stolen;
    if (second.accepted > worstAccepted) {
      worstAccepted = second.accepted;
      worstAt = second.begin;
    }
  }
}
