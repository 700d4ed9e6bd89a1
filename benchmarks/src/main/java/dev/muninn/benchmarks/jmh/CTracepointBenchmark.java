package dev.muninn.benchmarks.jmh;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.tracing.Tracer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/**
 * The loops of {@link JavaTracepointBenchmark} in C, with the macros of LTTng-UST and {@code
 * sys/sdt.h}. One call of native code does all steps, so the call itself does not count.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CTracepointBenchmark {
  private static final int STEPS = 1000;

  /** Who listens. */
  @Param("NONE")
  public Listening listener = Listening.NONE;

  private Tracer.Attached attached = Listening.nobody();
  private @Nullable CLibrary library;
  private long state = 88172645463325252L;

  /** Compiles the C source, loads it and attaches the listener. */
  @Setup
  public void attach() throws NotRunException, IOException, InterruptedException {
    CLibrary loaded = CLibrary.build();
    library = loaded;
    attached =
        listener.start("muninn_benchmark_c:call", "muninn_benchmark_c:usdt", loaded::enabled);
  }

  /** Ends it. */
  @TearDown
  public void detach() throws IOException, InterruptedException {
    listener.stop(attached);
    library().close();
  }

  private CLibrary library() {
    if (library == null) {
      throw new IllegalStateException("not set up");
    }
    return library;
  }

  /** The work alone. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long without() {
    state = library().withoutTracepoint(state, STEPS);
    return state;
  }

  /** The work, and an LTTng event for each step. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long lttng() {
    state = library().withLttng(state, STEPS);
    return state;
  }

  /** The work, and a USDT probe for each step. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long usdt() {
    state = library().withUsdt(state, STEPS);
    return state;
  }
}
