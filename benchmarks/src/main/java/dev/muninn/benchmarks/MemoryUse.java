package dev.muninn.benchmarks;

import dev.muninn.benchmarks.load.KeyFill;
import dev.muninn.benchmarks.load.LoadResult;
import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.RunningServer;
import dev.muninn.benchmarks.process.ServerCommand;
import dev.muninn.benchmarks.process.TemporaryDirectory;
import dev.muninn.benchmarks.process.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Bytes per key, and latency and pauses while a large data set changes. */
final class MemoryUse {
  private static final int VALUE_SIZE = 1024;
  private static final long LOAD_SECONDS = 3600;
  private static final int SETTLED_POLLS = 4;
  private static final int MAX_POLLS = 120;

  private final Settings settings;

  MemoryUse(Settings settings) {
    this.settings = settings;
  }

  /** Runs it and tells the result, in Markdown. */
  String run() throws InterruptedException {
    MemoryReport report = new MemoryReport(settings);
    for (int round = 0; round < settings.pairs(); round++) {
      for (int i = 0; i < 2; i++) {
        boolean own = (i == 0) == (round % 2 == 0);
        if (report.notRun(own).isEmpty()) {
          System.err.printf(
              "bench: memory, round %d of %d: %s%n", round + 1, settings.pairs(), report.name(own));
          try {
            report.add(own, runOnce(own));
          } catch (NotRunException e) {
            report.giveUp(own, String.valueOf(e.getMessage()));
          } catch (IOException | IllegalStateException e) {
            report.giveUp(own, "failed: " + e.getMessage());
          }
        }
      }
    }
    return report.toString();
  }

  private MemorySample runOnce(boolean own)
      throws NotRunException, IOException, InterruptedException {
    Servers servers = new Servers(settings);
    try (TemporaryDirectory directory = new TemporaryDirectory()) {
      Path gcLog = directory.path().resolve("gc.log");
      ServerCommand command =
          own ? servers.underTest("-Xlog:gc:file=%s".formatted(gcLog)) : servers.peer();
      try (RunningServer server =
          RunningServer.start(command, settings.serverCpu(), directory.path())) {
        // One key first: what a server makes with its first key is no cost of a key.
        KeyFill.fill(server.port(), 1);
        double used = server.usedMemory();
        double resident = server.memory("VmRSS");
        KeyFill.fill(server.port(), settings.keys());
        double usedPerKey = (settledMemory(server) - used) / settings.keys();
        double residentPerKey = (server.memory("VmRSS") - resident) / settings.keys();
        long gcStart = GcLog.end(gcLog);
        LoadResult load = randomSets(server.port());
        GcLog gc = GcLog.since(gcLog, gcStart);
        return new MemorySample(
            usedPerKey,
            residentPerKey,
            server.memory("VmRSS"),
            server.memory("VmHWM"),
            load,
            gc.pauses(),
            gc.longest());
      }
    }
  }

  /** Memory in use when it no longer changes: a table that grows has two copies for a while. */
  private static double settledMemory(RunningServer server)
      throws IOException, InterruptedException {
    long last = server.usedMemory();
    int same = 0;
    for (int i = 0; i < MAX_POLLS && same < SETTLED_POLLS; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      long now = server.usedMemory();
      same = Math.abs(now - last) <= last / 1000 ? same + 1 : 0;
      last = now;
    }
    return last;
  }

  private LoadResult randomSets(int port) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A load that allocates nothing while it runs, so it must not be disturbed by a collector.
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmx1g", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("dev.muninn.benchmarks.load.OpenLoop");
    for (int argument :
        List.of(port, settings.keys(), settings.sets(), settings.rate(), VALUE_SIZE)) {
      command.add(Integer.toString(argument));
    }
    String output = Tool.runOrThrow(LOAD_SECONDS, Tool.pinned(settings.clientCpu(), command));
    String[] figures = output.strip().split(" ", -1);
    if (figures.length != 5) {
      throw new IOException("unexpected output of the load: length=" + output.length());
    }
    return new LoadResult(
        Double.parseDouble(figures[0]),
        Double.parseDouble(figures[1]),
        Double.parseDouble(figures[2]),
        Double.parseDouble(figures[3]),
        Double.parseDouble(figures[4]));
  }
}
