package dev.muninn.benchmarks;

import dev.muninn.benchmarks.lab.StallLab;
import dev.muninn.benchmarks.report.MachineFacts;
import dev.muninn.benchmarks.report.PerformanceDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command {@code bench}. */
public final class Main {
  private static final List<String> MEASUREMENTS =
      List.of("overhead", "compare", "memory", "jmh", "reader", "stall-lab");
  private static final long CLEAN_UP_MILLIS = 60_000;

  private Main() {}

  /** Arguments: the launcher, the measurement, its options. */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.print(Settings.usage());
      System.exit(2);
      return;
    }
    String measurement = args[1];
    Settings settings;
    try {
      if (!MEASUREMENTS.contains(measurement)) {
        throw new IllegalArgumentException("unknown measurement: name=" + measurement);
      }
      List<String> options = Arrays.asList(args).subList(2, args.length);
      settings = Settings.parse(List.of(args[0], "server"), options);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.err.print(Settings.usage());
      System.exit(2);
      return;
    }
    if (measurement.equals("stall-lab")) {
      stallLab(settings, args[0]);
      return;
    }
    // Before hours of work: can the result be written?
    for (String section : sections(measurement)) {
      if (settings.document() != null) {
        PerformanceDocument.check(settings.document(), section);
      }
    }
    Thread unused = cleanUpWhenEnded(Thread.currentThread());
    try {
      for (String section : sections(measurement)) {
        String result = measure(section, settings);
        System.out.println(result);
        if (settings.document() != null) {
          PerformanceDocument.write(settings.document(), section, result);
        }
      }
    } catch (InterruptedException e) {
      System.err.println("bench: ended before it was done");
    }
  }

  /** Ends with status 1 where a case was not judged rightly. */
  private static void stallLab(Settings settings, String launcher) throws IOException {
    Thread hook = cleanUpWhenEnded(Thread.currentThread());
    int status = 1;
    try {
      List<String> cases = new ArrayList<>(settings.rest());
      cases.addAll(settings.only());
      StallLab lab = new StallLab(List.of(launcher), settings.serverCpu(), cases, settings.keep());
      StallLab.Outcome outcome =
          settings.conditions() ? lab.runUnderConditions(settings.runs()) : lab.run();
      System.out.println(outcome.text());
      if (settings.document() != null) {
        String section = settings.conditions() ? "stall-lab-conditions" : "stall-lab";
        PerformanceDocument.write(settings.document(), section, outcome.text());
      }
      status = outcome.healthy() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      status = 2;
    } catch (InterruptedException e) {
      System.err.println("bench: ended before it was done");
    }
    // The hook would wait for this thread, and this thread for the hook.
    Runtime.getRuntime().removeShutdownHook(hook);
    System.exit(status);
  }

  /** The parts of a measurement, each a section of the document. */
  private static List<String> sections(String measurement) {
    return measurement.equals("compare") ? List.of("compare", "memory") : List.of(measurement);
  }

  /** A measurement ended by a signal still ends its servers and sessions. */
  private static Thread cleanUpWhenEnded(Thread main) {
    Thread hook =
        new Thread(
            () -> {
              main.interrupt();
              try {
                main.join(CLEAN_UP_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  /** Runs one measurement and tells its result, in Markdown. */
  static String measure(String measurement, Settings settings)
      throws IOException, InterruptedException {
    String tables =
        switch (measurement) {
          case "overhead" -> new Overhead(settings).run();
          case "compare" -> new Compare(settings).run();
          case "memory" -> new MemoryUse(settings).run();
          case "jmh" -> new Microbenchmarks(settings).run();
          case "reader" -> new ReaderBenchmark(settings).run();
          default -> throw new IllegalArgumentException("unknown measurement: name=" + measurement);
        };
    String facts = MachineFacts.describe(settings.peer().get(0));
    return facts + runs(measurement, settings) + "\n" + tables;
  }

  private static String runs(String measurement, Settings settings) {
    return switch (measurement) {
      case "jmh" -> "";
      case "memory", "reader" -> "Medians of %d rounds.%n".formatted(settings.pairs());
      default ->
          "Medians of %d rounds; %,d requests a run at P1, %,d at P16; warm-up %d s.%n"
              .formatted(
                  settings.pairs(),
                  settings.requests(),
                  settings.pipelinedRequests(),
                  settings.warmupSeconds());
    };
  }
}
