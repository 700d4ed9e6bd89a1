package dev.muninn.benchmarks.reading;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.Tool;
import dev.muninn.benchmarks.report.Aims;
import dev.muninn.benchmarks.report.Format;
import dev.muninn.benchmarks.report.MarkdownTable;
import dev.muninn.benchmarks.report.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that read one trace from beginning to end, in turn, each a process on one CPU. */
public final class ReaderRuns {
  private static final long TIMEOUT_SECONDS = 3600;

  private final Path trace;
  private final int cpu;
  private final int rounds;

  /** What is to be run on which trace. */
  public ReaderRuns(Path trace, int cpu, int rounds) {
    this.trace = trace;
    this.cpu = cpu;
    this.rounds = rounds;
  }

  private static final class Reader {
    final String work;
    final String name;
    final List<String> command;
    final List<Double> seconds = new ArrayList<>();
    final List<Double> cpuSeconds = new ArrayList<>();

    Reader(String work, String name, List<String> command) {
      this.work = work;
      this.name = name;
      this.command = command;
    }

    double median(List<Double> values) {
      return Statistics.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** Runs them and tells the result, in Markdown. */
  public String run() throws NotRunException, IOException, InterruptedException {
    Tool.require("babeltrace2");
    Tool.require("bash");
    String path = trace.toString();
    long events = Long.parseLong(Tool.runOrThrow(TIMEOUT_SECONDS, own("count")).strip());
    List<Reader> readers =
        List.of(
            new Reader("text", "babeltrace2", List.of("babeltrace2", path)),
            new Reader("text", "muninn", own("text")),
            new Reader(
                "read only",
                "babeltrace2",
                List.of("babeltrace2", path, "--component=sink.utils.dummy")),
            new Reader("read only", "muninn", own("read")));
    for (int round = 0; round < rounds; round++) {
      System.err.printf("bench: reader, round %d of %d%n", round + 1, rounds);
      for (int i = 0; i < readers.size(); i++) {
        measure(readers.get(round % 2 == 0 ? i : readers.size() - 1 - i));
      }
    }
    return table(readers, events);
  }

  /** As the launcher starts the trace tools, with their start-up cache where there is one. */
  private List<String> own(String work) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx1g"));
    command.addAll(List.of("-Xlog:aot*=off", "-Xlog:cds*=off"));
    command.add("--enable-native-access=ALL-UNNAMED");
    String cache = System.getProperty("muninn.bench.tool_cache", "");
    if (!cache.isEmpty() && Files.isReadable(Path.of(cache))) {
      command.addAll(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=auto"));
    }
    String classPath = System.getProperty("muninn.bench.tool_path");
    command.add("-cp");
    command.add(classPath == null ? System.getProperty("java.class.path") : classPath);
    command.addAll(List.of(ReaderProgram.class.getName(), work, trace.toString()));
    return command;
  }

  /** One run, its output to /dev/null; bash tells its time by the clock and its CPU's. */
  private void measure(Reader reader) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c"));
    command.add("TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>&1");
    command.add("bash");
    command.addAll(Tool.pinned(cpu, reader.command));
    String[] times =
        new Tool.Result(0, Tool.runOrThrow(TIMEOUT_SECONDS, command)).lastLine().split(" ", -1);
    if (times.length != 3) {
      throw new IOException("unexpected output of time: words=" + times.length);
    }
    reader.seconds.add(Double.parseDouble(times[0]));
    reader.cpuSeconds.add(Double.parseDouble(times[1]) + Double.parseDouble(times[2]));
  }

  private static String table(List<Reader> readers, long events) {
    MarkdownTable table =
        new MarkdownTable("work", "program", "events/s", "ratio", "CPU ns/event", "ratio");
    Aims aims = new Aims();
    for (int i = 0; i < readers.size(); i += 2) {
      Reader peer = readers.get(i);
      Reader own = readers.get(i + 1);
      double ratio = peer.median(peer.seconds) / own.median(own.seconds);
      double cpuRatio = peer.median(peer.cpuSeconds) / own.median(own.cpuSeconds);
      row(table, peer, events, 1, 1);
      row(table, own, events, ratio, cpuRatio);
      aims.atLeast(own.work + ", events/s to babeltrace2's", 10, ratio);
    }
    return "%s events, start of the process included.%n%n".formatted(Format.whole(events))
        + table
        + "\n"
        + aims;
  }

  private static void row(
      MarkdownTable table, Reader reader, long events, double ratio, double cpuRatio) {
    table.row(
        reader.work,
        reader.name,
        Format.whole(events / reader.median(reader.seconds)),
        Format.decimal(ratio, 1),
        Format.decimal(reader.median(reader.cpuSeconds) * 1e9 / events, 0),
        Format.decimal(cpuRatio, 1));
  }
}
