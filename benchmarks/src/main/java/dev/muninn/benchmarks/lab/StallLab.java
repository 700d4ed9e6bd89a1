package dev.muninn.benchmarks.lab;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.RunningServer;
import dev.muninn.benchmarks.process.ServerCommand;
import dev.muninn.benchmarks.process.TemporaryDirectory;
import dev.muninn.benchmarks.process.Tool;
import dev.muninn.benchmarks.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
  private final List<String> only;

  /**
   * A lab.
   *
   * @param launcher the muninn command, without arguments
   * @param serverCpu the CPU of a server that is to share it; the others run where the kernel puts
   *     them
   * @param only names of the cases to run; all where empty
   */
  public StallLab(List<String> launcher, int serverCpu, List<String> only) {
    this.launcher = List.copyOf(launcher);
    this.serverCpu = serverCpu;
    this.only = List.copyOf(only);
    for (String name : only) {
      if (Illnesses.ALL.stream().noneMatch(illness -> illness.name().equals(name))) {
        throw new IllegalArgumentException("no such case of the stall lab: name=" + name);
      }
    }
  }

  /**
   * The lab's findings.
   *
   * @param text in Markdown
   * @param healthy whether every case was judged rightly
   */
  public record Outcome(String text, boolean healthy) {}

  /** Runs the cases, one after the other. */
  public Outcome run() throws InterruptedException {
    MarkdownTable table = new MarkdownTable("case", "what is done", "expected", "report", "right");
    int right = 0;
    int run = 0;
    for (Illness illness : Illnesses.ALL) {
      if (!only.isEmpty() && !only.contains(illness.name())) {
        continue;
      }
      run++;
      System.err.printf("stall-lab: %s: %s%n", illness.name(), illness.what());
      String said;
      boolean met = false;
      try {
        Verdict verdict = diagnose(illness);
        met = illness.expected().isMetBy(verdict);
        said = verdict.kind().isEmpty() ? "none" : verdict.sentence();
      } catch (IOException | NotRunException e) {
        said = "not run: " + e.getMessage();
      }
      right += met ? 1 : 0;
      System.err.printf("stall-lab: %s: %s%s%n", illness.name(), met ? "" : "WRONG: ", said);
      table.row(
          illness.name(), illness.what(), illness.expected().toString(), said, met ? "yes" : "no");
    }
    for (String pending : Illnesses.PENDING) {
      table.row(pending, "its part of the server does not exist yet", "", "", "pending");
    }
    String summary = "%d of %d cases judged rightly.%n".formatted(right, run);
    return new Outcome(table + "\n" + summary, right == run);
  }

  private Verdict diagnose(Illness illness)
      throws NotRunException, IOException, InterruptedException {
    try (TemporaryDirectory directory = new TemporaryDirectory()) {
      Map<String, String> home = Map.of("HOME", directory.path().toString());
      List<String> command = new ArrayList<>(launcher);
      command.add("server");
      command.addAll(illness.directives());
      ServerCommand server = new ServerCommand("muninn", command, Map.of());
      Path trace = directory.path().resolve("trace");
      try (RunningServer running =
          RunningServer.start(server, illness.cpu(serverCpu), directory.path())) {
        Patient patient = new Patient(running, serverCpu);
        illness.prepare().run(patient);
        try (EverydayLoad load = EverydayLoad.on(running.port())) {
          // The first seconds of a server are the compiler's.
          Patient.rest(SETTLE_MILLIS);
          record(patient, trace, illness, home);
          if (load.requests() == 0) {
            throw new IOException("no everyday request was answered");
          }
        }
      }
      return report(trace, directory.path().resolve("report.html"), home);
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
