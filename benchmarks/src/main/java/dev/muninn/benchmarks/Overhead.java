package dev.muninn.benchmarks;

import dev.muninn.benchmarks.report.Aims;
import dev.muninn.benchmarks.report.Format;
import dev.muninn.benchmarks.report.MarkdownTable;
import dev.muninn.benchmarks.tracing.BpftraceTracer;
import dev.muninn.benchmarks.tracing.LttngTracer;
import dev.muninn.benchmarks.tracing.RecorderTracer;
import dev.muninn.benchmarks.tracing.SessionDaemon;
import dev.muninn.benchmarks.tracing.Tracer;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What tracing costs: tracepoints removed, unheard, and with every command traced. */
final class Overhead {
  private static final int REMOVED = 0;
  private static final int IDLE = 1;
  private static final int LTTNG = 2;
  private static final int USDT = 3;
  private static final int RECORDER = 4;
  private static final int PEER = 5;

  private final Settings settings;

  Overhead(Settings settings) {
    this.settings = settings;
  }

  /** Runs it and tells the result, in Markdown. */
  String run() throws IOException, InterruptedException {
    // Before the servers: a server looks for it when it starts.
    SessionDaemon daemon = SessionDaemon.ensure();
    try {
      return report(new Rounds(settings).run(variants()));
    } finally {
      daemon.close();
    }
  }

  private List<Variant> variants() {
    Servers servers = new Servers(settings);
    Tracer lttng = new LttngTracer("valkey_commands:command_call");
    Tracer recorder = new RecorderTracer("valkey_commands:command_call");
    Tracer usdt = new BpftraceTracer(List.of("redis:call__start", "redis:call__end"));
    return List.of(
        new Variant(
            "tracepoints removed", servers.underTest("-Dmuninn.tracepoints=off"), Tracer.NONE, 0),
        new Variant("present, nobody listening", servers.underTest(), Tracer.NONE, 0),
        new Variant("every command traced by LTTng", servers.underTest(), lttng, 1),
        new Variant("both USDT probes counted by bpftrace", servers.underTest(), usdt, 2),
        new Variant("every command traced by the recorder", servers.underTest(), recorder, 1),
        new Variant(servers.peer().name() + ", not traced", servers.peer(), Tracer.NONE, 0));
  }

  private String report(List<Series> all) {
    Series removed = all.get(REMOVED);
    Series peer = all.get(PEER);
    MarkdownTable table =
        new MarkdownTable(
            "load",
            "variant",
            "requests/s",
            "to removed",
            "to " + peer.variant().server().name(),
            "CPU us/request",
            "added us");
    for (Phase phase : Phase.ALL) {
      for (Series series : all) {
        if (series.notRun().isPresent()) {
          table.row(phase.toString(), series.variant().name(), "not run: " + series.notRun().get());
        } else {
          table.row(
              phase.toString(),
              series.variant().name(),
              series.throughput(phase),
              Format.decimal(series.ratio(phase, removed), 3),
              Format.decimal(series.ratio(phase, peer), 2),
              Format.decimal(series.cpuMicros(phase), 3),
              Format.decimal(series.addedMicros(phase, removed), 3));
        }
      }
    }
    StringBuilder text = new StringBuilder(table.toString()).append('\n').append(aims(all));
    for (Series series : all) {
      series.account(settings).ifPresent(line -> text.append('\n').append(line).append('\n'));
    }
    return text.toString();
  }

  private static Aims aims(List<Series> all) {
    Series removed = all.get(REMOVED);
    Series peer = all.get(PEER);
    return new Aims()
        .atLeast(
            "nobody listening, requests/s to removed",
            0.99,
            least(phase -> all.get(IDLE).ratio(phase, removed), false))
        .atMost(
            "LTTng, CPU us added per command at P16",
            0.16,
            -least(phase -> -all.get(LTTNG).addedMicros(phase, removed), true))
        .atLeast(
            "LTTng, requests/s to removed at P16",
            0.88,
            least(phase -> all.get(LTTNG).ratio(phase, removed), true))
        .atMost(
            "both probes under bpftrace, CPU us added per command at P16",
            0.7,
            -least(phase -> -all.get(USDT).addedMicros(phase, removed), true))
        .atLeast(
            "both probes under bpftrace, requests/s to removed at P16",
            0.5,
            least(phase -> all.get(USDT).ratio(phase, removed), true))
        .atLeast(
            "the recorder, requests/s to removed at P16",
            0.97,
            least(phase -> all.get(RECORDER).ratio(phase, removed), true))
        .atLeast(
            "LTTng, requests/s at P16 to %s without tracing"
                .formatted(peer.variant().server().name()),
            1.2,
            least(phase -> all.get(LTTNG).ratio(phase, peer), true));
  }

  /** The worst of the loads; NaN where one has no figure. */
  private static double least(ToDoubleFunction<Phase> figure, boolean pipelinedOnly) {
    return Phase.ALL.stream()
        .filter(phase -> !pipelinedOnly || phase.pipeline() > 1)
        .mapToDouble(figure)
        .reduce(Double.POSITIVE_INFINITY, Math::min);
  }
}
