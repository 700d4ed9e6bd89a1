package dev.muninn.server.recording;

import dev.muninn.server.config.Config;
import dev.muninn.server.config.TraceTrigger;
import dev.muninn.tracepoint.recorder.EventRule;
import dev.muninn.tracepoint.recorder.EventTrigger;
import dev.muninn.tracepoint.recorder.RecorderException;
import dev.muninn.tracepoint.recorder.RecordingSession;
import dev.muninn.tracepoint.recorder.SessionOptions;
import dev.muninn.tracepoint.recorder.TraceFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The flight recorder of the directives {@code trace-flight-recorder}, {@code trace-events} and
 * {@code trace-trigger}: a session named {@value #NAME}. Its file is made and given up by a thread
 * of its own, since the main thread must not wait for a disk.
 */
public final class FlightRecorder implements AutoCloseable {
  /** Name of the session, and of its directory beneath trace-dir. */
  public static final String NAME = "flight";

  private final Recordings recordings;
  private final Consumer<String> log;

  /** Written by whoever follows the directives: the starting thread, later the worker. */
  private volatile @Nullable RecordingSession session;

  private @Nullable Settings current;

  // Main thread.
  private @Nullable ExecutorService worker;
  private long memoryPercent;
  private boolean memoryTold;

  private record Settings(
      long bytes,
      Path directory,
      List<String> events,
      List<TraceTrigger> triggers,
      int intervalSeconds,
      int keepSnapshots,
      TraceFormat format) {

    boolean isSameFile(@Nullable Settings other) {
      return other != null
          && bytes == other.bytes
          && directory.equals(other.directory)
          && events.equals(other.events)
          && keepSnapshots == other.keepSnapshots
          && format == other.format;
    }
  }

  /**
   * Off.
   *
   * @param log receives a line when it cannot be what the directives say; any thread
   */
  public FlightRecorder(Recordings recordings, Consumer<String> log) {
    this.recordings = recordings;
    this.log = log;
  }

  /** Makes it what the directives say, before the server serves anybody. */
  public void start(Config config) {
    follow(settings(config));
  }

  /** Makes it what the directives say, soon. Main thread. */
  public void apply(Config config) {
    Settings wanted = settings(config);
    ExecutorService present = worker;
    if (present == null) {
      present = Executors.newSingleThreadExecutor(FlightRecorder::thread);
      worker = present;
    }
    present.execute(() -> follow(wanted));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "muninn-flight");
    thread.setDaemon(true);
    return thread;
  }

  private Settings settings(Config config) {
    memoryPercent = 0;
    for (TraceTrigger trigger : config.traceTriggers) {
      if (trigger.what().equals(TraceTrigger.MEMORY)) {
        memoryPercent = trigger.limit();
      }
    }
    return new Settings(
        config.traceFlightRecorder,
        TracePlace.of(config).directory(),
        config.traceEvents,
        config.traceTriggers,
        config.traceTriggerInterval,
        config.traceKeepSnapshots,
        config.traceFormat);
  }

  private void follow(Settings wanted) {
    try {
      if (!wanted.isSameFile(current)) {
        end();
        if (wanted.bytes > 0) {
          begin(wanted);
        }
        current = wanted;
      }
      RecordingSession present = session;
      if (present != null) {
        trigger(present, wanted);
      }
    } catch (RecorderException | IllegalArgumentException e) {
      log.accept("Flight recorder is off: " + e.getMessage());
      end();
    }
  }

  private void begin(Settings wanted) throws RecorderException {
    Path output = wanted.directory.resolve(NAME);
    Consumer<String> prune = line -> Snapshots.keepNewest(output, wanted.keepSnapshots, log);
    SessionOptions.Builder options = SessionOptions.flight(NAME, output);
    RecordingSession next =
        recordings.createFlight(options.bufferBytes(wanted.bytes).format(wanted.format), prune);
    session = next;
    next.enable(wanted.events.stream().map(EventRule::of).toList());
    next.start();
  }

  private void end() {
    RecordingSession present = session;
    session = null;
    current = null;
    if (present != null) {
      present.destroy();
    }
  }

  private static void trigger(RecordingSession present, Settings wanted) throws RecorderException {
    present.clearTriggers();
    Duration interval = Duration.ofSeconds(wanted.intervalSeconds);
    for (TraceTrigger trigger : wanted.triggers) {
      String event =
          switch (trigger.what()) {
            case TraceTrigger.COMMAND -> "valkey_commands:command_call";
            case TraceTrigger.EVENTLOOP -> "valkey_server:eventloop";
            case TraceTrigger.GC -> "jvm:gc_pause";
            default -> "";
          };
      if (!event.isEmpty()) {
        EventRule rule = EventRule.of(event, "duration > " + trigger.limit());
        present.addTrigger(new EventTrigger(rule, interval));
      }
    }
  }

  /** Takes a snapshot when so much memory is in use, once until it is less again. Main thread. */
  public void memory(long used, long maxmemory) {
    RecordingSession present = session;
    if (present != null && memoryPercent > 0 && maxmemory > 0) {
      boolean above = used > maxmemory / 100.0 * memoryPercent;
      if (!above) {
        memoryTold = false;
      } else if (!memoryTold) {
        memoryTold = present.fireTrigger("memory-above-" + memoryPercent);
      }
    }
  }

  /** Ends what follows the directives; the session ends with {@link Recordings}. Main thread. */
  @Override
  public void close() {
    ExecutorService present = worker;
    if (present != null) {
      present.close();
    }
  }
}
