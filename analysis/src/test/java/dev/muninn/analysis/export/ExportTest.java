package dev.muninn.analysis.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Perfetto's format is checked by a decoder of the wire format that shares no code with it. */
class ExportTest {
  @TempDir private Path directory = Path.of("");

  /** What a viewer would show: a line for each slice's begin and end, moment and value. */
  private static List<String> shown(byte[] bytes) {
    Map<Long, String> tracks = new HashMap<>();
    List<Map<Long, String>> interned = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
    List<String> lines = new ArrayList<>();
    for (ProtoDecoder packet : new ProtoDecoder(bytes).messages(1)) {
      assertThat(packet.number(10)).isEqualTo(1);
      for (ProtoDecoder track : packet.messages(60)) {
        String name =
            track.has(4)
                ? track.messages(4).getFirst().text(5)
                : track.has(3) ? track.messages(3).getFirst().text(6) : track.text(2);
        tracks.put(track.number(1), name);
      }
      for (ProtoDecoder data : packet.messages(12)) {
        for (int kind = 1; kind <= 3; kind++) {
          for (ProtoDecoder entry : data.messages(kind)) {
            interned.get(kind - 1).put(entry.number(1), entry.text(2));
          }
        }
      }
      for (ProtoDecoder event : packet.messages(11)) {
        lines.add(packet.number(8) + " " + line(event, tracks, interned));
      }
    }
    return lines;
  }

  private static String line(
      ProtoDecoder event, Map<Long, String> tracks, List<Map<Long, String>> interned) {
    String track = tracks.getOrDefault(event.number(11), "?") + ": ";
    if (event.number(9) == 4) {
      return track + event.number(30);
    }
    if (event.number(9) == 2) {
      return track + "end";
    }
    StringBuilder line = new StringBuilder(track);
    line.append(event.number(9) == 3 ? "at " : "begin ");
    line.append(interned.get(0).get(event.number(3))).append('/');
    line.append(interned.get(1).get(event.number(10)));
    for (ProtoDecoder note : event.messages(4)) {
      line.append(' ').append(interned.get(2).get(note.number(1))).append('=');
      line.append(note.has(6) ? note.text(6) : Long.toString(note.number(3)));
    }
    return line.toString();
  }

  @Test
  void shouldNestSlicesForPerfetto() throws IOException, TraceException {
    Path file = directory.resolve("trace.pftrace");
    try (Trace trace = Trace.open(SampleTrace.typical(directory.resolve("trace")))) {
      long events = Export.perfetto(trace, file, progress -> {});

      assertThat(events).isEqualTo(12);
    }
    assertThat(shown(Files.readAllBytes(file)))
        .containsExactly(
            "1000000 clients: 3",
            "1000000 main: at valkey_connections/connection_accept client_id=7"
                + " address=10.0.0.1:1234 clients=3",
            "2000500 main: at valkey_keys/key_read db=0 key=k\\x01 size=99",
            "2000100 main: begin turn/turn",
            "2000100 main: begin command/get client_id=7 address=10.0.0.1:1234 client_name=app",
            "2003300 main: end",
            "2004000 main: begin work/cron",
            "2005000 main: begin work/expire_cycle",
            "2006000 main: end",
            "2007000 main: end",
            "2008000 main: end",
            "3000000 main: begin turn/turn",
            "3000000 main: begin command/keys client_id=8 address=10.0.0.2:99",
            "8000900 main: end",
            "8002000 main: end",
            "4000000 gc_pause: begin jvm/Copy",
            "6000000 gc_pause: end");
  }

  @Test
  void shouldTellPerfettoTheTimeOfDay() throws IOException, TraceException {
    Path file = directory.resolve("trace.pftrace");
    try (Trace trace = Trace.open(SampleTrace.typical(directory.resolve("trace")))) {
      Export.perfetto(trace, file, progress -> {});
    }
    ProtoDecoder first = new ProtoDecoder(Files.readAllBytes(file)).messages(1).getFirst();
    List<String> clocks =
        first.messages(6).getFirst().messages(1).stream()
            .map(clock -> clock.number(1) + "=" + clock.number(2))
            .toList();

    assertThat(clocks)
        .containsExactly("6=1000000", "3=1000000", "1=" + (SampleTrace.OFFSET + 1_000_000));
  }

  @Test
  void shouldAddUpSelfTimeInFoldedStacks() throws IOException, TraceException {
    Path file = directory.resolve("trace.folded");
    try (Trace trace = Trace.open(SampleTrace.typical(directory.resolve("trace")))) {
      Export.folded(trace, file, progress -> {});
    }

    // turn: 7.9 - 3.2 - 3 of the first one, 5002 - 5000.9 of the second one
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "jvm;Copy 2000",
            "turn 3",
            "turn;command;get 3",
            "turn;command;keys 5001",
            "turn;cron 2",
            "turn;cron;expire_cycle 1");
  }

  @Test
  void shouldLeaveNoFileBehindWhenATraceCannotBeWritten() throws IOException, TraceException {
    Path missing = directory.resolve("missing").resolve("trace.folded");
    try (Trace trace = Trace.open(SampleTrace.typical(directory.resolve("trace")))) {
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> Export.folded(trace, missing, progress -> {}))
          .isInstanceOf(IOException.class);
    }
    assertThat(directory.resolve("missing")).doesNotExist();
  }

  @Test
  void shouldPassOnCommandsOfATraceWithoutTurns() throws IOException, TraceException {
    Path file = directory.resolve("trace.folded");
    SampleTrace sample = SampleTrace.in(directory.resolve("trace"));
    for (int i = 1; i <= 300_000; i++) {
      sample.command(10_000L * i, "get", 2);
    }
    try (Trace trace = Trace.open(sample.write())) {
      Export.folded(trace, file, progress -> {});
    }

    assertThat(Files.readAllLines(file)).containsExactly("command;get 600000");
  }
}
