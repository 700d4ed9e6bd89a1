package dev.muninn.benchmarks.lab;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.RunningServer;
import dev.muninn.benchmarks.process.ServerCommand;
import dev.muninn.benchmarks.process.TemporaryDirectory;
import dev.muninn.benchmarks.process.Tool;
import dev.muninn.benchmarks.report.MachineFacts;
import dev.muninn.benchmarks.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a server ill in one known way at a time, records it, and asks the report what is wrong with
 * it. All by the commands a user has: {@code muninn trace} and {@code muninn report}.
 */
public final class StallLab {
  private static final long TOOL_SECONDS = 120;

  /** For events that are told after the fact, such as pauses of the JVM. */
  private static final long AFTERMATH_MILLIS = 1500;

  private static final long SETTLE_MILLIS = 1500;
  private static final String EVERYTHING =
      "valkey_commands:*,valkey_commands_entry:command_call_entry,valkey_server:*,valkey_db:*,"
          + "valkey_connections:*,jvm:*,process:*";

  private final List<String> launcher;
  private final int serverCpu;
  private final List<Illness> cases;
  private final @Nullable Path keep;

  /**
   * A lab.
   *
   * @param launcher the muninn command, without arguments
   * @param serverCpu the CPU of a server that is to share it; the others run where the kernel puts
   *     them
   * @param only names of the cases to run; all where empty
   * @param keep where the traces and reports are kept, or null for nowhere
   */
  public StallLab(List<String> launcher, int serverCpu, List<String> only, @Nullable Path keep) {
    this.launcher = List.copyOf(launcher);
    this.serverCpu = serverCpu;
    this.keep = keep == null ? null : keep.toAbsolutePath();
    for (String name : only) {
      if (Illnesses.ALL.stream().noneMatch(illness -> illness.name().equals(name))) {
        throw new IllegalArgumentException("no such case of the stall lab: name=" + name);
      }
    }
    cases =
        Illnesses.ALL.stream()
            .filter(illness -> only.isEmpty() || only.contains(illness.name()))
            .toList();
  }

  /**
   * The lab's findings.
   *
   * @param text in Markdown
   * @param healthy whether every case was judged rightly
   */
  public record Outcome(String text, boolean healthy) {}

  /** What became of a case: what the report said, and whether that is right. */
  private record Judged(Illness illness, String kind, String said, boolean right) {}

  /** Runs the cases, one after the other. */
  public Outcome run() throws InterruptedException {
    MarkdownTable table = new MarkdownTable("case", "what is done", "expected", "report", "right");
    int right = 0;
    for (Illness illness : cases) {
      Judged judged = judge(illness, Condition.AS_IS, 0);
      right += judged.right() ? 1 : 0;
      table.row(
          illness.name(),
          illness.what(),
          illness.expected().toString(),
          judged.said(),
          judged.right() ? "yes" : "no");
    }
    for (String pending : Illnesses.PENDING) {
      table.row(pending, "its part of the server does not exist yet", "", "", "pending");
    }
    String summary = "%d of %d cases judged rightly.%n".formatted(right, cases.size());
    return new Outcome(table + "\n" + summary, right == cases.size());
  }

  /**
   * Runs the cases under each condition.
   *
   * @param rounds how often, one after the other
   */
  public Outcome runUnderConditions(int rounds) throws InterruptedException {
    List<String> headings = new ArrayList<>(List.of("condition", "run", "load"));
    cases.forEach(illness -> headings.add(illness.name()));
    MarkdownTable table = new MarkdownTable(headings.toArray(String[]::new));
    StringBuilder wrong = new StringBuilder();
    int right = 0;
    int run = 0;
    for (int round = 1; round <= rounds; round++) {
      for (Condition condition : Condition.values()) {
        List<String> row = new ArrayList<>(List.of(condition.words(), Integer.toString(round)));
        String skipped = skipped(condition);
        if (skipped.isEmpty()) {
          row.add("");
          for (Illness illness : cases) {
            Judged judged = judge(illness, condition, round);
            run++;
            right += judged.right() ? 1 : 0;
            row.add(judged.right() ? "right" : "wrong: " + judged.kind());
            if (!judged.right()) {
              wrong.append(
                  "- %s, %s, run %d: %s%n"
                      .formatted(condition.words(), illness.name(), round, judged.said()));
            }
          }
          row.set(2, MachineFacts.load());
        } else {
          row.add("skipped: " + skipped);
        }
        table.row(row.toArray(String[]::new));
      }
    }
    String summary = "%d of %d cases judged rightly.%n".formatted(right, run);
    return new Outcome(
        table + "\n" + wrong + (wrong.isEmpty() ? "" : "\n") + summary, right == run);
  }

