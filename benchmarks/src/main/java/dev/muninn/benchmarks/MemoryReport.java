package dev.muninn.benchmarks;

import dev.muninn.benchmarks.report.Aims;
import dev.muninn.benchmarks.report.Format;
import dev.muninn.benchmarks.report.MarkdownTable;
import dev.muninn.benchmarks.report.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** The runs of the memory measurement, and their table. */
final class MemoryReport {
  private final Side own;
  private final Side peer;
  private final Settings settings;

  private static final class Side {
    private final String name;
    private final List<MemorySample> samples = new ArrayList<>();
    private Optional<String> notRun = Optional.empty();

    Side(String name) {
      this.name = name;
    }

    double median(ToDoubleFunction<MemorySample> figure) {
      return Statistics.median(samples.stream().mapToDouble(figure).toArray());
    }
  }

  MemoryReport(Settings settings) {
    this.settings = settings;
    Servers servers = new Servers(settings);
    own = new Side(servers.underTest().name());
    peer = new Side(servers.peer().name());
  }

  private Side side(boolean ofOwn) {
    return ofOwn ? own : peer;
  }

  String name(boolean ofOwn) {
    return side(ofOwn).name;
  }

  Optional<String> notRun(boolean ofOwn) {
    return side(ofOwn).notRun;
  }

  void add(boolean ofOwn, MemorySample sample) {
    side(ofOwn).samples.add(sample);
  }

  void giveUp(boolean ofOwn, String reason) {
    side(ofOwn).notRun = Optional.of(reason);
    side(ofOwn).samples.clear();
  }

  @Override
  public String toString() {
    MarkdownTable table = new MarkdownTable("figure, median", own.name, peer.name, "ratio");
    for (Side side : List.of(own, peer)) {
      side.notRun.ifPresent(reason -> table.row(side.name + ": not run: " + reason));
    }
    Aims aims = new Aims();
    DoubleFunction<String> one = value -> Format.decimal(value, 1);
    DoubleFunction<String> three = value -> Format.decimal(value, 3);
    double used = row(table, "used_memory, bytes per key", MemorySample::usedPerKey, one);
    row(table, "resident set, bytes per key", MemorySample::residentPerKey, one);
    double resident =
        row(table, "resident set after the SETs, MiB", MemorySample::resident, Format::mebibytes);
    row(table, "its peak, MiB", MemorySample::peak, Format::mebibytes);
    row(table, "SETs per second", s -> s.load().requestsPerSecond(), Format::whole);
    row(table, "p50 ms", s -> s.load().p50(), three);
    row(table, "p99 ms", s -> s.load().p99(), three);
    double p999 = row(table, "p99.9 ms", s -> s.load().p999(), three);
    double max = row(table, "maximum ms", s -> s.load().max(), three);
    row(table, "GC pauses", MemorySample::pauses, Format::whole);
    row(table, "longest GC pause ms", MemorySample::longestPause, three);
    aims.atMost("bytes per key ratio", 0.7, used)
        .atMost("resident set ratio", 1.0, resident)
        .atMost("p99.9 ratio", 1.0, p999)
        .atMost("maximum ratio", 1.0, max);
    return "%s keys of 16 B with values of 32 B, then %s random SETs of 1 KiB, open loop at %s/s:\n\n%s\n%s"
        .formatted(
            Format.whole(settings.keys()),
            Format.whole(settings.sets()),
            Format.whole(settings.rate()),
            table,
            aims);
  }

  private double row(
      MarkdownTable table,
      String name,
      ToDoubleFunction<MemorySample> figure,
      DoubleFunction<String> format) {
    double mine = own.median(figure);
    double others = peer.median(figure);
    table.row(name, format.apply(mine), format.apply(others), Format.decimal(mine / others, 2));
    return mine / others;
  }
}
