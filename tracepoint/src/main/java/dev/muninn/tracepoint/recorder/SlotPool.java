package dev.muninn.tracepoint.recorder;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The slots of a session and who may write to each.
 *
 * <p>States and who changes them:
 *
 * <pre>
 * FREE    -> CLAIMED   a firing thread, by CAS
 * CLAIMED -> OWNED     the same thread, once the slot's header is that of its new use
 * OWNED   -> FULL      the same thread when it leaves, or the flusher when the thread is dead
 * FULL    -> FREE      the flusher, to disk: all is written
 * FULL    -> CLAIMED   a firing thread, by CAS, in a ring: the oldest is overwritten
 * </pre>
 *
 * <p>Why nothing is torn: the flusher looks at a slot only in states OWNED and FULL, which are
 * stored with release after the header, so it never sees a header of two uses. In OWNED it reads up
 * to the published word, which is stored with release after the event's bytes. It gives a slot back
 * only from FULL, when no thread writes to it any more.
 *
 * <p>A snapshot of a ring reads slots that are claimed meanwhile. A claim first clears the
 * published word and raises the generation, then a store fence, then writes; the reader takes the
 * generation before it copies and compares it, after a load fence, when it has copied.
 */
final class SlotPool {
  /** Access to a slot's 64-bit words: coordinates are {@link #memory} and an offset. */
  static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  private static final int FREE = 0;
  private static final int CLAIMED = 1;
  private static final int OWNED = 2;
  private static final int FULL = 3;

  private final MemorySegment memory;
  private final long firstSlot;
  private final int slotBytes;
  private final int count;
  private final boolean overwrite;
  private final AtomicIntegerArray states;
  private final AtomicInteger free;

  /** When each slot was left, as a number that grows; a ring overwrites the least. */
  private final AtomicLongArray left;

  /** Whose events each slot has; stored before the state OWNED. */
  private final Stream[] streams;

  private final AtomicLong leaving = new AtomicLong();

  /** Slots from the first on of which one was ever claimed: the lowest free one is taken. */
  private final AtomicInteger touched = new AtomicInteger();

  /**
   * Takes memory that is all zeros.
   *
   * @param firstSlot offset of the first slot
   */
  SlotPool(MemorySegment memory, long firstSlot, int slotBytes, int count, boolean overwrite) {
    this.memory = memory;
    this.firstSlot = firstSlot;
    this.slotBytes = slotBytes;
    this.count = count;
    this.overwrite = overwrite;
    states = new AtomicIntegerArray(count);
    streams = new Stream[count];
    left = new AtomicLongArray(overwrite ? count : 0);
    free = new AtomicInteger(count);
  }

  MemorySegment memory() {
    return memory;
  }

  int slotBytes() {
    return slotBytes;
  }

  int count() {
    return count;
  }

  /** Offset of a slot in {@link #memory}. */
  long base(int slot) {
    return firstSlot + (long) slot * slotBytes;
  }

  /** A slot that is CLAIMED by the caller now, or -1 where there is none to be had. */
  int claim() {
    if (free.get() > 0) {
      for (int slot = 0; slot < count; slot++) {
        if (states.getPlain(slot) == FREE && states.compareAndSet(slot, FREE, CLAIMED)) {
          free.decrementAndGet();
          touched.accumulateAndGet(slot + 1, Math::max);
          return slot;
        }
      }
    }
    return overwrite ? claimOldest() : -1;
  }

  private int claimOldest() {
    // Others claim at the same time: each failure means that one of them has got a slot.
    for (int attempt = 0; attempt < count; attempt++) {
      int oldest = -1;
      long least = Long.MAX_VALUE;
      for (int slot = 0; slot < count; slot++) {
        long when = left.get(slot);
        if (when < least && states.get(slot) == FULL) {
          least = when;
          oldest = slot;
        }
      }
      if (oldest < 0) {
        return -1;
      }
      if (states.compareAndSet(oldest, FULL, CLAIMED)) {
        return oldest;
      }
    }
    return -1;
  }

  /** Bytes of the slots that have taken memory. */
  long touchedBytes() {
    return (long) touched.get() * slotBytes;
  }

  /** Makes a claimed slot, whose header is written, known to the flusher. */
  void own(int slot, Stream stream) {
    streams[slot] = stream;
    states.setRelease(slot, OWNED);
  }

  /** The owner will not write to the slot again. */
  void leave(int slot) {
    if (overwrite) {
      left.set(slot, leaving.incrementAndGet());
    }
    states.setRelease(slot, FULL);
  }

  /** Gives a slot back, all of it written to disk. */
  void release(int slot) {
    states.setRelease(slot, FREE);
    free.incrementAndGet();
  }

  /** The stream of a slot that is {@link #used}. */
  Stream stream(int slot) {
    return streams[slot];
  }

  /** Whether the slot has events of a stream. */
  boolean used(int slot) {
    return states.getAcquire(slot) >= OWNED;
  }

  /** Whether the owner has left it; all of it can be read then. */
  boolean full(int slot) {
    return states.getAcquire(slot) == FULL;
  }
}