  /** Why this machine does not let a condition be; empty when it does. */
  private static String skipped(Condition condition) {
    try (Condition.Restraint _ = condition.impose()) {
      return "";
    } catch (NotRunException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Judged judge(Illness illness, Condition condition, int round)
      throws InterruptedException {
    String name = illness.name() + (round == 0 ? "" : ", " + condition.words());
    System.err.printf("stall-lab: %s: %s%n", name, illness.what());
    Judged judged;
    try {
      Verdict verdict = diagnose(illness, condition, round);
      String said = verdict.kind().isEmpty() ? "none" : verdict.sentence();
      judged =
          new Judged(
              illness,
              verdict.kind().isEmpty() ? "none" : verdict.kind(),
              said,
              illness.expected().isMetBy(verdict));
    } catch (IOException | NotRunException e) {
      judged = new Judged(illness, "not run", "not run: " + e.getMessage(), false);
    }
    System.err.printf(
        "stall-lab: %s: %s%s%n", name, judged.right() ? "" : "WRONG: ", judged.said());
    return judged;
  }

  private Verdict diagnose(Illness illness, Condition condition, int round)
      throws NotRunException, IOException, InterruptedException {
    try (TemporaryDirectory directory = new TemporaryDirectory();
        Condition.Restraint restraint = condition.impose()) {
      Map<String, String> home = Map.of("HOME", directory.path().toString());
      List<String> command = new ArrayList<>(launcher);
      command.add("server");
      command.addAll(illness.directives());
      ServerCommand server = new ServerCommand("muninn", command, Map.of());
      Path results = directory.path();
      if (keep != null) {
        String name = illness.name() + "-" + condition.name().toLowerCase(Locale.ROOT);
        results = Files.createDirectories(keep.resolve(name + "-" + round));
      }
      Path trace = results.resolve("trace");
      try (RunningServer running =
          RunningServer.start(server, condition.cpu(illness, serverCpu), directory.path())) {
        restraint.started(running.pid());
        Patient patient = new Patient(running, serverCpu);
        illness.prepare().run(patient);
        try (EverydayLoad load = EverydayLoad.on(running.port())) {
          // The first seconds of a server are the compiler's.
          Patient.rest(SETTLE_MILLIS * condition.slowness());
          record(patient, trace, illness, home);
          if (load.requests() == 0) {
            throw new IOException("no everyday request was answered");
          }
        }
      }
      return report(trace, results.resolve("report.html"), home);
    }
  }

  private void record(Patient patient, Path trace, Illness illness, Map<String, String> home)
      throws IOException, InterruptedException {
    String port = Integer.toString(patient.port());
    trace(home, "create", "lab", "--output", trace.toString(), "--port", port);
    try {
      trace(home, "enable-event", "--session", "lab", EVERYTHING, "--port", port);
      trace(home, "start", "lab", "--port", port);
      illness.inflict().run(patient);
      Patient.rest(AFTERMATH_MILLIS);
      trace(home, "stop", "lab", "--port", port);
    } finally {
      trace(home, "destroy", "lab", "--port", port);
    }
  }

  private void trace(Map<String, String> home, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(launcher);
    command.add("trace");
    command.addAll(List.of(arguments));
    Tool.runOrThrow(TOOL_SECONDS, command, home);
  }

  private Verdict report(Path trace, Path page, Map<String, String> home)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(List.of("report", trace.toString(), "-o", page.toString()));
    Tool.runOrThrow(TOOL_SECONDS, command, home);
    return ReportPage.verdict(Files.readString(page));
  }
}
