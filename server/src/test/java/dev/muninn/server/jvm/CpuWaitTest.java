package dev.muninn.server.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.server.events.ProcessEvents;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file is one of the test's: times and counts are exact. */
class CpuWaitTest {
  private static final long MS = 1_000_000;

  private final List<String> told = new ArrayList<>();
  private boolean enabled = true;
  private Path schedstat;
  private CpuWait watch;
  private long now = 10_000 * MS;

  private final ProcessEvents events =
      new ProcessEvents() {
        @Override
        public void cpuWait(
            long duration, long window, long start, long slices, long longest, long throttled) {
          told.add(
              "%d of %d from %d in %d, longest %d, throttled %d"
                  .formatted(duration, window, start / MS, slices, longest, throttled));
        }

        @Override
        public boolean cpuWaitEnabled() {
          return enabled;
        }
      };

  @BeforeEach
  void open(@TempDir Path temporary) throws IOException {
    schedstat = temporary.resolve("schedstat");
    stat(7_000_000, 100);
    watch = new CpuWait(new RandomAccessFile(schedstat.toFile(), "r"), events);
    watch.turnBegins(now);
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private void stat(long waitNanos, long slices) throws IOException {
    Files.writeString(schedstat, "123456789 " + waitNanos + " " + slices + "\n");
  }

  @Test
  void shouldTellLongWaitBeforeTurnAtOnceWithWindowOfItsOwn() throws IOException {
    stat(7_060_000, 101);
    watch.turnBegins(now + 2 * MS);
    stat(32_060_000, 104);
    watch.turnBegins(now + 30 * MS);

    // Of 25 ms all but one can have been in short turns before, and so within the last look's ms.
    assertThat(told)
        .containsExactly(
            "60 of 2000 from 10000 in 1, longest 60, throttled 0",
            "25000 of 28000 from 10002 in 3, longest 24000, throttled 0");
  }

  @Test
  void shouldNotTakeManyWaitsWithinTurnForOneLongWait() throws IOException {
    stat(47_000_000, 110);
    watch.turnEnds(now + 200 * MS);

    assertThat(told).containsExactly("40000 of 200000 from 10000 in 10, longest 4000, throttled 0");
  }

  @Test
  void shouldSumUpShortWaits() throws IOException {
    for (int i = 1; i <= 120; i++) {
      stat(7_000_000 + i * 58_000L, 100 + i);
      watch.turnBegins(now + i * MS);
      watch.turnEnds(now + i * MS + 50_000);
    }
    assertThat(told).containsExactly("5800 of 100000 from 10000 in 100, longest 58, throttled 0");
  }

  @Test
  void shouldLookOncePerMillisecond() throws IOException {
    stat(57_000_000, 101);
    watch.turnBegins(now + MS - 1);
    assertThat(told).isEmpty();
    watch.turnEnds(now + MS);
    assertThat(told).hasSize(1);
  }

  @Test
  void shouldNotTellWhatWasBeforeSomebodyListened() throws IOException {
    enabled = false;
    watch.turnBegins(now + 10 * MS);
    stat(900_000_000, 200);
    enabled = true;
    watch.turnBegins(now + 1000 * MS);
    watch.turnEnds(now + 1200 * MS);
    assertThat(told).isEmpty();

    stat(950_000_000, 201);
    watch.turnBegins(now + 1300 * MS);
    assertThat(told).containsExactly("50000 of 100000 from 11200 in 1, longest 50000, throttled 0");
  }

  @Test
  void shouldCountSlicesOfRealThread() {
    CpuWait real = CpuWait.ofThisThread(events);
    assumeTrue(real != null, "the system tells nothing of a thread's waiting");
    try (real) {
      long deadline = System.nanoTime() + 30_000_000_000L;
      while (told.isEmpty() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(500_000);
        real.turnBegins(System.nanoTime());
      }
    }
    // Every sleep ended in a slice.
    assertThat(told).isNotEmpty().allMatch(text -> text.matches(".* in [1-9]\\d*, longest .*"));
  }
}
