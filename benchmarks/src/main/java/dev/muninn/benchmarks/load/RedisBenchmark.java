package dev.muninn.benchmarks.load;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.Tool;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs {@code redis-benchmark} and reads its report (Redis 7.0). The plain format is read, for it
 * has the percentiles the CSV lacks.
 */
public final class RedisBenchmark {
  /** Connections. */
  public static final int CLIENTS = 50;

  /** Random keys are drawn from so many. */
  public static final int KEY_SPACE = 1_000_000;

  private static final long TIMEOUT_SECONDS = 600;
  private static final String NUMBER = "(\\d{1,12}(?:\\.\\d{1,9})?)";
  private static final Pattern THROUGHPUT =
      Pattern.compile("throughput summary: " + NUMBER + " requests per second");
  private static final Pattern SUMMARY =
      Pattern.compile(
          "avg\\s+min\\s+p50\\s+p95\\s+p99\\s+max\\s+" + (NUMBER + "\\s+").repeat(5) + NUMBER);
  private static final Pattern PERCENTILE =
      Pattern.compile("(?m)^" + NUMBER + "% <= " + NUMBER + " milliseconds");

  private final int cpu;

  /** Load from one CPU. */
  public RedisBenchmark(int cpu) {
    this.cpu = cpu;
  }

  /**
   * Runs one test against 127.0.0.1.
   *
   * @param test a name of {@code redis-benchmark -t}, such as {@code get}
   * @param pipeline commands sent before a reply is awaited
   */
  public LoadResult run(int port, String test, int pipeline, long requests)
      throws NotRunException, IOException, InterruptedException {
    Tool.require("redis-benchmark");
    List<String> command =
        List.of(
            "redis-benchmark",
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-t",
            test,
            "-n",
            Long.toString(requests),
            "-r",
            Integer.toString(KEY_SPACE),
            "-P",
            Integer.toString(pipeline),
            "-c",
            Integer.toString(CLIENTS),
            "--precision",
            "3");
    return parse(Tool.runOrThrow(TIMEOUT_SECONDS, Tool.pinned(cpu, command)));
  }

  /**
   * Reads a report of one test.
   *
   * @throws IOException when something is missing in it
   */
  static LoadResult parse(String report) throws IOException {
    Matcher throughput = THROUGHPUT.matcher(report);
    Matcher summary = SUMMARY.matcher(report);
    if (!throughput.find() || !summary.find()) {
      throw new IOException("redis-benchmark without a summary: length=" + report.length());
    }
    return new LoadResult(
        Double.parseDouble(throughput.group(1)),
        Double.parseDouble(summary.group(3)),
        Double.parseDouble(summary.group(5)),
        percentile(report, 99.9),
        Double.parseDouble(summary.group(6)));
  }

  /** The first listed latency that covers the percentage: at most a step above the exact one. */
  private static double percentile(String report, double percent) throws IOException {
    Matcher line = PERCENTILE.matcher(report);
    while (line.find()) {
      if (Double.parseDouble(line.group(1)) >= percent) {
        return Double.parseDouble(line.group(2));
      }
    }
    throw new IOException("redis-benchmark without percentile: percent=" + percent);
  }
}
