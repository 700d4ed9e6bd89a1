package dev.muninn.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * One kind of load.
 *
 * @param test a test of redis-benchmark: {@code set} or {@code get}
 * @param pipeline commands in flight on a connection
 */
record Phase(String test, int pipeline) {
  /** In this order; SET first, so that GET finds keys. */
  static final List<Phase> ALL =
      List.of(new Phase("set", 1), new Phase("get", 1), new Phase("set", 16), new Phase("get", 16));

  /** Requests of one run. */
  int requests(Settings settings) {
    return pipeline == 1 ? settings.requests() : settings.pipelinedRequests();
  }

  @Override
  public String toString() {
    return test.toUpperCase(Locale.ROOT) + " P" + pipeline;
  }
}
