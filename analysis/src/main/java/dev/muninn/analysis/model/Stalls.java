package dev.muninn.analysis.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Collects what was long, waits until what explains it has been told (a pause of the JVM comes up
 * to a second after it was over), and sums it up by culprit.
 */
final class Stalls {
  /** From which length on a piece of a turn is looked at, in nanoseconds. */
  static final long NOTABLE_NANOS = 1_000_000;

  private static final long PATIENCE_NANOS = 2_500_000_000L;
  private static final int PAUSES = 1024;
  private static final int PENDING = 20_000;
  private static final int GROUPS = 512;
  private static final int TIMELINE = 400;

  private final long severeNanos;
  private final ArrayDeque<Notable> pending = new ArrayDeque<>();
  private final ArrayDeque<Notable> pauses = new ArrayDeque<>();
  private final ArrayDeque<Wakeup> wakeups = new ArrayDeque<>();
  private final Map<String, StallGroup> groups = new HashMap<>();
  private final TopN<Stall> timeline = new TopN<>(TIMELINE);
  private final TopN<Notable> longPauses = new TopN<>(PAUSES);

  /** A turn that came after the main thread had been away for a while. */
  private record Wakeup(long from, long to, long commands) {}

  /**
   * @param severeNanos from which length on a stall alone is a culprit
   */
  Stalls(long severeNanos) {
    this.severeNanos = severeNanos;
  }

  void add(Notable notable) {
    pending.add(notable);
    if (pending.size() > PENDING) {
      finish(pending.remove());
    }
  }

  /** The main thread came back at {@code to}, last seen at {@code from}, to so many commands. */
  void wakeup(long from, long to, long commands) {
    wakeups.add(new Wakeup(from, to, commands));
    if (wakeups.size() > PENDING) {
      settle(wakeups.remove());
    }
  }

  void jvmPause(Notable pause) {
    pause.jvmPause = true;
    pauses.add(pause);
    if (pauses.size() > PAUSES) {
      finishPause(pauses.remove());
    }
  }

  /**
   * Lays the wait for a CPU in a span of time at the door of what was unusually long in it. What is
   * always long, or long for the first time, keeps the blame: without it nobody had waited; but not
   * where the span is known to be the turn's own and little is left of it without the waiting.
   *
   * @param own whether the span is that of the turn
   */
  void cpuWait(CpuWait w, boolean own) {
    long from = w.begin();
    long to = w.end();
    List<Notable> inside = new ArrayList<>();
    for (Iterator<Notable> i = pending.descendingIterator(); i.hasNext(); ) {
      Notable n = i.next();
      if (n.end <= from) {
        break; // they are in order of their ends
      }
      if (n.begin < to) {
        inside.add(n);
      }
    }
    inside.sort((a, b) -> Long.compare(surprise(b), surprise(a)));
    long left = w.waited();
    for (Notable n : inside) {
      left -= waited(n, w, Math.min(left, surprise(n)));
    }
    for (Notable n : inside) {
      long took = Math.min(left, n.nanos() - n.cpu);
      if (own && mayHaveWaited(n) && n.nanos() - n.cpu - took < severeNanos) {
        left -= waited(n, w, took);
      }
    }
  }

  /** Work of no fixed length, which had been short without the waiting. */
  private static boolean mayHaveWaited(Notable n) {
    return n.command == null
        ? n.kind == StallKind.LAZY_FREE || n.innerKind == StallKind.LAZY_FREE
        : n.keyBytes < Notable.LARGE_BYTES;
  }

  private static long waited(Notable n, CpuWait w, long nanos) {
    n.cpu += nanos;
    n.throttled += (long) ((double) w.throttled() * nanos / Math.max(1, w.waited()));
    return nanos;
  }

  /** By how much a piece was longer than its like: only where a usual length is known. */
  private static long surprise(Notable n) {
    CommandStats command = n.command;
    if (n.keyBytes >= Notable.LARGE_BYTES) {
      return 0;
    }
    if (command == null) {
      return switch (n.kind) {
        case READ, WRITE, CRON -> Math.max(0, n.nanos() - n.innerNanos - n.cpu);
        default -> 0;
      };
    }
    if (command.own.count() < 20) {
      return command.fast ? n.nanos() - n.cpu : 0;
    }
    return Math.max(0, n.nanos() - 4 * command.own.quantile(0.5) - n.cpu);
  }

