package dev.muninn.server.recording;

import dev.muninn.server.config.Config;
import dev.muninn.server.config.TraceTrigger;
import dev.muninn.tracepoint.recorder.EventRule;
import dev.muninn.tracepoint.recorder.EventTrigger;
import dev.muninn.tracepoint.recorder.RecorderException;
import dev.muninn.tracepoint.recorder.RecordingSession;
import dev.muninn.tracepoint.recorder.SessionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flight recorder of the directives {@code trace-flight-recorder}, {@code trace-events} and
 * {@code trace-trigger}: a session named {@value #NAME}. Main thread only.
 */
public final class FlightRecorder {
  /** Name of the session, and of its directory beneath trace-dir. */
  public static final String NAME = "flight";

  private final Recordings recordings;
  private @Nullable RecordingSession session;
  private long bytes;
  private String directory = "";
  private List<String> events = List.of();
  private long memoryPercent;
  private boolean memoryTold;

  /** Off. */
  public FlightRecorder(Recordings recordings) {
    this.recordings = recordings;
  }

  /**
   * Makes it what the directives say.
   *
   * @throws RecorderException it cannot be; then it is off
   * @throws IllegalArgumentException likewise, for a size or pattern the recorder refuses
   */
  public void apply(Config config) throws RecorderException {
    boolean same =
        bytes == config.traceFlightRecorder
            && directory.equals(config.traceDir)
            && events.equals(config.traceEvents);
    if (!same) {
      end();
      if (config.traceFlightRecorder > 0) {
        begin(config);
      }
    }
    RecordingSession present = session;
    if (present != null) {
      trigger(present, config);
    }
  }

  private void begin(Config config) throws RecorderException {
    Path output = Recordings.output(config.traceDir, NAME, true);
    RecordingSession next =
        recordings.create(
            SessionOptions.flight(NAME, output).bufferBytes(config.traceFlightRecorder));
    session = next;
    try {
      for (String pattern : config.traceEvents) {
        next.enable(EventRule.of(pattern));
      }
      next.start();
    } catch (RecorderException | RuntimeException e) {
      end();
      throw e;
    }
    bytes = config.traceFlightRecorder;
    directory = config.traceDir;
    events = config.traceEvents;
  }

  private void end() {
    RecordingSession present = session;
    session = null;
    bytes = 0;
    if (present != null) {
      present.destroy();
    }
  }

  private void trigger(RecordingSession present, Config config) throws RecorderException {
    present.clearTriggers();
    memoryPercent = 0;
    Duration interval = Duration.ofSeconds(config.traceTriggerInterval);
    for (TraceTrigger trigger : config.traceTriggers) {
      if (trigger.what().equals(TraceTrigger.MEMORY)) {
        memoryPercent = trigger.limit();
        continue;
      }
      String event =
          switch (trigger.what()) {
            case TraceTrigger.COMMAND -> "valkey_commands:command_call";
            case TraceTrigger.EVENTLOOP -> "valkey_server:eventloop";
            default -> "jvm:gc_pause";
          };
      EventRule rule = EventRule.of(event, "duration > " + trigger.limit());
      present.addTrigger(new EventTrigger(rule, interval));
    }
  }

  /** Takes a snapshot when so much memory is in use, once until it is less again. */
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
}
