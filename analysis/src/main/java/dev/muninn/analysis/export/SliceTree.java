package dev.muninn.analysis.export;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes nested slices of one thread's events, which come in order of their ends: a slice that ends
 * later and begins earlier takes in those before it. Durations are cut to microseconds, so a slice
 * may seem to begin up to a microsecond late: what lies in it for the most part, lies in it.
 */
final class SliceTree {
  /** Slices that wait for one that takes them in; more are passed on without. */
  private static final int MAX_WAITING = 1 << 17;

  private final List<Slice> waiting = new ArrayList<>();
  private long finished = Long.MIN_VALUE;

  /** A slice has ended, after all before. */
  void add(Slice slice) {
    int first = waiting.size();
    while (first > 0 && liesIn(waiting.get(first - 1), slice)) {
      first--;
    }
    List<Slice> inside = waiting.subList(first, waiting.size());
    if (!inside.isEmpty()) {
      slice.start = Math.min(slice.start, inside.getFirst().start);
      slice.adopt(inside);
      inside.clear();
    }
    long before = first == 0 ? finished : waiting.get(first - 1).end;
    slice.start = Math.min(slice.end, Math.max(slice.start, before));
    waiting.add(slice);
  }

  private static boolean liesIn(Slice inner, Slice outer) {
    if (inner.category == Slice.Category.COMMAND && outer.category == Slice.Category.COMMAND) {
      return inner.start > outer.start;
    }
    return inner.start + (inner.end - inner.start) / 2 > outer.start;
  }

  /** Whether so many slices wait that they have to be taken. */
  boolean full() {
    return waiting.size() >= MAX_WAITING;
  }

  /** Takes all slices out, in order of time. */
  List<Slice> take() {
    List<Slice> taken = List.copyOf(waiting);
    if (!taken.isEmpty()) {
      finished = taken.getLast().end;
    }
    waiting.clear();
    return taken;
  }
}
