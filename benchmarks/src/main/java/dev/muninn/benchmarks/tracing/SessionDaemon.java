package dev.muninn.benchmarks.tracing;

import dev.muninn.benchmarks.process.Tool;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** LTTng's session daemon, started if none runs, and ended only if it was started here. */
public final class SessionDaemon implements AutoCloseable {
  private static final long READY_SECONDS = 20;

  private final @Nullable Process process;

  private SessionDaemon(@Nullable Process process) {
    this.process = process;
  }

  /** Stands for none. */
  static SessionDaemon none() {
    return new SessionDaemon(null);
  }

  /** Makes sure one runs; does nothing where LTTng is not installed. */
  public static SessionDaemon ensure() throws IOException, InterruptedException {
    if (Tool.find("lttng").isEmpty() || Tool.find("lttng-sessiond").isEmpty() || answers()) {
      return none();
    }
    Process process =
        new ProcessBuilder("lttng-sessiond")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    SessionDaemon daemon = new SessionDaemon(process);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (process.isAlive() && System.nanoTime() < deadline && !answers()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return daemon;
  }

  private static boolean answers() throws IOException, InterruptedException {
    return Tool.run(READY_SECONDS, List.of("lttng", "--no-sessiond", "list")).status() == 0;
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(READY_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
