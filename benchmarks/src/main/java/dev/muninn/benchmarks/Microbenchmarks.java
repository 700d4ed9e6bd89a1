package dev.muninn.benchmarks;

import dev.muninn.benchmarks.jmh.MicrobenchmarkRun;
import dev.muninn.benchmarks.tracing.SessionDaemon;
import java.io.IOException;

/** What a tracepoint costs by itself. */
final class Microbenchmarks {
  private final Settings settings;

  Microbenchmarks(Settings settings) {
    this.settings = settings;
  }

  /** Runs them and tells the result, in Markdown; with JMH's own options it tells nothing. */
  String run() throws IOException, InterruptedException {
    SessionDaemon daemon = SessionDaemon.ensure();
    try {
      if (!settings.rest().isEmpty()) {
        MicrobenchmarkRun.runJmh(settings.rest());
        return "";
      }
      return new MicrobenchmarkRun(settings.quick()).table();
    } finally {
      daemon.close();
    }
  }
}
