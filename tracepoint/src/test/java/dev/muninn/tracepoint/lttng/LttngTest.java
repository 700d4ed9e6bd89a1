package dev.muninn.tracepoint.lttng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.sample.SampleProgram;
import dev.muninn.tracepoint.testing.ChildJvm;
import dev.muninn.tracepoint.testing.LttngDaemon;
import dev.muninn.tracepoint.testing.LttngSession;
import dev.muninn.tracepoint.testing.Tools;
import dev.muninn.tracepoint.testing.TraceEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One traced program per test, one session daemon for all. */
class LttngTest {
  private static LttngDaemon daemon;
  private ChildJvm child;

  @BeforeAll
  static void startDaemon() {
    daemon = LttngDaemon.start();
  }

  @AfterAll
  static void stopDaemon() {
    if (daemon != null) {
      daemon.close();
    }
  }

  @BeforeEach
  void startChild() {
    child = start();
  }

  @AfterEach
  void stopChild() {
    child.close();
  }

  private static ChildJvm start() {
    ChildJvm started = daemon.child(SampleProgram.class).start();
    assertThat(started.linesUntil("ready")).containsExactly("ready");
    return started;
  }

  private static List<String> calls(String name, int... durations) {
    return IntStream.of(durations)
        .mapToObj(duration -> "name = \"" + name + "\", duration = " + duration)
        .toList();
  }

  @Test
  void shouldListEventsWithTheirFields() {
    // A program becomes known to the daemon a moment after its library is loaded.
    Tools.await(
        "the provider is listed",
        () -> daemon.lttng("list", "-u", "-f").contains("muninn_sample:command_call"));
    String list = daemon.lttng("list", "-u", "-f");

    // lttng lists the latest first.
    assertThat(list.substring(list.indexOf("PID: " + child.pid())).lines().skip(1).limit(10))
        .containsExactly(
            "      muninn_sample:nothing (loglevel: TRACE_DEBUG_LINE (13)) (type: tracepoint)",
            "      muninn_sample:bytes (loglevel: TRACE_DEBUG_LINE (13)) (type: tracepoint)",
            "        field: after (integer)",
            "        field: data (unknown)",
            "        field: _data_length (integer)",
            "      muninn_sample:texts (loglevel: TRACE_DEBUG_LINE (13)) (type: tracepoint)",
            "        field: utf8 (string)",
            "        field: constant (string)",
            "        field: chars (string)",
            "        field: text (string)");
  }

  @Test
  void shouldRecordEveryFieldType() {
    try (LttngSession session = daemon.session("types").enable("muninn_sample:*").start()) {
      child.ask("await-enabled");
      child.ask("types");
      session.stop();

      assertThat(session.events().stream().map(TraceEvent::name))
          .containsExactly(
              "muninn_sample:numbers",
              "muninn_sample:wide",
              "muninn_sample:texts",
              "muninn_sample:bytes",
              "muninn_sample:bytes",
              "muninn_sample:nothing");
      assertThat(session.fields())
          .containsExactly(
              "i8 = -128, u8 = 255, i16 = -32768, u16 = 65535, i32 = -2147483648, u32 = 4294967295",
              "i64 = -9223372036854775808, u64 = 18446744073709551615, real = -0.5, flag = 1,"
                  + " colour = ( \"GREEN\" : container = 1 )",
              "text = \"text\", chars = \"ch\u00e4rs\", constant = \"constant\", utf8 = \"utf8\"",
              "_data_length = 3, data = [ [0] = 0x0, [1] = 0x1, [2] = 0xFF ], after = 42",
              "_data_length = 0, data = [ ], after = 43",
              "");
    }
  }

