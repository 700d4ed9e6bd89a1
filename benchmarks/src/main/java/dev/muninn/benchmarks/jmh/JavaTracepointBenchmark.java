package dev.muninn.benchmarks.jmh;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.tracing.Tracer;
import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Tracepoints;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A step of work with an event, and without. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JavaTracepointBenchmark {
  private static final int STEPS = 1000;
  private static final BenchmarkEvents EVENTS = BenchmarkEventsTracepoints.INSTANCE;
  private static final NativeString NAME = NativeString.of("get");

  /** Who listens. */
  @Param("NONE")
  public Listening listener = Listening.NONE;

  private Tracer.Attached attached = Listening.nobody();
  private long state = 88172645463325252L;

  /** Attaches the listener. */
  @Setup
  public void attach() throws NotRunException, IOException, InterruptedException {
    Tracepoints.startListeners(System.err::println);
    Tracepoints.awaitListeners(Duration.ofSeconds(20));
    attached =
        listener.start("muninn_benchmark:call", "muninn_benchmark:call", EVENTS::callEnabled);
  }

  /** Ends it. */
  @TearDown
  public void detach() throws IOException, InterruptedException {
    listener.stop(attached);
  }

  /** The work alone. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long without() {
    long x = state;
    for (int i = 0; i < STEPS; i++) {
      x = step(x);
    }
    state = x;
    return x;
  }

  /** The work, and an event for each step. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long event() {
    long x = state;
    for (int i = 0; i < STEPS; i++) {
      x = step(x);
      EVENTS.call(NAME, x);
    }
    state = x;
    return x;
  }

  /** Marsaglia's xorshift64: each step depends on the last, so that none is left out. */
  private static long step(long last) {
    long x = last;
    x ^= x << 13;
    x ^= x >>> 7;
    x ^= x << 17;
    return x;
  }
}
