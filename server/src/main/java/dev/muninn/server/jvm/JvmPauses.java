package dev.muninn.server.jvm;

import dev.muninn.server.events.JvmEvents;
import dev.muninn.server.events.JvmEventsTracepoints;
import dev.muninn.tracepoint.Tracepoints;
import dev.muninn.tracepoint.runtime.ListenerKind;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has {@link PauseStream} run while somebody listens to the events of provider {@code jvm}. They
 * are the process's, so all its servers share one stream; the last server to close ends it. The
 * cron of each looks; starting and ending, which take JFR a moment, are done on a thread of their
 * own.
 */
public final class JvmPauses implements AutoCloseable {
  private static final String NAME = JvmEventsTracepoints.DEFINITION.name();
  private static final JvmEvents EVENTS = JvmEventsTracepoints.INSTANCE;

  /** Shortest time between two looks, in nanoseconds. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final Shared SHARED = new Shared();

  private final Consumer<String> log;
  private long nextLook = System.nanoTime();

  /**
   * For one server.
   *
   * @param log receives one line where JFR is not to be had
   */
  public JvmPauses(Consumer<String> log) {
    this.log = log;
  }

  /** The server begins its work, and will {@link #look}. */
  public void open() {
    SHARED.join();
  }

  /**
   * Starts or ends the stream when somebody has begun or ceased to listen; looks at most twice a
   * second.
   *
   * @param nowNanos CLOCK_MONOTONIC
   */
  public void look(long nowNanos) {
    if (nowNanos - nextLook >= 0) {
      nextLook = nowNanos + LOOK_NANOS;
      SHARED.want((EVENTS.gcPauseEnabled() || EVENTS.safepointEnabled()) && isWanted(), log);
    }
  }

  /** Whether others than JFR listen: its recordings have the JVM's own events of this. */
  private static boolean isWanted() {
    return Tracepoints.list().stream()
        .filter(provider -> provider.definition().name().equals(NAME))
        .flatMap(provider -> provider.events().stream())
        .flatMap(event -> event.listeners().stream())
        .anyMatch(listener -> listener != ListenerKind.JFR);
  }

  @Override
  public void close() {
    SHARED.leave(log);
  }

  /** The process's one stream. */
  private static final class Shared {
    private int servers;
    private boolean wanted;
    private boolean changing;
    private boolean unavailable;
    private @Nullable PauseStream stream;

    synchronized void join() {
      servers++;
    }

    synchronized void leave(Consumer<String> log) {
      servers--;
      if (servers == 0) {
        want(false, log);
      }
    }

    synchronized void want(boolean on, Consumer<String> log) {
      wanted = on;
      if (!changing && !unavailable && wanted != (stream != null)) {
        changing = true;
        Thread thread = new Thread(() -> change(log), "muninn-jvm-pauses-start");
        thread.setDaemon(true);
        thread.start();
      }
    }

    private synchronized boolean settled() {
      changing = !unavailable && wanted != (stream != null);
      return !changing;
    }

    private synchronized @Nullable PauseStream stream(@Nullable PauseStream next) {
      PauseStream present = stream;
      stream = next;
      return present;
    }

    private synchronized void fail(String reason, Consumer<String> log) {
      unavailable = true;
      log.accept("Events jvm:gc_pause and jvm:safepoint are off: " + reason);
    }

    private void change(Consumer<String> log) {
      do {
        PauseStream present = stream(null);
        if (present != null) {
          present.close();
        } else if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
          fail("module jdk.jfr not present", log);
        } else {
          try {
            stream(PauseStream.start());
          } catch (RuntimeException | LinkageError e) {
            fail(e.toString(), log);
          }
        }
      } while (!settled());
    }
  }
}
