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
import dev.muninn.tracepoint.sample.Colour;
import dev.muninn.tracepoint.sample.SampleEvents;
import dev.muninn.tracepoint.sample.SampleEventsTracepoints;
import dev.muninn.tracepoint.testing.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
