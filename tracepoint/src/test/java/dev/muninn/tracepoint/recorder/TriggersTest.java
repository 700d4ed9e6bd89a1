package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.testing.Babeltrace;
import dev.muninn.tracepoint.testing.Tools;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggersTest {
  private static final NumberedEvents EVENTS = NumberedEventsTracepoints.INSTANCE;

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void requireReader() {
    Babeltrace.assumeInstalled();
  }

  @AfterEach
  void destroySessions() {
    Recorder.sessions().forEach(RecordingSession::destroy);
  }

  private RecordingSession session() throws RecorderException {
    RecordingSession session =
        Recorder.create(
            SessionOptions.flight("flight", directory.resolve("flight"))
                .bufferBytes(2 << 20)
                .build());
    session.enable(EventRule.of("muninn_numbered:*"));
    session.start();
    return session;
  }

  private static void awaitSnapshots(RecordingSession session, int count) {
    Tools.await("snapshots: " + count, () -> session.status().snapshots() >= count);
  }

  @Test
  void shouldTakeASnapshotWhenAnEventPassesTheFilter() throws RecorderException {
    RecordingSession session = session();
    assertThat(
            session.addTrigger(
                new EventTrigger(EventRule.of("muninn_numbered:next", "number > 100"))))
        .isEqualTo(1);
    EVENTS.next(1, 100, "");
    EVENTS.next(1, 101, "");
    awaitSnapshots(session, 1);
    EVENTS.next(1, 102, "");
    assertThat(session.fireTrigger("too early")).isFalse();
    SessionStatus status = session.status();
    assertThat(status.snapshots()).isEqualTo(1);
    Path snapshot = Path.of(status.lastSnapshot());
    assertThat(snapshot.getFileName().toString()).matches("snapshot-\\d{8}T\\d{6}Z-000001-next");
    assertThat(Babeltrace.read(snapshot).fields())
        .startsWith(
            "thread = 1, number = 100, padding = \"\"", "thread = 1, number = 101, padding = \"\"");
  }

  @Test
  void shouldFireAgainAfterItsInterval() throws RecorderException {
    RecordingSession session = session();
    session.addTrigger(
        new EventTrigger(EventRule.of("muninn_numbered:next"), Duration.ofMillis(1)));
    EVENTS.next(1, 1, "");
    awaitSnapshots(session, 1);
    Tools.await(
        "a second snapshot",
        () -> {
          EVENTS.next(1, 2, "");
          return session.status().snapshots() > 1;
        });
    session.clearTriggers();
    assertThat(session.triggers()).isEmpty();
  }

  @Test
  void shouldTakeASnapshotForAReason() throws RecorderException {
    RecordingSession session = session();
    EVENTS.next(1, 1, "");
    assertThat(session.fireTrigger("memory: 95 %")).isTrue();
    awaitSnapshots(session, 1);
    assertThat(session.status().lastSnapshot()).endsWith("-000001-memory__95__");
    session.stop();
    assertThat(session.fireTrigger("stopped")).isFalse();
  }
}
