package dev.muninn.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.HandTrace;
import dev.muninn.analysis.ctf.Trace;
import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.recorder.EventRule;
import dev.muninn.tracepoint.recorder.FlightFileLayout;
import dev.muninn.tracepoint.recorder.Recorder;
import dev.muninn.tracepoint.recorder.RecordingSession;
import dev.muninn.tracepoint.recorder.SessionOptions;
import dev.muninn.tracepoint.recorder.TraceFormat;
import dev.muninn.tracepoint.sample.Colour;
import dev.muninn.tracepoint.sample.SampleEvents;
import dev.muninn.tracepoint.sample.SampleEventsTracepoints;
import dev.muninn.tracepoint.testing.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of our own recorder. */
@SuppressWarnings("NullAway.Init") // JUnit fills the field
class RecorderViewTest {
  private static final SampleEvents EVENTS = SampleEventsTracepoints.INSTANCE;
  private static final NativeString CONSTANT = NativeString.of("constant");

  @TempDir Path directory;

  private static void fire(int count) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      Thread thread = new Thread(() -> fireAll(count), "firing-" + t);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void fireAll(int count) {
    byte[] name = "get".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < count; i++) {
      EVENTS.commandCall(name, i);
    }
    EVENTS.numbers((byte) -128, (byte) 255, (short) -32768, (short) 65535, -2147483648, -1);
    EVENTS.wide(Long.MIN_VALUE, -1L, -1234567.891, true, Colour.GREEN);
    EVENTS.texts("a\"?\n", "ch\u00e4rs", CONSTANT, name);
    EVENTS.bytes(new byte[] {0, 1, -1}, 42);
    EVENTS.bytes(new byte[0], 43);
    EVENTS.nothing();
  }

  @Test
  void shouldPrintTracesOnDiskAsBabeltraceDoes() throws Exception {
    Tools.assumeInstalled("babeltrace2");
    Path output = directory.resolve("disk");
    RecordingSession session = Recorder.create(SessionOptions.disk("view-disk", output).build());
    try {
      session.enable(EventRule.of("muninn_sample:*"));
      session.start();
      fire(2000);
      session.stop();
    } finally {
      session.destroy();
    }
    List<String> warnings = new ArrayList<>();

    assertThat(Babeltrace.ours(output, ViewOptions.DEFAULT, warnings))
        .isEqualTo(Babeltrace.text(output))
        .hasLineCount(3 * 2006);
    assertThat(warnings).isEmpty();
  }

  private RecordingSession recording(SessionOptions.Builder options) throws Exception {
    RecordingSession session = Recorder.create(options.build());
    session.enable(EventRule.of("muninn_sample:*"));
    session.start();
    return session;
  }

  /** Lines without times, which each session reads and anchors on its own; the threads' in turn. */
  private String timeless(Path trace) {
    List<String> warnings = new ArrayList<>();
    String view = Babeltrace.ours(trace, ViewOptions.DEFAULT, warnings);
    assertThat(warnings).isEmpty();
    return view.replaceAll("(?m)^\\[[^)]*\\) ", "").replaceAll("vtid = \\d+", "vtid");
  }

  /** The same files of events, described in CTF 2. */
  private static Path described(Path trace, Path byMetadataOf, Path to) throws Exception {
    String tsdl = Files.readString(trace.resolve("metadata"));
    String uuid = tsdl.replaceAll("(?s).*?uuid = \"([^\"]*)\".*", "$1");
    long offset = Long.parseLong(tsdl.replaceAll("(?s).*offset = (\\d+);.*", "$1"));
    String json = Files.readString(byMetadataOf.resolve("metadata"));
    String seconds = "\"seconds\":" + offset / 1_000_000_000 + ",\"cycles\":";
    Files.createDirectories(to);
    Files.writeString(
        to.resolve("metadata"),
        json.replaceFirst("\"uid\":\"[^\"]*\"", "\"uid\":\"" + uuid + "\"")
            .replaceFirst("\"seconds\":\\d+,\"cycles\":\\d+", seconds + offset % 1_000_000_000));
    try (Stream<Path> files = Files.list(trace)) {
      for (Path file : files.filter(f -> f.toString().contains("events_")).toList()) {
        Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
      }
    }
    return to;
  }

  private void assertSameInBothFormats(Path old, Path json) throws Exception {
    assertThat(Files.readString(old.resolve("metadata"))).startsWith("/* CTF 1.8 */");
    assertThat(Files.readString(json.resolve("metadata")))
        .startsWith("\u001e{\"type\":\"preamble\",\"version\":2,\"uuid\":[");
    assertThat(timeless(json)).isEqualTo(timeless(old));
    Path described = described(old, json, directory.resolve("described-" + old.getFileName()));
    List<String> warnings = new ArrayList<>();
    for (ViewOptions.Format format : ViewOptions.Format.values()) {
      ViewOptions options = ViewOptions.DEFAULT.withFormat(format);
      assertThat(Babeltrace.ours(described, options, warnings))
          .isEqualTo(Babeltrace.ours(old, options, warnings));
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldWriteTheSameInBothFormats() throws Exception {
    Path old = directory.resolve("old");
    Path json = directory.resolve("json");
    RecordingSession one = recording(SessionOptions.disk("view-old", old));
    RecordingSession two =
        recording(SessionOptions.disk("view-json", json).format(TraceFormat.CTF_2));
    try {
      fireAll(2000);
      one.stop();
      two.stop();
    } finally {
      one.destroy();
      two.destroy();
    }

    assertSameInBothFormats(old, json);
    assertThat(timeless(json)).hasLineCount(2006);
  }

  @Test
  void shouldWriteSnapshotsInBothFormats() throws Exception {
    RecordingSession one = recording(SessionOptions.flight("flight-old", directory.resolve("o")));
    RecordingSession two =
        recording(
            SessionOptions.flight("flight-json", directory.resolve("j")).format(TraceFormat.CTF_2));
    Path old = directory.resolve("old-snapshot");
    Path json = directory.resolve("json-snapshot");
    try {
      fireAll(500);
      one.snapshot(old);
      two.snapshot(json);
      Path ring = directory.resolve("j").resolve(FlightFileLayout.FILE_NAME);
      assertThat(timeless(ring)).isEqualTo(timeless(json));
    } finally {
      one.destroy();
      two.destroy();
    }

    assertSameInBothFormats(old, json);
    assertThat(timeless(json)).hasLineCount(506);
  }

  @Test
  void shouldNameNoTwoColumnsOfCsvAlike() throws Exception {
    String metadata =
        HandTrace.METADATA.replace("_duration", "_event").replace("_after", "_event_");
    HandTrace trace =
        new HandTrace(directory.resolve("hand"), metadata)
            .write("s", HandTrace.packet(1000, 7, 1, 0));
    ViewOptions csv = ViewOptions.DEFAULT.withFormat(ViewOptions.Format.CSV);

    assertThat(Babeltrace.ours(trace.path(), csv, new ArrayList<>()))
        .startsWith("timestamp,time,host,event,name,event__,cpu_id,_data_length,data,event_\n")
        .contains(",host,p:call,get,7,3,,,\n");
  }

  @Test
  void shouldReadAFlightRecordersFile() throws Exception {
    Path output = directory.resolve("flight");
    RecordingSession session =
        Recorder.create(SessionOptions.flight("view-flight", output).build());
    try {
      session.enable(EventRule.of("muninn_sample:command_call"));
      session.start();
      fire(1000);
      try (Trace trace = Trace.open(output.resolve(FlightFileLayout.FILE_NAME));
          EventCursor events = trace.events()) {
        long count = 0;
        while (events.next()) {
          count++;
        }
        assertThat(count).isEqualTo(3000);
        assertThat(trace.info().sources().getFirst().environment("tracer_name"))
            .isEqualTo("muninn");
      }
    } finally {
      session.destroy();
    }
  }
}
