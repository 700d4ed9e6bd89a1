package dev.muninn.server.jvm;

import dev.muninn.server.events.JvmEvents;
import dev.muninn.server.events.JvmEventsTracepoints;
import dev.muninn.tracepoint.Tracepoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Reads the JVM's pauses from JFR's stream and fires them as events of provider {@code jvm}, on
 * JFR's thread, about a second after they happened.
 *
 * <p>JFR keeps the time of day, by a clock that drifts against CLOCK_MONOTONIC. With every batch it
 * delivers there is a {@link ClockReading}; the latest one tells how far the two are apart.
 */
final class PauseStream implements AutoCloseable {
  private static final JvmEvents EVENTS = JvmEventsTracepoints.INSTANCE;

  /** What is kept of JFR's files; nobody reads them again. */
  private static final long MAX_FILES = 1 << 20;

  /** A reading that took longer was interrupted, and is no good. */
  private static final long MAX_READING_NANOS = 50_000;

  /** Most pauses that wait for the rest of what is told of them. */
  private static final int MAX_WAITING = 256;

  private record Pause(long start, long micros, String name) {}

  private record Safepoint(long start, String operation) {}

  private final RecordingStream stream;
  private final Map<Long, List<Pause>> pauses = new HashMap<>();
  private final Map<Long, Safepoint> safepoints = new HashMap<>();

  /** CLOCK_MONOTONIC less JFR's time, in nanoseconds. */
  private long offset = System.nanoTime() - nanos(Instant.now());

  private int providers;

  private PauseStream(RecordingStream stream) {
    this.stream = stream;
  }

  static PauseStream start() {
    RecordingStream stream = new RecordingStream();
    PauseStream pauses = new PauseStream(stream);
    try {
      pauses.begin();
      return pauses;
    } catch (RuntimeException | Error e) {
      stream.close();
      throw e;
    }
  }

  private void begin() {
    leaveTracepointsAlone();
    stream.setMaxSize(MAX_FILES);
    for (String name :
        List.of(
            "jdk.GCPhasePause",
            "jdk.GarbageCollection",
            "jdk.SafepointBegin",
            "jdk.SafepointEnd",
            "jdk.ExecuteVMOperation",
            ClockReading.NAME)) {
      stream.enable(name).withoutThreshold().withoutStackTrace();
    }
    stream.setReuse(true);
    stream.onEvent(ClockReading.NAME, this::clock);
    stream.onEvent("jdk.GCPhasePause", this::gcPhase);
    stream.onEvent("jdk.GarbageCollection", this::collection);
    stream.onEvent("jdk.SafepointBegin", this::safepointBegin);
    stream.onEvent("jdk.ExecuteVMOperation", this::operation);
    stream.onEvent("jdk.SafepointEnd", this::safepointEnd);
    stream.onFlush(this::flushed);
    stream.startAsync();
    ClockReading.take();
  }

  /** A recording has the events of all classes unasked. This one must not switch on our own. */
  private void leaveTracepointsAlone() {
    List<Tracepoints.ProviderState> all = Tracepoints.list();
    for (Tracepoints.ProviderState provider : all.subList(providers, all.size())) {
      for (Tracepoints.EventState event : provider.events()) {
        stream.disable(provider.definition().name() + "." + event.definition().name());
      }
    }
    providers = all.size();
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  private long monotonic(Instant time) {
    return nanos(time) + offset;
  }

  private void clock(RecordedEvent event) {
    if (event.getDuration().toNanos() < MAX_READING_NANOS) {
      offset = event.getLong("nanos") - nanos(event.getStartTime());
    }
  }

  private void gcPhase(RecordedEvent event) {
    if (pauses.size() < MAX_WAITING) {
      pauses
          .computeIfAbsent(event.getLong("gcId"), id -> new ArrayList<>())
          .add(
              new Pause(
                  monotonic(event.getStartTime()),
                  event.getDuration().toNanos() / 1000,
                  event.getString("name")));
    }
  }

  /** The collection that one or more pauses belong to has ended. */
  private void collection(RecordedEvent event) {
    List<Pause> found = pauses.remove(event.getLong("gcId"));
    if (found != null) {
      String name = event.getString("name") + "/" + event.getString("cause");
      found.forEach(pause -> EVENTS.gcPause(name, pause.start(), pause.micros()));
    }
  }

  private void safepointBegin(RecordedEvent event) {
    if (safepoints.size() < MAX_WAITING) {
      safepoints.put(
          event.getLong("safepointId"), new Safepoint(monotonic(event.getStartTime()), "none"));
    }
  }

  private void operation(RecordedEvent event) {
    safepoints.computeIfPresent(
        event.getLong("safepointId"),
        (id, safepoint) -> new Safepoint(safepoint.start(), event.getString("operation")));
  }

  private void safepointEnd(RecordedEvent event) {
    Safepoint safepoint = safepoints.remove(event.getLong("safepointId"));
    if (safepoint != null) {
      long end = monotonic(event.getEndTime());
      EVENTS.safepoint(safepoint.operation(), safepoint.start(), (end - safepoint.start()) / 1000);
    }
  }

  /** All of a batch is delivered: a pause whose collection still runs is told by its own name. */
  private void flushed() {
    pauses
        .values()
        .forEach(
            list ->
                list.forEach(pause -> EVENTS.gcPause(pause.name(), pause.start(), pause.micros())));
    pauses.clear();
    leaveTracepointsAlone();
    ClockReading.take();
  }

  @Override
  public void close() {
    stream.close();
  }
}
