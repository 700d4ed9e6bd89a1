package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.tracepoint.testing.Babeltrace;
import dev.muninn.tracepoint.testing.ChildJvm;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
  private static final NumberedEvents EVENTS = NumberedEventsTracepoints.INSTANCE;
  private static final int PACKET = 64 << 10;

  @TempDir Path directory = Path.of("");
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private SessionOptions.Builder options = SessionOptions.disk("limits", directory);

  @BeforeEach
  void prepare() {
    Babeltrace.assumeInstalled();
    options =
        SessionOptions.disk("limits", directory.resolve("trace"))
            .packetBytes(PACKET)
            .bufferBytes(8 * PACKET)
            .log(log::add);
  }

  @AfterEach
  void destroySessions() {
    Recorder.sessions().forEach(RecordingSession::destroy);
  }

  private RecordingSession session() throws RecorderException {
    RecordingSession session = Recorder.create(options.build());
    session.enable(EventRule.of("muninn_numbered:*"));
    session.start();
    return session;
  }

  private static void fire(int from, int to) {
    for (int i = from; i <= to; i++) {
      EVENTS.at(i, System.nanoTime());
    }
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "number = " + i).toList();
  }

  private List<Path> chunks() {
    try (Stream<Path> files = Files.list(directory.resolve("trace"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldRotateWhenTold() throws RecorderException {
    RecordingSession session = session();
    fire(1, 3);
    Path first = session.rotate();
    fire(4, 5);
    Path second = session.rotate();
    fire(6, 6);
    session.destroy();

    assertThat(chunks()).hasSize(3).startsWith(first, second);
    assertThat(Babeltrace.read(first).fields()).isEqualTo(numbers(1, 3));
    assertThat(Babeltrace.read(second).fields()).isEqualTo(numbers(4, 5));
    assertThat(Babeltrace.read(chunks().getLast()).fields()).isEqualTo(numbers(6, 6));
    assertThat(Babeltrace.read(directory.resolve("trace")).fields()).isEqualTo(numbers(1, 6));
  }

  @Test
  void shouldRotateBySizeAndKeepTheNewestChunks() throws RecorderException {
    options.bufferBytes(64 * PACKET).rotateBytes(PACKET).keepChunks(2);
    RecordingSession session = session();
    int number = 0;
    for (int round = 1; round <= 5; round++) {
      int chunks = round;
      while (session.status().chunks() < chunks) {
        fire(number + 1, number + 500);
        number += 500;
        LockSupport.parkNanos(1_000_000);
      }
    }
    session.destroy();

    List<Path> chunks = chunks();
    assertThat(chunks).hasSize(3);
    assertThat(chunks.getLast().getFileName().toString()).startsWith("chunk-000006-");
    List<String> fields = Babeltrace.read(directory.resolve("trace")).fields();
    assertThat(fields).isEqualTo(numbers(number - fields.size() + 1, number));
  }

  @Test
  void shouldRotateByTime() throws RecorderException {
    options.rotateTime(Duration.ofMillis(50));
    RecordingSession session = session();
    Tools.await("three chunks are closed", () -> session.status().chunks() >= 3);
    assertThat(session.status().problem()).isEmpty();
  }

  @Test
  void shouldStopAtItsSizeLimit() throws RecorderException {
    options.maxBytes(4 * PACKET);
    RecordingSession session = session();
    int number = 0;
    while (session.active()) {
      fire(number + 1, number + 500);
      number += 500;
    }
    assertThat(session.status().problem()).isEqualTo("size limit reached: maxBytes=" + 4 * PACKET);
    assertThat(log)
        .containsExactly(
            "recorder: session=limits stopped: size limit reached: maxBytes=" + 4 * PACKET);
    assertThat(session.status().bytes()).isLessThanOrEqualTo(4 * PACKET).isGreaterThan(PACKET);
    assertThat(EVENTS.nextEnabled()).isFalse();
    assertThatThrownBy(session::start).hasMessageStartingWith("session has ended: name=limits");
    session.destroy();

    List<String> fields = Babeltrace.read(directory.resolve("trace")).fields();
    assertThat(fields).isEqualTo(numbers(1, fields.size())).isNotEmpty();
    assertThat(session.status().events()).isEqualTo(fields.size());
    assertThat(session.status().lost()).isPositive();
  }

  @Test
  void shouldStopAtItsTimeLimit() throws RecorderException {
    options.maxTime(Duration.ofMillis(20));
    RecordingSession session = session();
    fire(1, 1);
    Tools.await("the session has stopped", () -> !session.active());
    Tools.await("it says why", () -> !session.status().problem().isEmpty());
    assertThat(session.status().problem()).isEqualTo("time limit reached: maxTime=PT0.02S");
    assertThat(Babeltrace.read(directory.resolve("trace")).fields()).isEqualTo(numbers(1, 1));
  }

  @Test
  void shouldCountAndTellWhatIsLost() throws RecorderException {
    RecordingSession session = session();
    int fired = 0;
    while (session.status().lost() == 0) {
      fire(fired + 1, fired + 100_000);
      fired += 100_000;
    }
    session.stop();
    long lost = session.status().lost();
    Babeltrace.Reading reading = Babeltrace.readWithComplaints(directory.resolve("trace"));
    assertThat(reading.events().size() + lost).isEqualTo(fired);
    assertThat(reading.complaints()).contains("discarded").doesNotContain("ERROR");
  }

  @Test
  void shouldStayReadableWhenTheDiskTakesNoMore() {
    Path output = directory.resolve("trace");
    try (ChildJvm child =
        ChildJvm.builder(RecordingProgram.class)
            .prefix(List.of("sh", "-c", "ulimit -f 1000; exec \"$@\"", "sh"))
            .options("-Dmuninn.tracepoint.dir=" + directory.resolve("objects"))
            .arguments("DISK", output.toString())
            .start()) {
      assertThat(child.nextLine()).isEqualTo("ready");
      child.send("fire 100000");
      List<String> lines = List.of(child.nextLine(), child.nextLine());
      assertThat(lines).contains("done");
      assertThat(lines)
          .anyMatch(line -> line.equals("recorder: session=child stopped: File too large"));
      assertThat(child.ask("problem")).isEqualTo("problem: File too large");
      child.send("fire 100");
      assertThat(child.nextLine()).isEqualTo("done");
      assertThat(child.exit()).isZero();
    }
    List<String> fields = Babeltrace.read(output).fields();
    assertThat(fields).isNotEmpty();
    for (int i = 0; i < fields.size(); i++) {
      assertThat(fields.get(i))
          .isEqualTo("thread = 0, number = " + i + ", padding = \"" + "x".repeat(i % 50 + 1) + '"');
    }
  }

  @Test
  void shouldTakeMemoryAsItIsUsed() throws Exception {
    options.bufferBytes(2L << 30);
    long before = resident();
    RecordingSession session = session();
    assertThat(session.status().bufferBytes()).isEqualTo(2L << 30);
    assertThat(session.status().memory()).isZero();
    fire(1, 1);
    assertThat(session.status().memory()).isEqualTo(PACKET);
    assertThat(resident() - before).isLessThan(256 << 20);
  }

  /** Bytes of memory this process has. */
  private static long resident() throws IOException {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
    return Long.parseLong(pages) * 4096;
  }

  @Test
  void shouldKeepTracesFromOthers() throws Exception {
    options.rotateBytes(PACKET);
    RecordingSession session = session();
    fire(1, 10);
    session.rotate();
    RecordingSession flight =
        Recorder.create(SessionOptions.flight("ring", directory.resolve("deep/ring")).build());
    flight.snapshot(null);
    flight.destroy();
    session.destroy();

    Set<String> modes = new TreeSet<>();
    for (String made : List.of("trace", "deep")) {
      try (Stream<Path> files = Files.walk(directory.resolve(made))) {
        for (Path file : files.toList()) {
          modes.add(
              (Files.isDirectory(file) ? "d" : "-")
                  + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
      }
    }
    assertThat(modes).containsExactly("-rw-r-----", "drwxr-x---");
  }

  @Test
  void shouldNotWriteThroughLinks() throws Exception {
    Path ring = Files.createDirectory(directory.resolve("ring"));
    Path victim = Files.writeString(directory.resolve("victim"), "mine");
    Files.createSymbolicLink(ring.resolve(FlightFileLayout.FILE_NAME), victim);
    assertThatThrownBy(() -> Recorder.create(SessionOptions.flight("ring", ring).build()))
        .isInstanceOf(RecorderException.class)
        .hasMessageStartingWith("session not created: name=ring: ");
    assertThat(victim).content().isEqualTo("mine");
  }

  @Test
  void shouldSayWhenThereIsNoRoomForTheRing() {
    try (ChildJvm child =
        ChildJvm.builder(RecordingProgram.class)
            .prefix(List.of("sh", "-c", "ulimit -f 1000; exec \"$@\"", "sh"))
            .options("-Dmuninn.tracepoint.dir=" + directory.resolve("objects"))
            .arguments("FLIGHT", directory.resolve("ring").toString())
            .start()) {
      assertThat(child.nextLine()).isEqualTo("session not created: name=child: File too large");
      assertThat(child.exit()).isZero();
    }
    assertThat(directory.resolve("ring")).isEmptyDirectory();
  }

  @Test
  void shouldFailClearlyWhereTracepointsAreOff() {
    try (ChildJvm child =
        ChildJvm.builder(RecordingProgram.class)
            .options("-Dmuninn.tracepoints=off")
            .arguments("DISK", directory.resolve("off").toString())
            .start()) {
      assertThat(child.nextLine()).isEqualTo("tracepoints are off: muninn.tracepoints=off");
    }
  }
}
