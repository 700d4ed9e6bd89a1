package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.sample.SampleProgram;
import dev.muninn.tracepoint.testing.Babeltrace;
import dev.muninn.tracepoint.testing.ChildJvm;
import dev.muninn.tracepoint.testing.LttngDaemon;
import dev.muninn.tracepoint.testing.LttngSession;
import dev.muninn.tracepoint.testing.TraceEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same events, traced by LTTng and recorded at once. */
class LttngComparisonTest {
  private record Shown(String name, String fields) {
    static List<Shown> of(List<TraceEvent> events) {
      return events.stream().map(event -> new Shown(event.name(), event.fields())).toList();
    }
  }

  @Test
  void shouldRecordWhatLttngTraces() {
    try (LttngDaemon daemon = LttngDaemon.start();
        ChildJvm child = daemon.child(SampleProgram.class).start()) {
      assertThat(child.linesUntil("ready")).containsExactly("ready");
      Path output = Path.of(String.valueOf(daemon.environment().get("HOME")), "recorded");
      try (LttngSession session = daemon.session("both").enable("muninn_sample:*").start()) {
        assertThat(child.ask("await-enabled")).isEqualTo("done");
        assertThat(child.ask("record " + output)).isEqualTo("done");
        assertThat(child.ask("listeners")).contains("LTTNG", "RECORDER");
        child.ask("types");
        child.ask("text x4096");
        child.ask("text \u00e4300");
        child.ask("fire get 1 100");
        child.ask("unrecord");
        session.stop();

        List<Shown> traced = Shown.of(session.events());
        assertThat(traced).hasSize(108);
        assertThat(Shown.of(Babeltrace.read(output).events())).isEqualTo(traced);
      }
    }
  }
}
