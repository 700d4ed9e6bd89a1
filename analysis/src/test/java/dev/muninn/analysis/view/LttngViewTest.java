package dev.muninn.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.filter.Filter;
import dev.muninn.tracepoint.sample.SampleProgram;
import dev.muninn.tracepoint.testing.ChildJvm;
import dev.muninn.tracepoint.testing.LttngDaemon;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traces of real runs under LTTng: our text is babeltrace2's, byte for byte. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class LttngViewTest {
  private static LttngDaemon daemon;
  private static Path directory;
  private final List<String> warnings = new ArrayList<>();
  private ChildJvm child;
  private int sessions;

  @BeforeAll
  static void startDaemon() throws IOException {
    daemon = LttngDaemon.start();
    directory = Files.createTempDirectory("muninn-view");
    if (Tools.isRoot()) {
      Files.setAttribute(directory, "unix:uid", 65534);
    }
  }

  @AfterAll
  static void stopDaemon() throws IOException {
    if (daemon != null) {
      daemon.close();
    }
    if (directory != null) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @BeforeEach
  void startChild() {
    child = daemon.child(SampleProgram.class).start();
    assertThat(child.linesUntil("ready")).containsExactly("ready");
  }

  @AfterEach
  void stopChild() {
    child.close();
  }

  /** Traces what the child is told, and returns the trace's directory. */
  private Path trace(List<String> channels, List<String> contexts, String... lines) {
    String name = "view-" + child.pid() + "-" + sessions++;
    Path output = directory.resolve(name);
    daemon.lttng("create", name, "--output=" + output);
    try {
      int number = 0;
      for (String channel : channels) {
        String id = "c" + number++;
        String[] words = channel.split(" ", -1);
        List<String> enable = new ArrayList<>(List.of("enable-channel", "-u", "-s", name));
        enable.addAll(List.of(words).subList(1, words.length));
        enable.add(id);
        daemon.lttng(enable.toArray(String[]::new));
        daemon.lttng("enable-event", "-u", "-s", name, "-c", id, words[0]);
        for (String context : contexts) {
          daemon.lttng("add-context", "-u", "-s", name, "-c", id, "-t", context);
        }
      }
      daemon.lttng("start", name);
      child.ask("await-enabled");
      for (String line : lines) {
        assertThat(child.ask(line)).isEqualTo("done");
      }
      daemon.lttng("stop", name);
    } finally {
      daemon.lttng("destroy", name);
    }
    return output;
  }

  private String metadata(Path trace) throws IOException {
    try (Stream<Path> files = Files.walk(trace)) {
      Path metadata = files.filter(file -> file.endsWith("metadata")).findFirst().orElseThrow();
      return Files.readString(metadata, StandardCharsets.ISO_8859_1);
    }
  }

  private void assertSame(Path trace, long lines) {
    String expected = Babeltrace.text(trace);
    String ours = Babeltrace.ours(trace, ViewOptions.DEFAULT, warnings);
    assertThat(ours).isEqualTo(expected);
    assertThat(ours.lines().count()).isGreaterThanOrEqualTo(lines);
  }

  @Test
  void shouldPrintEveryFieldTypeOfBuffersPerProcess() throws Exception {
    Path trace =
        trace(
            List.of("muninn_sample:* --buffers-pid"),
            List.of(),
            "types",
            "text x4000",
            "text ?9",
            "text \"3",
            "text \\3",
            "text \u00e43",
            "text \u00013",
            "text \u007f1",
            "fire get 0 2000");

    assertThat(metadata(trace)).contains("event.header := struct event_header_");
    assertSame(trace, 2009);
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldPrintContextsOfBuffersPerUser() throws Exception {
    Path trace =
        trace(
            List.of(
                "muninn_sample:command_call --buffers-uid --subbuf-size=64k",
                "muninn_sample:wide --buffers-uid",
                "muninn_sample:numbers --buffers-uid"),
            List.of("vpid", "vtid", "procname", "ip", "pthread_id"),
            "types",
            "virtual 500",
            "fire get 0 5000",
            "types");

    assertThat(metadata(trace)).contains("event_header_large").contains("_procname");
    assertSame(trace, 5500);
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldPrintWhatIsLeftWhereEventsWereLost() throws Exception {
    Path trace =
        trace(
            List.of(
                "muninn_sample:command_call --buffers-uid --subbuf-size=4096 --num-subbuf=2",
                "muninn_sample:nothing --buffers-uid --subbuf-size=4096 --num-subbuf=2"),
            List.of(),
            "load 4",
            "fire get 0 50000",
            "unload");

    assertSame(trace, 100);
    assertThat(warnings)
        .isNotEmpty()
        .allMatch(
            line -> line.matches("Tracer discarded \\d+ events? between \\[.*within stream.*"));
  }

  /** What a line tells of losses, without the words for the trace. */
  private static List<String> losses(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("(WARNING: )?(Tracer .*\\]) in trace.*", "$2"))
        .sorted()
        .toList();
  }

  @Test
  void shouldTellOfPacketsThatWereOverwritten() throws Exception {
    Path trace =
        trace(
            List.of(
                "muninn_sample:command_call"
                    + " --buffers-uid --overwrite --subbuf-size=4096 --num-subbuf=2"),
            List.of(),
            "fire get 0 200000");

    assertSame(trace, 50);
    assertThat(warnings)
        .anyMatch(
            line -> line.matches("Tracer discarded \\d+ packets? between \\[.*within stream.*"));
    assertThat(losses(warnings)).isEqualTo(losses(Babeltrace.warnings(trace)));
  }

  @Test
  void shouldReadTheFilesThatARotationOfFilesLeaves() throws Exception {
    Path trace =
        trace(
            List.of(
                "muninn_sample:command_call"
                    + " --buffers-uid --subbuf-size=4096 --tracefile-size=8192 --tracefile-count=3"),
            List.of(),
            "fire get 0 20000");

    assertSame(trace, 50);
    assertThat(losses(warnings)).isEqualTo(losses(Babeltrace.warnings(trace)));
  }

  @Test
  void shouldCutToRangesAndFiltersAsBabeltraceDoes() throws Exception {
    Path trace = trace(List.of("muninn_sample:*"), List.of(), "fire get 0 3000", "fire set 0 3000");
    List<String> lines = Babeltrace.text(trace).lines().toList();
    String begin = lines.get(1000).substring(1, 19);
    String end = lines.get(4000).substring(1, 19);
    String expected = Babeltrace.text(trace, "--begin=" + begin, "--end=" + end);

    assertThat(Babeltrace.ours(trace, ViewOptions.DEFAULT.withRange(begin, end), warnings))
        .isEqualTo(expected)
        .hasLineCount(3001);
    Filter filter = Filter.parse("duration >= 100 && duration < 200 && name == \"s*\"");
    assertThat(Babeltrace.ours(trace, ViewOptions.DEFAULT.withFilter(filter), warnings))
        .hasLineCount(100)
        .doesNotContain("\"get\"");
  }

  @Test
  void shouldPrintJsonAndCsv() throws Exception {
    Path trace = trace(List.of("muninn_sample:*"), List.of("vpid"), "types", "text \"2");
    String json =
        Babeltrace.ours(trace, ViewOptions.DEFAULT.withFormat(ViewOptions.Format.JSON), warnings);
    String csv =
        Babeltrace.ours(trace, ViewOptions.DEFAULT.withFormat(ViewOptions.Format.CSV), warnings);

    assertThat(json.lines().toList())
        .hasSize(7)
        .anyMatch(
            line ->
                line.endsWith(
                    "\"name\":\"muninn_sample:bytes\",\"packet\":{\"cpu_id\":"
                        + line.replaceAll(".*cpu_id\":(\\d+).*", "$1")
                        + "},\"context\":{\"vpid\":"
                        + child.pid()
                        + "},\"fields\":{\"_data_length\":3,\"data\":[0,1,255],\"after\":42}}"))
        .anyMatch(line -> line.contains("\"text\":\"\\\"\\\"\",\"chars\""))
        .anyMatch(
            line ->
                line.contains(
                    "\"u64\":18446744073709551615,\"real\":-0.5,\"flag\":1,"
                        + "\"colour\":\"GREEN\"}"));
    assertThat(csv.lines().findFirst().orElseThrow())
        .startsWith("timestamp,time,host,event,vpid,")
        .contains(",i64,u64,real,flag,colour,");
    assertThat(csv)
        .hasLineCount(8)
        .contains(",muninn_sample:wide," + child.pid() + ",")
        .contains(",-9223372036854775808,18446744073709551615,-0.5,1,GREEN,");
  }
}
