package dev.muninn.benchmarks.jmh;

import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.tracing.BpftraceTracer;
import dev.muninn.benchmarks.tracing.LttngTracer;
import dev.muninn.benchmarks.tracing.Tracer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Who listens to this process while it measures itself. */
public enum Listening {
  /** Nobody. */
  NONE,
  /** LTTng, into a ring it overwrites: no reader takes part. */
  LTTNG,
  /** bpftrace, counting. */
  USDT;

  private static final long DEADLINE_SECONDS = 20;

  /** What is attached before anything is. */
  static Tracer.Attached nobody() {
    return Tracer.NOBODY;
  }

  /**
   * Attaches the listener to this process.
   *
   * @param lttngEvent the event as {@code provider:name}
   * @param usdtProbe the probe likewise
   * @param enabled whether the process knows that someone listens
   */
  Tracer.Attached start(String lttngEvent, String usdtProbe, BooleanSupplier enabled)
      throws NotRunException, IOException, InterruptedException {
    Tracer tracer =
        switch (this) {
          case NONE -> Tracer.NONE;
          case LTTNG -> LttngTracer.overwriting(lttngEvent);
          case USDT -> new BpftraceTracer(List.of(usdtProbe));
        };
    Tracer.Attached attached = tracer.attach(new Tracer.Target(ProcessHandle.current().pid(), 0));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (this != NONE && !enabled.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        attached.close();
        throw new NotRunException("event not enabled in 20 s: listener=" + this);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return attached;
  }

  /** Ends it, and demands that it had recorded something. */
  void stop(Tracer.Attached attached) throws IOException, InterruptedException {
    try (attached) {
      if (attached.detach().events() == 0 && this != NONE) {
        throw new IOException("nothing recorded: listener=" + this);
      }
    }
  }
}
