package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.tracepoint.testing.Babeltrace;
import dev.muninn.tracepoint.testing.ChildJvm;
import dev.muninn.tracepoint.testing.Tools;
import dev.muninn.tracepoint.testing.TraceEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightFileTest {
  private static final NumberedEvents EVENTS = NumberedEventsTracepoints.INSTANCE;
  private static final Pattern FIELDS =
      Pattern.compile("thread = (\\d+), number = (\\d+), padding = \"(x*)\"");

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
                .packetBytes(64 << 10)
                .bufferBytes(1 << 20)
                .build());
    session.enable(EventRule.of("muninn_numbered:*"));
    session.start();
    return session;
  }

  private Path file() {
    return directory.resolve("flight").resolve(FlightFileLayout.FILE_NAME);
  }

  @Test
  void shouldSurviveTheKillOfItsProcess() throws RecorderException {
    long[] before;
    try (ChildJvm child =
        ChildJvm.builder(RecordingProgram.class)
            .options("-Dmuninn.tracepoint.dir=" + directory.resolve("objects"))
            .arguments("FLIGHT", directory.resolve("flight").toString())
            .start()) {
      assertThat(child.nextLine()).isEqualTo("ready");
      child.ask("load");
      Tools.await(
          "the ring has been filled several times",
          () -> Arrays.stream(numbers(child.ask("fired"))).allMatch(n -> n > 200_000));
      before = numbers(child.ask("fired"));
    }
    FlightFile.recover(file(), directory.resolve("recovered"));

    Map<Integer, Long> last = new HashMap<>();
    for (TraceEvent event : Babeltrace.read(directory.resolve("recovered")).events()) {
      Matcher matcher = FIELDS.matcher(event.fields());
      assertThat(matcher.matches()).as(event.fields()).isTrue();
      int thread = Integer.parseInt(matcher.group(1));
      long number = Long.parseLong(matcher.group(2));
      assertThat(matcher.group(3)).hasSize((int) (number % 50) + 1);
      assertThat(event.context()).contains("thread = \"load-" + thread + '"');
      Long earlier = last.put(thread, number);
      if (earlier != null) {
        assertThat(number).isEqualTo(earlier + 1);
      }
    }
    assertThat(last).hasSize(RecordingProgram.THREADS);
    last.forEach((thread, number) -> assertThat(number).isGreaterThanOrEqualTo(before[thread]));
  }

  private static long[] numbers(String list) {
    return Arrays.stream(list.substring(1, list.length() - 1).split(", "))
        .mapToLong(Long::parseLong)
        .toArray();
  }

  @Test
  void shouldSnapshotItsNewestEvents() throws RecorderException {
    RecordingSession session = session();
    for (int i = 0; i < 100_000; i++) {
      EVENTS.next(1, i, "");
    }
    Path snapshot = session.snapshot(null);
    EVENTS.next(1, 100_000, "");
    Path second = session.snapshot(directory.resolve("second"));

    var fields = Babeltrace.read(snapshot).fields();
    assertThat(fields.getLast()).isEqualTo("thread = 1, number = 99999, padding = \"\"");
    int first = 100_000 - fields.size();
    assertThat(first).isPositive();
    assertThat(fields.getFirst()).isEqualTo("thread = 1, number = " + first + ", padding = \"\"");
    // 15 full slots of events of 25 bytes are the least.
    assertThat(fields.size()).isGreaterThan(15 * ((64 << 10) - 200) / 25);
    assertThat(Babeltrace.read(second).fields().getLast())
        .isEqualTo("thread = 1, number = 100000, padding = \"\"");
    assertThat(session.status().snapshots()).isEqualTo(2);
    assertThat(session.status().lastSnapshot()).isEqualTo(second.toString());
  }

  @Test
  void shouldTakeTheTimeItIsGivenAndKeepItInOrder() throws RecorderException {
    RecordingSession session = session();
    long start = System.nanoTime();
    long[] steps = {0, 5, -100, 1L << 32, (1L << 33) + 7, 1L << 40, (1L << 41) + 3, 1};
    long time = start;
    for (int i = 0; i < steps.length; i++) {
      time += steps[i];
      EVENTS.at(i, time);
    }
    Path snapshot = session.snapshot(null);

    long a = start + 5;
    long b = start - 95 + (1L << 32);
    long c = b + (1L << 33) + 7;
    long d = c + (1L << 40);
    long e = d + (1L << 41) + 3;
    assertThat(
            Babeltrace.read(snapshot).lines().stream()
                .map(line -> Long.parseLong(line.substring(1, line.indexOf(']')))))
        .containsExactly(start, a, a, b, c, d, e, e + 1);
  }

  @Test
  void shouldKeepTheFileOfTheProcessBefore() throws Exception {
    RecordingSession first = session();
    EVENTS.next(7, 7, "");
    assertThatThrownBy(
            () ->
                Recorder.create(
                    SessionOptions.flight("other", directory.resolve("flight")).build()))
        .isInstanceOf(RecorderException.class)
        .hasMessage("session not created: name=other: in use by another session: file=" + file());
    first.destroy();
    session();
    Path previous = file().resolveSibling(FlightFileLayout.PREVIOUS_FILE_NAME);
    FlightFile.recover(previous, directory.resolve("previous"));
    assertThat(Babeltrace.read(directory.resolve("previous")).fields())
        .containsExactly("thread = 7, number = 7, padding = \"\"");
  }

  @Test
  void shouldSayWhyAFileCannotBeRecovered() throws Exception {
    session();
    EVENTS.next(1, 1, "");
    Recorder.sessions().forEach(RecordingSession::destroy);
    byte[] whole = Files.readAllBytes(file());
    assertRefused("not a flight recorder's file", Arrays.copyOf(whole, 100));
    assertRefused("not a flight recorder's file", with(whole, 0, 1));
    assertRefused(
        "flight recorder's file of an unknown version",
        with(whole, FlightFileLayout.VERSION_OFFSET, 9));
    assertRefused("flight recorder's file damaged", Arrays.copyOf(whole, whole.length - 4096));
    assertRefused(
        "flight recorder's file damaged", with(whole, FlightFileLayout.SLOT_COUNT_OFFSET, -1));
    assertRefused(
        "flight recorder's file without metadata", with(whole, FlightFileLayout.METADATA_WORD, -1));
    assertThatThrownBy(
            () -> FlightFile.recover(directory.resolve("missing"), directory.resolve("to")))
        .isInstanceOf(RecorderException.class)
        .hasMessageContaining("NoSuchFileException");
  }

  private static byte[] with(byte[] bytes, int offset, int value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.nativeOrder()).putInt(offset, value);
    return changed;
  }

  private void assertRefused(String message, byte[] content) throws IOException {
    Path damaged = directory.resolve("damaged");
    Files.write(damaged, content);
    assertThatThrownBy(() -> FlightFile.recover(damaged, directory.resolve("to")))
        .isInstanceOf(RecorderException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContainingAny("\n");
  }
}
