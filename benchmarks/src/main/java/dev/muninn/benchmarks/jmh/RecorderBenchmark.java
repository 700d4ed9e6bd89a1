package dev.muninn.benchmarks.jmh;

import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.recorder.EventRule;
import dev.muninn.tracepoint.recorder.Mode;
import dev.muninn.tracepoint.recorder.Recorder;
import dev.muninn.tracepoint.recorder.RecorderException;
import dev.muninn.tracepoint.recorder.RecordingSession;
import dev.muninn.tracepoint.recorder.SessionOptions;
import dev.muninn.tracepoint.recorder.SessionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The loop of {@link JavaTracepointBenchmark} with the recorder listening. On disk it keeps two
 * chunks; what was lost because the disk was slower than the loop is said at the end, and a loss
 * makes the figure too low.
 */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecorderBenchmark {
  private static final int STEPS = 1000;
  private static final BenchmarkEvents EVENTS = BenchmarkEventsTracepoints.INSTANCE;
  private static final NativeString NAME = NativeString.of("get");

  /** Where to; empty for nobody listening. */
  @Param({"", "FLIGHT", "DISK"})
  public String mode = "";

  private @Nullable RecordingSession session;
  private @Nullable Path directory;
  private long state = 88172645463325252L;
  private long time;

  /** Begins to record. */
  @Setup
  public void start() throws IOException, RecorderException {
    if (mode.isEmpty()) {
      return;
    }
    Path output = Files.createTempDirectory("muninn-benchmark");
    directory = output;
    SessionOptions.Builder options =
        Mode.valueOf(mode) == Mode.FLIGHT
            ? SessionOptions.flight("benchmark", output)
            : SessionOptions.disk("benchmark", output).rotateBytes(256L << 20).keepChunks(1);
    RecordingSession started = Recorder.create(options.build());
    session = started;
    started.enable(EventRule.of("muninn_benchmark:*"));
    started.start();
    time = System.nanoTime();
  }

  /** Ends it and deletes what was recorded. */
  @TearDown
  public void stop() throws IOException {
    RecordingSession ending = session;
    if (ending == null || directory == null) {
      return;
    }
    SessionStatus status = ending.status();
    ending.destroy();
    System.err.println("recorded " + status);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    if (status.events() == 0) {
      throw new IOException("nothing recorded: mode=" + mode);
    }
  }

  /** The work, and an event that brings its time for each step. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long timed() {
    long x = state;
    long now = time;
    for (int i = 0; i < STEPS; i++) {
      x = step(x);
      now += 20;
      EVENTS.callAt(NAME, x, now);
    }
    state = x;
    time = now;
    return x;
  }

  /** The work, and an event for which the clock is read for each step. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long clock() {
    long x = state;
    for (int i = 0; i < STEPS; i++) {
      x = step(x);
      EVENTS.call(NAME, x);
    }
    state = x;
    return x;
  }

  private static long step(long last) {
    long x = last;
    x ^= x << 13;
    x ^= x >>> 7;
    x ^= x << 17;
    return x;
  }
}
