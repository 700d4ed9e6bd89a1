package dev.muninn.benchmarks.jmh;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.Tool;
import dev.muninn.benchmarks.report.Aims;
import dev.muninn.benchmarks.report.Format;
import dev.muninn.benchmarks.report.MarkdownTable;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package, each where its tools are, and makes a table of them. */
public final class MicrobenchmarkRun {
  private static final List<Row> ROWS =
      List.of(
          new Row("work alone, Java", "JavaTracepointBenchmark.without", Listening.NONE, ""),
          new Row(
              "tracepoints removed, Java",
              "JavaTracepointBenchmark.event",
              Listening.NONE,
              "-Dmuninn.tracepoints=off"),
          new Row("nobody listening, Java", "JavaTracepointBenchmark.event", Listening.NONE, ""),
          new Row("work alone, C", "CTracepointBenchmark.without", Listening.NONE, ""),
          new Row("nobody listening, C, LTTng", "CTracepointBenchmark.lttng", Listening.NONE, ""),
          new Row("nobody listening, C, USDT", "CTracepointBenchmark.usdt", Listening.NONE, ""),
          new Row("LTTng event, Java", "JavaTracepointBenchmark.event", Listening.LTTNG, ""),
          new Row("LTTng event, C", "CTracepointBenchmark.lttng", Listening.LTTNG, ""),
          new Row("USDT probe, Java", "JavaTracepointBenchmark.event", Listening.USDT, ""),
          new Row("USDT probe, C", "CTracepointBenchmark.usdt", Listening.USDT, ""));

  /** The step with an event that brings its time, before the recorder listens. */
  private static final Row UNRECORDED =
      Row.recorder("nobody listening, Java, time given", "timed", "");

  private static final Row FLIGHT =
      Row.recorder("recorder into a ring, time given", "timed", "FLIGHT");

  private static final Row DISK = Row.recorder("recorder to disk, time given", "timed", "DISK");

  private static final List<Row> RECORDER_ROWS =
      List.of(
          UNRECORDED,
          FLIGHT,
          DISK,
          Row.recorder("recorder into a ring, reading the clock", "clock", "FLIGHT"),
          Row.recorder("recorder to disk, reading the clock", "clock", "DISK"));

  /** What an event of the recorder may cost when it need not read the clock, in nanoseconds. */
  private static final double MOST_ADDED = 15;

  private record Row(
      String name,
      String benchmark,
      Listening listener,
      String jvmOption,
      Optional<String> recorderMode) {
    Row(String name, String benchmark, Listening listener, String jvmOption) {
      this(name, benchmark, listener, jvmOption, Optional.empty());
    }

    static Row recorder(String name, String method, String mode) {
      return new Row(name, "RecorderBenchmark." + method, Listening.NONE, "", Optional.of(mode));
    }

    /** Why it cannot run here. */
    Optional<String> obstacle() throws IOException, InterruptedException {
      try {
        switch (listener) {
          case NONE -> {}
          case LTTNG -> {
            Tool.require("lttng");
            Tool.require("babeltrace2");
          }
          case USDT -> Tool.require("bpftrace");
        }
        if (benchmark.startsWith("C")) {
          CLibrary.check();
        }
        return Optional.empty();
      } catch (NotRunException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
  }

  private final boolean quick;

  /**
   * The benchmarks.
   *
   * @param quick a fraction of a second each: whether they work, not what they cost
   */
  public MicrobenchmarkRun(boolean quick) {
    this.quick = quick;
  }

  /** Runs JMH with its own command line; its report goes to standard output. */
  public static void runJmh(List<String> arguments) throws IOException {
    try {
      new Runner(new CommandLineOptions(arguments.toArray(String[]::new))).run();
    } catch (CommandLineOptionException e) {
      throw new IllegalArgumentException("JMH: " + e.getMessage(), e);
    } catch (RunnerException e) {
      throw new IOException("JMH: " + e.getMessage(), e);
    }
  }

  /** Runs all rows and tells them in Markdown; JMH's progress goes to standard error. */
  public String table() throws IOException, InterruptedException {
    MarkdownTable table = new MarkdownTable("a step of work", "ns", "99.9 % interval");
    Map<Row, Double> scores = new HashMap<>();
    for (Row row : Stream.concat(ROWS.stream(), RECORDER_ROWS.stream()).toList()) {
      Optional<String> obstacle = row.obstacle();
      if (obstacle.isPresent()) {
        table.row(row.name(), "not run: " + obstacle.get());
        continue;
      }
      try {
        Result<?> result = run(row);
        scores.put(row, result.getScore());
        table.row(
            row.name(),
            Format.decimal(result.getScore(), 2),
            "± " + Format.decimal(result.getScoreError(), 2));
      } catch (RunnerException e) {
        table.row(row.name(), "not run: " + e.getMessage());
      }
    }
    Aims aims = new Aims();
    for (Row row : List.of(FLIGHT, DISK)) {
      double added =
          scores.getOrDefault(row, Double.NaN) - scores.getOrDefault(UNRECORDED, Double.NaN);
      aims.atMost(row.name() + ", ns added", MOST_ADDED, added);
    }
    return table + "\n" + aims;
  }

  private Result<?> run(Row row) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("\\." + row.benchmark().replace(".", "\\.") + "$")
        .param("listener", row.listener().name())
        .param("mode", row.recorderMode().orElse(""))
        .forks(quick ? 1 : 5)
        .warmupIterations(quick ? 1 : 3)
        .warmupTime(TimeValue.milliseconds(quick ? 100 : 1000))
        .measurementIterations(quick ? 1 : 5)
        .measurementTime(TimeValue.milliseconds(quick ? 100 : 1000))
        .shouldFailOnError(true)
        .jvmArgsAppend("--enable-native-access=ALL-UNNAMED");
    if (!row.jvmOption().isEmpty()) {
      options.jvmArgsAppend("--enable-native-access=ALL-UNNAMED", row.jvmOption());
    }
    Collection<RunResult> results =
        new Runner(
                options.build(),
                OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL))
            .run();
    if (results.size() != 1) {
      throw new RunnerException("results: count=" + results.size());
    }
    return results.iterator().next().getPrimaryResult();
  }
}