  @Test
  void shouldCutLongTexts() {
    try (LttngSession session = daemon.session("long").enable("muninn_sample:*").start()) {
      child.ask("await-enabled");
      child.ask("text x4096");
      child.ask("text y5000");
      session.stop();

      String x = "x".repeat(4096);
      String y = "y".repeat(4096);
      assertThat(session.fields())
          .containsExactly(
              "text = \""
                  + x
                  + "\", chars = \""
                  + x
                  + "\", constant = \"constant\", utf8 = \""
                  + x
                  + '"',
              "text = \""
                  + y
                  + "\", chars = \""
                  + y
                  + "\", constant = \"constant\", utf8 = \""
                  + y
                  + '"');
    }
  }

  @Test
  void shouldFollowFilters() {
    try (LttngSession session =
        daemon
            .session("filter")
            .enable("muninn_sample:command_call", "duration > 10 && name == \"hget*\"")
            .start()) {
      child.ask("await-enabled");
      child.ask("fire hgetall 9 12");
      child.ask("fire set 9 12");
      child.ask("fire hget 11 11");
      session.stop();

      assertThat(session.fields())
          .startsWith(calls("hgetall", 11, 12).toArray(String[]::new))
          .endsWith(calls("hget", 11).toArray(String[]::new))
          .hasSize(3);
    }
  }

  @Test
  void shouldFilterOnEveryFieldType() {
    try (LttngSession session =
        daemon
            .session("filters")
            .enable(
                "muninn_sample:numbers",
                "i8 == -128 && u8 == 255 && i16 == -32768 && u16 == 65535 && i32 == -2147483648"
                    + " && u32 == 4294967295")
            .enable("muninn_sample:wide", "i64 < 0 && real == -0.5 && flag == 1 && colour == 1")
            .enable(
                "muninn_sample:texts",
                "text == \"text\" && constant == \"const*\" && utf8 == \"utf8\"")
            .enable("muninn_sample:bytes", "data[1] == 1 && after == 42")
            .enable("muninn_sample:command_call")
            .start()) {
      child.ask("await-enabled");
      child.ask("types");
      session.stop();

      assertThat(session.events().stream().map(TraceEvent::name))
          .containsExactly(
              "muninn_sample:numbers",
              "muninn_sample:wide",
              "muninn_sample:texts",
              "muninn_sample:bytes");
    }
  }

  @Test
  void shouldAddContexts() {
    try (LttngSession session =
        daemon
            .session("context")
            .enable("muninn_sample:command_call")
            .context("vpid", "procname")
            .start()) {
      child.ask("await-enabled");
      child.ask("fire get 1 1");
      session.stop();

      assertThat(session.fields()).isEqualTo(calls("get", 1));
      assertThat(session.events().getFirst().context())
          .matches("\\{ cpu_id = \\d+ }, \\{ vpid = " + child.pid() + ", procname = \"\\w+\" }");
    }
  }

  @Test
  void shouldStartAndStopWhileRunning() {
    assertThat(child.ask("enabled")).isEqualTo("false");
    child.ask("fire get 1 1");
    try (LttngSession session =
        daemon.session("running").enable("muninn_sample:command_call").start()) {
      child.ask("await-enabled");
      assertThat(child.ask("listeners")).isEqualTo("[LTTNG]");
      child.ask("fire get 2 2");
      session.stop();
      child.ask("fire get 3 3");

      assertThat(session.fields()).isEqualTo(calls("get", 2));
    }
    assertThat(child.ask("await-disabled")).isEqualTo("done");
  }

  @Test
  void shouldTraceFromTheStartWhenTheSessionIsThereBefore() {
    try (LttngSession session =
        daemon.session("before").enable("muninn_sample:command_call").context("vpid").start()) {
      try (ChildJvm later = start()) {
        later.ask("await-enabled");
        fireUntilRecorded(later, session);

        assertThat(Set.copyOf(session.fields())).isEqualTo(Set.copyOf(calls("get", 1)));
        assertThat(session.events().getFirst().context()).contains("vpid = " + later.pid());
      }
    }
  }

