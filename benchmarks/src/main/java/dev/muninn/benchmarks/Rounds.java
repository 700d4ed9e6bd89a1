package dev.muninn.benchmarks;

import dev.muninn.benchmarks.load.LoadResult;
import dev.muninn.benchmarks.load.RedisBenchmark;
import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.RunningServer;
import dev.muninn.benchmarks.process.TemporaryDirectory;
import dev.muninn.benchmarks.tracing.Tracer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Alternating runs. In each round every variant runs once, in order, and in reverse order in every
 * second round, so that a drift of the machine falls on all alike. Each run starts its server anew:
 * how a JVM happened to compile is part of the spread, not of one variant.
 */
final class Rounds {
  private static final double LEAST_RECORDED = 0.99;
  private static final int WARMUP_REQUESTS = 20_000;
  private static final int WARMUP_PIPELINED_REQUESTS = 200_000;

  private final Settings settings;
  private final RedisBenchmark client;

  Rounds(Settings settings) {
    this.settings = settings;
    client = new RedisBenchmark(settings.clientCpu());
  }

  /** Runs all; a variant that cannot run says so and the others go on. */
  List<Series> run(List<Variant> variants) throws InterruptedException {
    List<Series> all = new ArrayList<>();
    for (Variant variant : variants) {
      Series series = new Series(variant);
      if (!settings.wants(variant.name())) {
        series.giveUp("not asked for");
      }
      all.add(series);
    }
    for (int round = 0; round < settings.pairs(); round++) {
      List<Series> order = new ArrayList<>(all);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Series series : order) {
        if (series.notRun().isEmpty()) {
          progress(round, series);
          try {
            runOnce(series);
          } catch (NotRunException e) {
            series.giveUp(String.valueOf(e.getMessage()));
          } catch (IOException | IllegalStateException e) {
            series.giveUp("failed: " + e.getMessage());
          }
        }
      }
    }
    return all;
  }

  private void progress(int round, Series series) {
    System.err.printf(
        "bench: round %d of %d: %s%n", round + 1, settings.pairs(), series.variant().name());
  }

  private void runOnce(Series series) throws NotRunException, IOException, InterruptedException {
    Variant variant = series.variant();
    try (TemporaryDirectory directory = new TemporaryDirectory();
        RunningServer server =
            RunningServer.start(variant.server(), settings.serverCpu(), directory.path())) {
      Tracer.Target target = new Tracer.Target(server.pid(), server.port());
      // Traced as the counted runs are, so that the code they need is compiled.
      Tracer.Attached warm = variant.tracer().attach(target);
      try {
        warmUp(server);
      } finally {
        warm.close();
      }
      for (Phase phase : Phase.ALL) {
        try (Tracer.Attached attached = variant.tracer().attach(target)) {
          long before = server.cpuNanos();
          int requests = phase.requests(settings);
          LoadResult load = client.run(server.port(), phase.test(), phase.pipeline(), requests);
          double micros = (server.cpuNanos() - before) / 1e3 / requests;
          Tracer.Recorded recorded = attached.detach();
          checkTraced(recorded, (long) requests * variant.eventsPerRequest());
          series.add(phase, new Sample(load, micros, recorded));
        }
      }
    }
  }

  /** A tracer that saw little costs little: such a figure says nothing. */
  private static void checkTraced(Tracer.Recorded recorded, long fired) throws NotRunException {
    if (recorded.events() < fired * LEAST_RECORDED) {
      throw new NotRunException(
          "not every command was traced: recorded=%d lost=%d fired=%d"
              .formatted(recorded.events(), recorded.lost(), fired));
    }
  }

  private void warmUp(RunningServer server)
      throws NotRunException, IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.warmupSeconds());
    do {
      for (Phase phase : Phase.ALL) {
        int requests = phase.pipeline() == 1 ? WARMUP_REQUESTS : WARMUP_PIPELINED_REQUESTS;
        client.run(
            server.port(),
            phase.test(),
            phase.pipeline(),
            Math.min(requests, phase.requests(settings)));
      }
    } while (System.nanoTime() < end);
  }
}
