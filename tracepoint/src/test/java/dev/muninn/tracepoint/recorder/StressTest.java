package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.testing.Babeltrace;
import dev.muninn.tracepoint.testing.Tools;
import dev.muninn.tracepoint.testing.TraceEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads at once; each event has its number and a text that follows from it. */
class StressTest {
  private static final NumberedEvents EVENTS = NumberedEventsTracepoints.INSTANCE;
  private static final Pattern FIELDS =
      Pattern.compile("thread = (\\d+), number = (\\d+), padding = \"(x*)\"");
  private static final int PLATFORM = 6;
  private static final int VIRTUAL = 40;
  private static final int EACH = 50_000;
  private static final int EACH_VIRTUAL = 500;
  private static final int SHORT_LIVED = 200;
  private static final int LAST = 1000;

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void requireReader() {
    Babeltrace.assumeInstalled();
  }

  @AfterEach
  void destroySessions() {
    Recorder.sessions().forEach(RecordingSession::destroy);
  }

  /** Never empty: babeltrace2 2.0.4 shows an older event's text in place of an empty one. */
  private static String padding(int thread, long number) {
    return "x".repeat((int) ((thread * 31L + number * 7) % 90) + 1);
  }

  private static void fire(int thread, int from, int to) {
    for (long i = from; i < to; i++) {
      EVENTS.next(thread, i, padding(thread, i));
    }
  }

  /** The last of every long thread come when all short ones are over: a ring keeps them. */
  private static int fireAll(RecordingSession session) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    CountDownLatch last = new CountDownLatch(PLATFORM + 1);
    for (int i = 0; i < PLATFORM; i++) {
      int number = i;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    fire(number, 0, EACH - LAST);
                    last.countDown();
                    awaitQuietly(last);
                    fire(number, EACH - LAST, EACH);
                  }));
    }
    for (int i = 0; i < VIRTUAL; i++) {
      int number = 1000 + i;
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (long n = 0; n < EACH_VIRTUAL; n++) {
                  EVENTS.next(number, n, padding(number, n));
                  if (n % 50 == 0) {
                    LockSupport.parkNanos(1);
                  }
                }
              }));
    }
    for (int i = 0; i < SHORT_LIVED; i++) {
      int number = 2000 + i;
      Thread thread = Thread.ofPlatform().start(() -> fire(number, 0, 3));
      thread.join();
      if (i == SHORT_LIVED / 2) {
        // A snapshot that began after they died has freed their streams.
        int taken = session.status().snapshots();
        Tools.await("two snapshots", () -> session.status().snapshots() >= taken + 2);
      }
    }
    last.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return PLATFORM * EACH + VIRTUAL * EACH_VIRTUAL + SHORT_LIVED * 3;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Fails where an event is torn; returns the numbers of each thread in the order read. */
  private static Map<Integer, List<Long>> numbers(List<TraceEvent> events) {
    Map<Integer, List<Long>> numbers = new HashMap<>();
    for (TraceEvent event : events) {
      Matcher matcher = FIELDS.matcher(event.fields());
      assertThat(matcher.matches()).as(event.fields()).isTrue();
      int thread = Integer.parseInt(matcher.group(1));
      long number = Long.parseLong(matcher.group(2));
      assertThat(matcher.group(3)).isEqualTo(padding(thread, number));
      numbers.computeIfAbsent(thread, key -> new ArrayList<>()).add(number);
    }
    return numbers;
  }

  @Test
  void shouldAccountForEveryEventOnDisk() throws Exception {
    RecordingSession session =
        Recorder.create(
            SessionOptions.disk("stress", directory.resolve("trace"))
                .packetBytes(64 << 10)
                .bufferBytes(40 * (64L << 10))
                .rotateBytes(512 << 10)
                .build());
    session.enable(EventRule.of("muninn_numbered:*"));
    session.start();
    final Thread observer = snapshots(session, directory.resolve("snapshots"));
    final int fired = fireAll(session);
    observer.interrupt();
    observer.join();
    session.stop();
    SessionStatus status = session.status();
    session.destroy();

    Babeltrace.Reading reading = Babeltrace.readWithComplaints(directory.resolve("trace"));
    Map<Integer, List<Long>> numbers = numbers(reading.events());
    numbers.forEach(
        (thread, list) ->
            assertThat(list).as("thread " + thread).isSorted().doesNotHaveDuplicates());
    assertThat(reading.events().size() + status.lost()).isEqualTo(fired);
    assertThat(status.events()).isEqualTo(reading.events().size());
    assertThat(status.chunks()).isPositive();
    assertThat(status.streams()).isLessThan(PLATFORM + VIRTUAL + SHORT_LIVED / 2);
    if (status.lost() == 0) {
      assertThat(reading.complaints()).isEmpty();
    }
  }

  /** A thread that takes snapshots until it is interrupted; each is read later. */
  private static Thread snapshots(RecordingSession session, Path directory) {
    return Thread.ofPlatform()
        .start(
            () -> {
              for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                try {
                  session.snapshot(directory.resolve("s" + i));
                } catch (RecorderException e) {
                  // An interrupt in the middle of a write.
                  return;
                }
              }
            });
  }

  @Test
  void shouldKeepTheNewestOfEachThreadInARing() throws Exception {
    RecordingSession session =
        Recorder.create(
            SessionOptions.flight("ring", directory.resolve("ring"))
                .packetBytes(64 << 10)
                .bufferBytes(300 * (64L << 10))
                .build());
    session.enable(EventRule.of("muninn_numbered:next"));
    session.start();
    final Thread observer = snapshots(session, directory.resolve("snapshots"));
    final int fired = fireAll(session);
    observer.interrupt();
    observer.join();
    session.stop();
    Path last = session.snapshot(null);
    SessionStatus status = session.status();
    session.destroy();

    assertThat(status.events() + status.lost()).isEqualTo(fired);
    Map<Integer, List<Long>> newest = numbers(Babeltrace.read(last).events());
    requireGapless(newest);
    newest.forEach(
        (thread, list) ->
            assertThat(list.getLast())
                .as("thread " + thread)
                .isEqualTo((thread >= 2000 ? 3 : thread >= 1000 ? EACH_VIRTUAL : EACH) - 1L));
    assertThat(newest).containsKeys(0, 1, 2, 3, 4, 5);
    int read = 0;
    try (Stream<Path> taken = Files.list(directory.resolve("snapshots"))) {
      for (Path snapshot : taken.toList()) {
        if (Files.exists(snapshot.resolve("metadata")) && read < 20) {
          // One that was empty has no stream.
          if (Files.exists(snapshot.resolve("events_0"))) {
            read++;
            requireGapless(numbers(Babeltrace.read(snapshot).events()));
          }
        }
      }
    }
    assertThat(read).isPositive();
  }

  /** Virtual threads share streams, so their own events may lie in several of them. */
  private static void requireGapless(Map<Integer, List<Long>> numbers) {
    numbers.forEach(
        (thread, list) -> {
          if (thread < 1000) {
            for (int i = 1; i < list.size(); i++) {
              assertThat(list.get(i)).as("thread " + thread).isEqualTo(list.get(i - 1) + 1);
            }
          }
        });
  }
}