  @Test
  void shouldServeTwoSessions() {
    try (LttngSession one = daemon.session("one").enable("muninn_sample:*").start();
        LttngSession two =
            daemon.session("two").enable("muninn_sample:command_call", "duration == 2").start()) {
      child.ask("await-enabled");
      child.ask("fire get 1 3");
      one.stop();
      two.stop();

      assertThat(one.fields()).isEqualTo(calls("get", 1, 2, 3));
      assertThat(two.fields()).isEqualTo(calls("get", 2));
    }
  }

  @Test
  void shouldSurviveDestroyUnderLoad() {
    child.ask("load 4");
    for (int i = 0; i < 5; i++) {
      try (LttngSession session = daemon.session("load" + i).enable("muninn_sample:*").start()) {
        child.ask("await-enabled");
        assertThat(child.ask("exec")).isEqualTo("done");
        session.destroy();
      }
      child.ask("await-disabled");
    }
    assertThat(child.ask("unload")).isEqualTo("done");
    assertThat(child.exit()).isEqualTo(0);
  }

  @Test
  void shouldExitWhileTraced() {
    try (LttngSession session = daemon.session("exit").enable("muninn_sample:*").start()) {
      child.ask("await-enabled");
      child.ask("load 4");
      assertThat(child.exit()).isEqualTo(0);
      session.stop();
      // What a process leaves in its buffers is read after its end.
      Tools.await("events are written", () -> session.recordedBytes() > 0);
    }
  }

  @Test
  void shouldRecordEventsOfVirtualThreads() {
    try (LttngSession session =
        daemon.session("virtual").enable("muninn_sample:command_call").start()) {
      child.ask("await-enabled");
      child.ask("virtual 1000");
      session.stop();

      assertThat(session.fields())
          .containsExactlyInAnyOrderElementsOf(
              calls("virtual", IntStream.range(0, 1000).toArray()));
    }
  }

  @Test
  void shouldFireTriggersWithCaptures() {
    try (LttngSession armed = daemon.session("armed").enable("muninn_sample:command_call")) {
      daemon.lttng(
          "add-trigger",
          "--name=muninn-slow",
          "--condition=event-rule-matches",
          "--type=user",
          "--name=muninn_sample:command_call",
          "--filter=duration > 5",
          "--capture=name",
          "--capture=duration",
          "--action=notify",
          "--action=start-session",
          "armed");
      try {
        assertThat(child.ask("await-enabled")).isEqualTo("done");
        assertThat(child.ask("fire hget 1 6")).isEqualTo("done");
        Tools.await("the trigger starts the session", armed::active);
      } finally {
        daemon.lttng("remove-trigger", "muninn-slow");
      }
      assertThat(child.ask("await-enabled")).isEqualTo("done");
      child.ask("fire hget 7 7");
      armed.stop();

      assertThat(armed.fields()).isEqualTo(calls("hget", 7));
    }
  }

  @Test
  void shouldBeTracedAgainWhenTheDaemonWasKilledAndRestarted() {
    daemon.session("doomed").enable("muninn_sample:command_call").start();
    child.ask("await-enabled");
    child.ask("fire get 1 1");
    daemon.kill();
    assertThat(child.ask("fire get 2 2")).isEqualTo("done");
    assertThat(child.ask("await-disabled")).isEqualTo("done");
    daemon.restart();
    try (LttngSession session =
        daemon.session("after").enable("muninn_sample:command_call").start()) {
      assertThat(child.ask("await-enabled")).isEqualTo("done");
      fireUntilRecorded(child, session);

      assertThat(Set.copyOf(session.fields())).isEqualTo(Set.copyOf(calls("get", 1)));
    }
  }

  /**
   * Where a program meets a session that is running, the daemon enables its events first and its
   * session a moment later.
   */
  private static void fireUntilRecorded(ChildJvm program, LttngSession session) {
    Tools.await(
        "an event is recorded",
        () -> {
          program.ask("fire get 1 1");
          session.stop();
          boolean recorded = !session.events().isEmpty();
          if (!recorded) {
            session.start();
          }
          return recorded;
        });
  }
}
