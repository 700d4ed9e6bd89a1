package dev.muninn.benchmarks;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.reading.ReaderRuns;
import dev.muninn.benchmarks.reading.RecordedTrace;
import java.io.IOException;
import java.nio.file.Path;

/** Reading a trace beside babeltrace2. */
final class ReaderBenchmark {
  private final Settings settings;

  ReaderBenchmark(Settings settings) {
    this.settings = settings;
  }

  /** Runs it on the trace that is given, or on one it makes, and tells the result, in Markdown. */
  String run() throws IOException, InterruptedException {
    try {
      if (!settings.rest().isEmpty()) {
        return runs(Path.of(settings.rest().getFirst()));
      }
      try (RecordedTrace trace =
          RecordedTrace.record(
              new Servers(settings).underTest(),
              settings.serverCpu(),
              settings.clientCpu(),
              settings.pipelinedRequests() / 2 * 3)) {
        return runs(trace.path());
      }
    } catch (NotRunException e) {
      return "Not run: " + e.getMessage() + "\n";
    }
  }

  private String runs(Path trace) throws NotRunException, IOException, InterruptedException {
    return new ReaderRuns(trace, settings.clientCpu(), settings.pairs()).run();
  }
}
