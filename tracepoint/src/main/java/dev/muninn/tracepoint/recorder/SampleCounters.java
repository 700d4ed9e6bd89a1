package dev.muninn.tracepoint.recorder;

import java.util.BitSet;

/**
 * Which of a thread's counts are in use: each use of sampling has one of its own in every thread.
 * Count 0 is nobody's. One that is given back is used again, so that threads' counts stay few.
 */
final class SampleCounters {
  private final BitSet taken = new BitSet();

  int take() {
    int counter = taken.nextClearBit(1);
    taken.set(counter);
    return counter;
  }

  void giveBack(int counter) {
    taken.clear(counter);
  }
}
