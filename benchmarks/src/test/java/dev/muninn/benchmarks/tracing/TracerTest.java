package dev.muninn.benchmarks.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.benchmarks.jmh.BenchmarkEvents;
import dev.muninn.benchmarks.jmh.BenchmarkEventsTracepoints;
import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.Tool;
import dev.muninn.tracepoint.NativeString;
import dev.muninn.tracepoint.Tracepoints;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TracerTest {
  private static final BenchmarkEvents EVENTS = BenchmarkEventsTracepoints.INSTANCE;
  private static final NativeString NAME = NativeString.of("get");
  private static final int FIRED = 12345;

  private static SessionDaemon daemon = SessionDaemon.none();

  @BeforeAll
  static void startListeners() throws IOException, InterruptedException {
    daemon = SessionDaemon.ensure();
    Tracepoints.startListeners(System.err::println);
    assertThat(Tracepoints.awaitListeners(Duration.ofSeconds(30))).isTrue();
  }

  @AfterAll
  static void endDaemon() {
    daemon.close();
  }

  private static Tracer.Recorded fire(Tracer tracer)
      throws NotRunException, IOException, InterruptedException {
    try (Tracer.Attached attached =
        tracer.attach(new Tracer.Target(ProcessHandle.current().pid(), 0))) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!EVENTS.callEnabled() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      for (int i = 0; i < FIRED; i++) {
        EVENTS.call(NAME, i);
      }
      return attached.detach();
    }
  }

  private static void require(String tool) {
    assumeTrue(Tool.find(tool).isPresent(), tool + " is not installed");
  }

  @Test
  void shouldCountEveryEventLttngRecorded()
      throws NotRunException, IOException, InterruptedException {
    require("lttng");
    require("babeltrace2");
    assertThat(fire(new LttngTracer("muninn_benchmark:call")))
        .isEqualTo(new Tracer.Recorded(FIRED, 0));
  }

  @Test
  void shouldCountWhatIsInTheRing() throws NotRunException, IOException, InterruptedException {
    require("lttng");
    require("babeltrace2");
    assertThat(fire(LttngTracer.overwriting("muninn_benchmark:call")))
        .isEqualTo(new Tracer.Recorded(FIRED, 0));
  }

  @Test
  void shouldCountEveryProbeBpftraceSaw()
      throws NotRunException, IOException, InterruptedException {
    require("bpftrace");
    assertThat(fire(new BpftraceTracer(List.of("muninn_benchmark:call"))))
        .isEqualTo(new Tracer.Recorded(FIRED, 0));
  }
}
