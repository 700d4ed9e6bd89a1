package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.sample.Colour;
import dev.muninn.tracepoint.sample.SampleEvents;
import dev.muninn.tracepoint.sample.SampleEventsTracepoints;
import dev.muninn.tracepoint.testing.Babeltrace;
import dev.muninn.tracepoint.testing.Tools;
import dev.muninn.tracepoint.testing.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSessionTest {
  private static final SampleEvents EVENTS = SampleEventsTracepoints.INSTANCE;
  private static final NativeString CONSTANT = NativeString.of("constant");

  @TempDir Path directory = Path.of("");
  private Path trace = Path.of("");

  @BeforeEach
  void requireReader() {
    Babeltrace.assumeInstalled();
    trace = directory.resolve("trace");
  }

  @AfterEach
  void destroySessions() {
    Recorder.sessions().forEach(RecordingSession::destroy);
  }

  private RecordingSession session(EventRule... rules) throws RecorderException {
    RecordingSession session = Recorder.create(SessionOptions.disk("test", trace).build());
    for (EventRule rule : rules) {
      session.enable(rule);
    }
    session.start();
    return session;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void fire(String name, int from, int to) {
    for (int i = from; i <= to; i++) {
      EVENTS.commandCall(utf8(name), i);
    }
  }

  private static List<String> calls(String name, int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "name = \"" + name + "\", duration = " + i)
        .toList();
  }

  @Test
  void shouldRecordEveryFieldType() throws RecorderException {
    RecordingSession session = session(EventRule.of("muninn_sample:*"));
    EVENTS.numbers((byte) -128, (byte) 255, (short) -32768, (short) 65535, -2147483648, -1);
    EVENTS.wide(Long.MIN_VALUE, -1L, -0.5, true, Colour.GREEN);
    EVENTS.texts("", "ch\u00e4rs \ud83d\ude00", CONSTANT, utf8("utf8\0hidden"));
    EVENTS.texts("x".repeat(4096), "y".repeat(5000), CONSTANT, utf8("(null)"));
    EVENTS.bytes(new byte[] {0, 1, -1}, 42);
    EVENTS.bytes(new byte[0], 43);
    EVENTS.nothing();
    session.destroy();

    Babeltrace.Reading reading = Babeltrace.read(trace);
    assertThat(reading.events().stream().map(TraceEvent::name))
        .containsExactly(
            "muninn_sample:numbers",
            "muninn_sample:wide",
            "muninn_sample:texts",
            "muninn_sample:texts",
            "muninn_sample:bytes",
            "muninn_sample:bytes",
            "muninn_sample:nothing");
    assertThat(reading.fields())
        .containsExactly(
            "i8 = -128, u8 = 255, i16 = -32768, u16 = 65535, i32 = -2147483648, u32 = 4294967295",
            "i64 = -9223372036854775808, u64 = 18446744073709551615, real = -0.5, flag = 1,"
                + " colour = ( \"GREEN\" : container = 1 )",
            "text = \"\", chars = \"ch\u00e4rs \ud83d\ude00\", constant = \"constant\","
                + " utf8 = \"utf8\"",
            "text = \""
                + "x".repeat(4096)
                + "\", chars = \""
                + "y".repeat(4096)
                + "\", constant = \"constant\", utf8 = \"(null)\"",
            "_data_length = 3, data = [ [0] = 0x0, [1] = 0x1, [2] = 0xFF ], after = 42",
            "_data_length = 0, data = [ ], after = 43",
            "");
  }

  @Test
  void shouldBeCompleteWhenStoppedAndGoOnWhenStartedAgain() throws RecorderException {
    RecordingSession session = session(EventRule.of("muninn_sample:command_call"));
    fire("get", 1, 3);
    session.stop();
    fire("get", 4, 5);
    assertThat(Babeltrace.read(trace).fields()).isEqualTo(calls("get", 1, 3));
    session.start();
    fire("get", 6, 7);
    session.stop();

    assertThat(Babeltrace.read(trace).fields())
        .startsWith(calls("get", 1, 3).toArray(String[]::new))
        .endsWith(calls("get", 6, 7).toArray(String[]::new))
        .hasSize(5);
    assertThat(session.status().events()).isEqualTo(5);
    assertThat(session.status().lost()).isZero();
  }

  @Test
  void shouldTellThreadProcessAndTime() throws RecorderException {
    RecordingSession session = session(EventRule.of("muninn_sample:*"));
    long before = System.nanoTime();
    EVENTS.nothing();
    final long after = System.nanoTime();
    session.destroy();

    Babeltrace.Reading reading = Babeltrace.read(trace);
    assertThat(reading.events()).hasSize(1);
    assertThat(reading.events().getFirst().context())
        .matches("\\{ vtid = \\d+, thread = \"" + Thread.currentThread().getName() + "\" }");
    String line = reading.lines().getFirst();
    assertThat(Long.parseLong(line.substring(1, line.indexOf(']')))).isBetween(before, after);
  }

  @Test
  void shouldWriteWhatASleepingThreadHasFired() throws RecorderException {
    session(EventRule.of("muninn_sample:command_call"));
    fire("get", 1, 2);
    Tools.await(
        "two events are on disk",
        () ->
            Files.exists(trace.resolve("metadata"))
                && Files.exists(trace.resolve("events_0"))
                && Babeltrace.read(trace).fields().equals(calls("get", 1, 2)));
    fire("get", 3, 3);
    Tools.await(
        "the third is on disk", () -> Babeltrace.read(trace).fields().equals(calls("get", 1, 3)));
  }

  @Test
  void shouldRecordMoreThanItsBufferHolds() throws RecorderException {
    RecordingSession session = session(EventRule.of("muninn_sample:command_call"));
    for (int round = 0; round < 20; round++) {
      fire("get", round * 10_000 + 1, (round + 1) * 10_000);
      long events = (round + 1) * 10_000L;
      Tools.await("written", () -> session.status().packets() * 20_000 > events);
    }
    session.destroy();

    assertThat(Babeltrace.read(trace).fields()).isEqualTo(calls("get", 1, 200_000));
  }

  @Test
  void shouldRefuseAnOutputThatIsNotEmpty() throws Exception {
    Files.createDirectories(trace);
    Files.writeString(trace.resolve("other"), "data");
    assertThatThrownBy(this::session)
        .isInstanceOf(RecorderException.class)
        .hasMessage("directory is not empty: path=" + trace);
  }
}
