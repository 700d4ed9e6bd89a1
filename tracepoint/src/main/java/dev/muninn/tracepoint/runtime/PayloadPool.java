package dev.muninn.tracepoint.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Where {@link Payload}s come from: one per platform thread, and a bounded pool for virtual
 * threads, of which a program may have millions. A virtual thread is not unmounted between acquire
 * and release, so no more are out at once than there are carriers.
 */
final class PayloadPool {
  static final ThreadLocal<Payload> THREAD =
      ThreadLocal.withInitial(() -> new Payload(Thread.currentThread()));

  /** A power of two. */
  private static final int SLOTS = 64;

  /**
   * Of some platform threads, by thread id: to look here costs a third of what the thread local
   * costs. Read and written without order: a thread uses only what it has put here itself. Dead
   * threads' stay until another thread takes the place.
   */
  private static final @Nullable Payload[] RECENT = new Payload[SLOTS];

  /** References between two slots, so that neighbours do not share a cache line. */
  private static final int STRIDE = 16;

  private static final AtomicReferenceArray<@Nullable Payload> FREE =
      new AtomicReferenceArray<>(SLOTS * STRIDE);

  private PayloadPool() {}

  /** The calling thread's own; null where that is virtual. */
  static @Nullable Payload own() {
    Thread thread = Thread.currentThread();
    Payload recent = RECENT[(int) thread.threadId() & (SLOTS - 1)];
    if (recent != null && recent.owner() == thread) {
      return recent;
    }
    return thread.isVirtual() ? null : remember(THREAD.get());
  }

  /** Makes it found sooner from now on, where that is in no living thread's way. */
  private static Payload remember(Payload own) {
    int home = home();
    Payload there = RECENT[home];
    Thread owner = there == null ? null : there.owner();
    if (owner == null || !owner.isAlive()) {
      RECENT[home] = own;
    }
    return own;
  }

  /** A free one, or a new one where none is. */
  static Payload take() {
    int home = home();
    for (int i = 0; i < SLOTS; i++) {
      int index = ((home + i) & (SLOTS - 1)) * STRIDE;
      Payload free = FREE.getPlain(index);
      if (free != null && FREE.compareAndSet(index, free, null)) {
        return free;
      }
    }
    return new Payload(null);
  }

  /** Keeps it for the next; false where all slots are full and the collector frees it. */
  static boolean giveBack(Payload payload) {
    int home = home();
    for (int i = 0; i < SLOTS; i++) {
      int index = ((home + i) & (SLOTS - 1)) * STRIDE;
      if (FREE.getPlain(index) == null && FREE.compareAndSet(index, null, payload)) {
        return true;
      }
    }
    return false;
  }

  private static int home() {
    return (int) Thread.currentThread().threadId() & (SLOTS - 1);
  }
}
