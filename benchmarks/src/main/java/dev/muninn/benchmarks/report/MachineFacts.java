package dev.muninn.benchmarks.report;

import dev.muninn.benchmarks.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.StringJoiner;

/** The machine and the programs a measurement was made with. */
public final class MachineFacts {
  private static final long TIMEOUT_SECONDS = 30;

  private MachineFacts() {}

  /**
   * One paragraph of text.
   *
   * @param peer program of the server compared with, or a name that is not installed
   */
  public static String describe(String peer) throws IOException, InterruptedException {
    StringJoiner facts = new StringJoiner("; ", "Measured on ", ".\n");
    facts.add(LocalDate.now(ZoneOffset.UTC).toString());
    facts.add(
        "%s, %d CPUs, %s of memory"
            .formatted(
                line("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                line("/proc/meminfo", "MemTotal")));
    facts.add(System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.add(System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.add(version(peer, "--version"));
    facts.add(version("redis-benchmark", "--version"));
    facts.add(version("lttng", "--version"));
    facts.add(version("bpftrace", "--version"));
    Tool.Result commit =
        Tool.find("git").isPresent()
            ? Tool.run(TIMEOUT_SECONDS, List.of("git", "describe", "--always", "--dirty"))
            : new Tool.Result(1, "");
    if (commit.status() == 0) {
      facts.add("source " + commit.lastLine());
    }
    return facts.toString();
  }

  /** The load averages of the last 1, 5 and 15 minutes, or "unknown". */
  public static String load() {
    try {
      String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ", 4);
      return words[0] + " " + words[1] + " " + words[2];
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String line(String file, String field) throws IOException {
    if (!Files.isReadable(Path.of(file))) {
      return "unknown " + field;
    }
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown " + field);
    }
  }

  private static String version(String program, String option)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of(program)) && Tool.find(program).isEmpty()) {
      return "no " + program;
    }
    Tool.Result result = Tool.run(TIMEOUT_SECONDS, List.of(program, option));
    return result.status() == 0 ? result.lastLine() : program + " of unknown version";
  }
}
