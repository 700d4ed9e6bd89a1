package dev.muninn.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.analysis.ctf.HandTrace;
import dev.muninn.analysis.ctf.TimeRange;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.analysis.top.Top;
import dev.muninn.analysis.top.TopOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of programs that are no servers, and the commands of those who record. */
class OtherEventsTest {
  @TempDir private Path directory = Path.of("");

  private static Analysis analyze(HandTrace trace) throws TraceException {
    return TraceFeed.analyze(trace.path(), TimeRange.ALL, AnalysisOptions.DEFAULT, progress -> {});
  }

  @Test
  void shouldCountAndMeasureTheEventsOfAProgram() throws TraceException {
    HandTrace trace = new HandTrace(directory).write("s", HandTrace.packet(1000, 1, 100, 0));
    Analysis analysis = analyze(trace);

    assertThat(analysis.ofProgram()).isTrue();
    assertThat(analysis.notes()).isEmpty();
    assertThat(analysis.others())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.name()).isEqualTo("p:call");
              assertThat(row.count()).isEqualTo(100);
              assertThat(row.measure()).isEqualTo(EventRow.Measure.DURATION);
              assertThat(row.times().quantile(0.5)).isBetween(50_000L, 51_600L);
              assertThat(row.times().max()).isEqualTo(100_000);
            });
    assertThat(Top.text(analysis, TopOptions.DEFAULT))
        .contains(
            "99.0 us, 100 events (1,010,101/s) of 1 kind",
            "  p:call    100  1,010,101  duration  50.2 us  90.1 us  100 us  100 us  100 us")
        .doesNotContain("Culprits", "command", "main thread", "Not in this trace");
    assertThat(AnalysisJson.of(analysis))
        .contains(
            "\"others\":[{\"name\":\"p:call\",\"count\":100,", "\"duration\":{\"count\":100,");
  }

  @Test
  void shouldMeasureIntervalsWhereNoDurationIsTold() throws TraceException {
    String metadata = HandTrace.METADATA.replace("_duration", "_size");
    HandTrace trace =
        new HandTrace(directory, metadata).write("s", HandTrace.packet(1000, 1, 11, 0));

    assertThat(Top.text(analyze(trace), TopOptions.DEFAULT))
        .contains("  p:call     11  1,100,000  interval  1.00 us  1.00 us  1.00 us  1.00 us");
  }

  @Test
  void shouldNotTakeTheTwinsOfAServersEventsForOnesOfAProgram() throws TraceException {
    String metadata = HandTrace.METADATA.replace("p:call", "valkey_db_entry:expire_cycle_entry");
    HandTrace trace =
        new HandTrace(directory, metadata).write("s", HandTrace.packet(1000, 1, 5, 0));
    Analysis analysis = analyze(trace);

    assertThat(analysis.others()).isEmpty();
    assertThat(analysis.ofProgram()).isFalse();
  }

  @Test
  void shouldReadDurationsInTheUnitOfTheirName() throws TraceException {
    String metadata = HandTrace.METADATA.replace("_duration", "_latency_ns");
    HandTrace trace =
        new HandTrace(directory, metadata).write("s", HandTrace.packet(1000, 412, 1, 0));

    EventRow row = analyze(trace).others().getFirst();
    assertThat(row.measure()).isEqualTo(EventRow.Measure.EXACT_DURATION);
    assertThat(row.measure().text(row.times().max())).isEqualTo("412 ns");
  }

  @Test
  void shouldBoundADurationBeyondAllTime() throws TraceException {
    byte[] packet = HandTrace.packet(1000, 1, 1, 0);
    ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN).putLong(62, Long.MAX_VALUE);
    HandTrace trace = new HandTrace(directory).write("s", packet);

    assertThat(analyze(trace).others().getFirst().times().max()).isEqualTo(86_400_000_000_000L);
  }

  @Test
  void shouldLeaveTheCommandsOfThoseWhoRecordOut() {
    Scene scene = new Scene(Set.of("valkey_commands:command_call", "valkey_server:eventloop"));
    scene.begin().command("get", 5, 1).command("trace|status", 40, 2).end(1);
    Analysis analysis = scene.finish();

    assertThat(analysis.commandCount()).isEqualTo(1);
    assertThat(analysis.commands()).extracting(CommandRow::name).containsExactly("get");
    assertThat(analysis.slowest()).extracting(SlowCommand::name).containsExactly("get");
    assertThat(analysis.clients()).extracting(row -> row.client().id()).containsExactly(1L);
    assertThat(analysis.turns().longest().getFirst().parts())
        .extracting(TurnRow.Part::label)
        .contains("get", "trace|status (who records)");
    assertThat(analysis.notes())
        .contains(
            new Note(false, "Those who recorded: 1 TRACE command is left out of the figures."));
  }

  @Test
  void shouldStillBlameATraceCommandThatHeldTheServerUp() {
    Scene scene = new Scene().busy(200, 10);
    scene.begin().command("trace|enable", 300_000, 99).command("get", 2, 1).end(20);
    Analysis analysis = scene.idle(8).busy(200, 10).finish();

    assertThat(analysis.findings().getFirst().sentence())
        .startsWith("TRACE ENABLE held up the server for 300 ms");
  }
}
