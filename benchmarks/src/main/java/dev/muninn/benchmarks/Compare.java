package dev.muninn.benchmarks;

import dev.muninn.benchmarks.report.Aims;
import dev.muninn.benchmarks.report.Format;
import dev.muninn.benchmarks.report.MarkdownTable;
import dev.muninn.benchmarks.tracing.Tracer;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Speed beside another server. */
final class Compare {
  private final Settings settings;

  Compare(Settings settings) {
    this.settings = settings;
  }

  /** Runs it and tells the result, in Markdown. */
  String run() throws InterruptedException {
    Servers servers = new Servers(settings);
    List<Series> all =
        new Rounds(settings)
            .run(
                List.of(
                    new Variant(servers.underTest().name(), servers.underTest(), Tracer.NONE, 0),
                    new Variant(servers.peer().name(), servers.peer(), Tracer.NONE, 0)));
    return report(all.get(0), all.get(1));
  }

  private static String report(Series own, Series peer) {
    MarkdownTable table =
        new MarkdownTable(
            "load",
            "server",
            "requests/s",
            "ratio",
            "CPU us/request",
            "ratio",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "max ms");
    for (Phase phase : Phase.ALL) {
      for (Series series : List.of(own, peer)) {
        row(table, phase, series, peer);
      }
    }
    return table + "\n" + aims(own, peer);
  }

  private static void row(MarkdownTable table, Phase phase, Series series, Series peer) {
    String name = series.variant().name();
    if (series.notRun().isPresent()) {
      table.row(phase.toString(), name, "not run: " + series.notRun().get());
      return;
    }
    table.row(
        phase.toString(),
        name,
        series.throughput(phase),
        Format.decimal(series.ratio(phase, peer), 2),
        Format.decimal(series.cpuMicros(phase), 3),
        Format.decimal(series.cpuRatio(phase, peer), 2),
        Format.decimal(series.median(phase, sample -> sample.load().p50()), 3),
        Format.decimal(series.median(phase, sample -> sample.load().p99()), 3),
        Format.decimal(series.median(phase, sample -> sample.load().p999()), 3),
        Format.decimal(series.median(phase, sample -> sample.load().max()), 3));
  }

  private static Aims aims(Series own, Series peer) {
    Aims aims = new Aims();
    for (Phase phase : Phase.ALL) {
      boolean pipelined = phase.pipeline() > 1;
      aims.atLeast(phase + ", requests/s ratio", pipelined ? 1.3 : 1.0, own.ratio(phase, peer));
      if (!pipelined) {
        aims.atMost(phase + ", CPU per request ratio", 0.9, own.cpuRatio(phase, peer));
      }
      ToDoubleFunction<Sample> p999 = sample -> sample.load().p999();
      aims.atMost(phase + ", p99.9 ratio", 1.0, own.median(phase, p999) / peer.median(phase, p999));
    }
    return aims;
  }
}
