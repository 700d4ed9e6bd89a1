package dev.muninn.benchmarks;

import dev.muninn.benchmarks.report.Format;
import dev.muninn.benchmarks.report.Statistics;
import dev.muninn.benchmarks.tracing.Tracer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The runs of one variant: for each kind of load, one sample per round. */
final class Series {
  private final Variant variant;
  private final Map<Phase, List<Sample>> samples = new HashMap<>();
  private Optional<String> notRun = Optional.empty();

  Series(Variant variant) {
    this.variant = variant;
  }

  Variant variant() {
    return variant;
  }

  /** Why there are no figures. */
  Optional<String> notRun() {
    return notRun;
  }

  /** Gives up: half a series would be compared with whole ones. */
  void giveUp(String reason) {
    notRun = Optional.of(reason);
    samples.clear();
  }

  void add(Phase phase, Sample sample) {
    samples.computeIfAbsent(phase, p -> new ArrayList<>()).add(sample);
  }

  private List<Sample> of(Phase phase) {
    return samples.getOrDefault(phase, List.of());
  }

  /** A figure of every round. */
  double[] values(Phase phase, ToDoubleFunction<Sample> figure) {
    return of(phase).stream().mapToDouble(figure).toArray();
  }

  /** Median of a figure; NaN where it was not run. */
  double median(Phase phase, ToDoubleFunction<Sample> figure) {
    return Statistics.median(values(phase, figure));
  }

  double requestsPerSecond(Phase phase) {
    return median(phase, Series::rps);
  }

  double cpuMicros(Phase phase) {
    return median(phase, Sample::cpuMicros);
  }

  /** Median of the rounds' ratios of requests per second to another variant. */
  double ratio(Phase phase, Series base) {
    return paired(phase, base, (a, b) -> rps(a) / rps(b));
  }

  /** Median of the rounds' ratios of CPU time per request. */
  double cpuRatio(Phase phase, Series base) {
    return paired(phase, base, (a, b) -> a.cpuMicros() / b.cpuMicros());
  }

  /** Median of the rounds' differences of CPU time per request, in microseconds. */
  double addedMicros(Phase phase, Series base) {
    return paired(phase, base, (a, b) -> a.cpuMicros() - b.cpuMicros());
  }

  private interface Pairing {
    double apply(Sample sample, Sample base);
  }

  private double paired(Phase phase, Series base, Pairing pairing) {
    List<Sample> mine = of(phase);
    List<Sample> others = base.of(phase);
    double[] values = new double[Math.min(mine.size(), others.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = pairing.apply(mine.get(i), others.get(i));
    }
    return Statistics.median(values);
  }

  /** Requests per second as {@code median (least .. greatest)}. */
  String throughput(Phase phase) {
    double[] values = values(phase, Series::rps);
    return "%s (%s .. %s)"
        .formatted(
            Format.whole(Statistics.median(values)),
            Format.whole(Statistics.min(values)),
            Format.whole(Statistics.max(values)));
  }

  /** What the tracer recorded, beside what it had to; empty where nobody listened. */
  Optional<String> account(Settings settings) {
    if (variant.eventsPerRequest() == 0 || samples.isEmpty()) {
      return Optional.empty();
    }
    Tracer.Recorded sum = Tracer.Recorded.NOTHING;
    long expected = 0;
    for (Map.Entry<Phase, List<Sample>> entry : samples.entrySet()) {
      for (Sample sample : entry.getValue()) {
        sum = sum.plus(sample.recorded());
        expected += (long) entry.getKey().requests(settings) * variant.eventsPerRequest();
      }
    }
    return Optional.of(
        "%s: %s events recorded, %s lost, of at least %s fired."
            .formatted(
                variant.name(),
                Format.whole(sum.events()),
                Format.whole(sum.lost()),
                Format.whole(expected)));
  }

  private static double rps(Sample sample) {
    return sample.load().requestsPerSecond();
  }
}