  /** What is older than the patience is settled. */
  void advance(long now) {
    while (!pending.isEmpty() && now - pending.element().end > PATIENCE_NANOS) {
      finish(pending.remove());
    }
    while (!wakeups.isEmpty() && now - wakeups.element().to > 2 * PATIENCE_NANOS) {
      settle(wakeups.remove());
    }
  }

  void finish() {
    pending.forEach(this::finish);
    pending.clear();
    wakeups.forEach(this::settle);
    wakeups.clear();
    pauses.forEach(this::finishPause);
    pauses.clear();
  }

  private void settle(Wakeup w) {
    for (Notable p : pauses) {
      // The thread was kept at the end of its sleep: it came back when the pause was over.
      long slept = Math.min(p.end, w.to) - Math.max(p.begin, w.from);
      if (slept > 0 && w.to - p.end < NOTABLE_NANOS) {
        p.victims += w.commands;
        p.stolen += slept * w.commands;
      }
    }
  }

  private void finish(Notable n) {
    for (Notable p : pauses) {
      long overlap = p.overlap(n);
      if (overlap > 0) {
        if (p.kind == StallKind.GC) {
          n.gc += overlap;
        } else {
          n.safepoint += overlap;
        }
        long waiting = n.victims + (n.command == null ? 0 : 1);
        p.victims += waiting;
        p.stolen += overlap * waiting;
      }
    }
    n.gc = Math.min(n.gc, n.nanos());
    n.safepoint = Math.clamp(n.safepoint - n.gc, 0, n.nanos() - n.gc); // a collection is one too
    n.cpu = Math.min(n.cpu, n.nanos() - n.gc - n.safepoint);
    StallKind cause = n.cause();
    if (cause == StallKind.GC || cause == StallKind.SAFEPOINT) {
      return; // the pause itself is in the list
    }
    boolean waited = cause == StallKind.CPU_WAIT || cause == StallKind.QUOTA;
    long blamed = waited ? n.cpu : n.remaining();
    settle(n, cause, n.causeLabel(), blamed);
  }

  private void finishPause(Notable p) {
    if (p.kind == StallKind.SAFEPOINT) {
      long collecting = 0;
      for (Notable other : pauses) {
        collecting += other.kind == StallKind.GC ? other.overlap(p) : 0;
      }
      if (2 * collecting >= p.nanos()) {
        return;
      }
    }
    longPauses.offer(p.nanos(), p);
    settle(p, p.kind, p.kind.label(), p.nanos());
  }

  private void settle(Notable n, StallKind cause, String label, long nanos) {
    if (nanos < NOTABLE_NANOS) {
      return;
    }
    long stolen = (long) ((double) n.stolen * nanos / Math.max(1, n.nanos()));
    Client client = n.client == null ? Client.UNKNOWN : n.client.client();
    Stall stall = new Stall(cause, label, n.begin, nanos, n.victims, stolen, client, n.key);
    timeline.offer(nanos, stall);
    StallGroup group = group(cause, label);
    group.add(stall, severeNanos);
    if (n.keyBytes > group.keyBytes) {
      group.keyBytes = n.keyBytes;
      group.key = n.key;
    }
  }

  private StallGroup group(StallKind kind, String label) {
    String id = kind.name() + ' ' + (groups.size() < GROUPS ? label : "other");
    return groups.computeIfAbsent(id, i -> new StallGroup(kind, label));
  }

  Collection<StallGroup> groups() {
    return groups.values();
  }

  /** The longest ones, longest first. */
  List<Stall> longest() {
    return timeline.sorted();
  }

  /** How much of a span of time the JVM stood still, of the longest pauses. */
  long pausedWithin(long from, long to, StallKind kind) {
    long sum = 0;
    for (Notable p : longPauses.sorted()) {
      if (p.kind == kind) {
        sum += Math.max(0, Math.min(p.end, to) - Math.max(p.begin, from));
      }
    }
    return Math.min(sum, to - from);
  }
}
