package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.tracepoint.sample.SampleEvents;
import dev.muninn.tracepoint.sample.SampleEventsTracepoints;
import dev.muninn.tracepoint.sample.SampleProgram;
import dev.muninn.tracepoint.testing.Babeltrace;
import dev.muninn.tracepoint.testing.ChildJvm;
import dev.muninn.tracepoint.testing.LttngDaemon;
import dev.muninn.tracepoint.testing.LttngSession;
import dev.muninn.tracepoint.testing.Tools;
import dev.muninn.tracepoint.testing.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts about who fires, recorded with every event. */
class ContextTest {
  private static final SampleEvents EVENTS = SampleEventsTracepoints.INSTANCE;
  private static final byte[] GET = "get".getBytes(StandardCharsets.UTF_8);
  private static final long PID = ProcessHandle.current().pid();

  @TempDir private Path directory = Path.of("");

  @AfterEach
  void destroySessions() {
    Recorder.sessions().forEach(RecordingSession::destroy);
  }

  private static void add(RecordingSession session, ContextField... fields)
      throws RecorderException {
    for (ContextField field : fields) {
      session.addContext(field);
    }
  }

  private static void fireInThread(String name, int from, int to) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              for (int i = from; i <= to; i++) {
                EVENTS.commandCall(GET, i);
              }
            },
            name);
    thread.start();
    thread.join();
  }

  /** Name, contexts and fields, without what differs by tracer. */
  private static List<String> shown(List<TraceEvent> events) {
    return events.stream()
        .map(
            event ->
                event.name()
                    + " "
                    + event.context().substring(event.context().lastIndexOf("{ vpid"))
                    + " "
                    + event.fields())
        .toList();
  }

  @Test
  void shouldRecordContextsAsLttngDoes() {
    try (LttngDaemon daemon = LttngDaemon.start();
        ChildJvm child = daemon.child(SampleProgram.class).start()) {
      assertThat(child.linesUntil("ready")).containsExactly("ready");
      Path output = Path.of(String.valueOf(daemon.environment().get("HOME")), "recorded");
      try (LttngSession session =
          daemon
              .session("both")
              .enable("muninn_sample:*")
              .context("vpid", "vtid", "procname")
              .start()) {
        assertThat(child.ask("await-enabled")).isEqualTo("done");
        assertThat(child.ask("record " + output + " vpid vtid procname")).isEqualTo("done");
        child.ask("types");
        child.ask("fire get 1 100");
        child.ask("unrecord");
        session.stop();

        List<String> traced = shown(session.events());
        assertThat(traced).hasSize(106);
        assertThat(shown(Babeltrace.read(output).events())).isEqualTo(traced);
      }
    }
  }

  @Test
  void shouldTellThreadsApartWhereAllIsRecordedAndWhereSomeIs() throws Exception {
    Babeltrace.assumeInstalled();
    for (String filter : List.of("", "duration > 2")) {
      Path output = directory.resolve("filter" + filter.length());
      RecordingSession session = Recorder.create(SessionOptions.disk("c", output).build());
      add(session, ContextField.PROCNAME, ContextField.VPID);
      session.enable(new EventRule("muninn_sample:command_call", filter, 1, List.of()));
      session.start();
      fireInThread("first", 1, 3);
      fireInThread("a name of more than 15 bytes", 3, 3);
      session.destroy();

      List<TraceEvent> events = Babeltrace.read(output).events();
      assertThat(events).hasSize(filter.isEmpty() ? 4 : 2);
      assertThat(events.getFirst().context())
          .endsWith("{ procname = \"first\", vpid = " + PID + " }");
      assertThat(events.getLast().context())
          .endsWith("{ procname = \"a name of more \", vpid = " + PID + " }");
      assertThat(events.getLast().fields()).isEqualTo("name = \"get\", duration = 3");
    }
  }

  @Test
  void shouldHaveContextsInASnapshotOfARing() throws Exception {
    Babeltrace.assumeInstalled();
    RecordingSession session =
        Recorder.create(SessionOptions.flight("ring", directory.resolve("ring")).build());
    session.enable(EventRule.of("muninn_sample:command_call"));
    add(session, ContextField.VTID, ContextField.VPID);
    session.start();
    fireInThread("t", 1, 2);
    Path snapshot = session.snapshot(null);

    assertThat(Babeltrace.read(snapshot).events())
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(event.context())
                    .matches(".*\\{ vtid = [1-9]\\d*, vpid = " + PID + " }"));
  }

  @Test
  void shouldCountWhatCouldNotBeWritten() throws Exception {
    Babeltrace.assumeInstalled();
    Path output = directory.resolve("small");
    RecordingSession session =
        Recorder.create(
            SessionOptions.disk("small", output)
                .packetBytes(64 << 10)
                .bufferBytes(1 << 20)
                .maxBytes(100_000)
                .build());
    session.enable(EventRule.of("muninn_sample:command_call"));
    add(session, ContextField.VPID, ContextField.PROCNAME);
    session.start();
    fireInThread("t", 1, 20_000);
    Tools.await("the session has ended", () -> !session.status().problem().isEmpty());
    session.destroy();

    SessionStatus status = session.status();
    assertThat(status.lost()).isPositive();
    assertThat(Babeltrace.readWithComplaints(output).events()).hasSize((int) status.events());
  }

  @Test
  void shouldAddContextsBeforeTheFirstStartOnly() throws RecorderException {
    RecordingSession session =
        Recorder.create(SessionOptions.disk("late", directory.resolve("late")).build());
    add(session, ContextField.VPID);
    assertThatThrownBy(() -> add(session, ContextField.VPID))
        .isInstanceOf(RecorderException.class)
        .hasMessage("session has the context: name=late type=vpid");
    session.start();
    session.stop();

    assertThatThrownBy(() -> add(session, ContextField.VTID))
        .isInstanceOf(RecorderException.class)
        .hasMessage("session has been started, contexts are added before: name=late");
    assertThat(session.contexts()).containsExactly(ContextField.VPID);
  }

  @Test
  void shouldNameTheContextsThereAre() {
    assertThat(ContextField.of("procname")).isEqualTo(ContextField.PROCNAME);
    assertThatThrownBy(() -> ContextField.of("perf:cpu"))
        .hasMessage("no such context: name=perf:cpu; there are vpid, vtid, procname");
  }
}
