package dev.muninn.tracepoint.recorder;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Frees the memory of a session that is over. Firing threads write to it by address, so this waits
 * until none of them can.
 *
 * <p>A thread marks its payload as busy, then asks for the plan, and only then writes. Here the
 * plans are gone already, and to close a shared arena makes every thread pass a safepoint: a thread
 * was either past its mark by then, and the mark is seen below, or asks for the plan afterwards and
 * finds none.
 */
final class MemoryRelease {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private MemoryRelease() {}

  /**
   * Closes the arena now, or soon where a thread is just writing an event.
   *
   * @param writers all whose threads may still be alive; their plans are closed
   */
  static void free(Arena arena, List<StreamWriter> writers) {
    Arena.ofShared().close();
    if (idle(writers)) {
      arena.close();
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("muninn-recorder-release")
        .start(
            () -> {
              while (!idle(writers)) {
                LockSupport.parkNanos(PAUSE);
              }
              arena.close();
            });
  }

  /** A payload busy with a later event counts too: that ends the sooner. */
  private static boolean idle(List<StreamWriter> writers) {
    return writers.stream().noneMatch(StreamWriter::busy);
  }
}
