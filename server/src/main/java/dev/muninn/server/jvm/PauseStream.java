package dev.muninn.server.jvm;

import dev.muninn.server.events.JvmEvents;
import dev.muninn.server.events.JvmEventsTracepoints;
import dev.muninn.tracepoint.Tracepoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Reads the JVM's pauses from JFR's stream and fires them as events of provider {@code jvm}, about
 * a second after they happened.
 *
 * <p>JFR keeps the time of day, by a clock that drifts against CLOCK_MONOTONIC. Every second there
 * is a {@link ClockReading}; the latest one delivered tells how far the two are apart.
 *
 * <p>JFR records nothing of the thread that reads its stream, so that it does not hear itself.
 * Events and readings are therefore another thread's.
 */
final class PauseStream implements AutoCloseable {
  private static final JvmEvents EVENTS = JvmEventsTracepoints.INSTANCE;

  /** What is kept of JFR's files; nobody reads them again. */
  private static final long MAX_FILES = 1 << 20;

  /** A reading that took longer was interrupted, and is no good. */
  private static final long MAX_READING_NANOS = 50_000;

  private static final long READING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int MAX_TOLD = 1000;

  /** Most pauses that wait for the rest of what is told of them. */
  private static final int MAX_WAITING = 256;

  private record Pause(long start, long micros, String name) {}

  private record Safepoint(long start, String operation) {}

  private final RecordingStream stream;
  private final BlockingQueue<Runnable> told = new ArrayBlockingQueue<>(MAX_TOLD);
  private final Thread teller = new Thread(this::tell, "muninn-jvm-pauses");
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
    teller.setDaemon(true);
    teller.start();
  }

  private void tell() {
    try {
      long nextReading = System.nanoTime();
      while (true) {
        long now = System.nanoTime();
        if (now - nextReading >= 0) {
          ClockReading.take();
          nextReading = now + READING_NANOS;
        }
        Runnable event = told.poll(nextReading - now, TimeUnit.NANOSECONDS);
        if (event != null) {
          event.run();
        }
      }
    } catch (InterruptedException e) {
      // close() ends the thread so.
      Thread.currentThread().interrupt();
    }
  }

  /** Has it fired soon; one more than a thousand that wait is dropped. */
  private void gcPause(String name, Pause pause) {
    told.offer(() -> EVENTS.gcPause(name, pause.start(), pause.micros()));
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
      found.forEach(pause -> gcPause(name, pause));
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
      long micros = (monotonic(event.getEndTime()) - safepoint.start()) / 1000;
      told.offer(() -> EVENTS.safepoint(safepoint.operation(), safepoint.start(), micros));
    }
  }

  /** All of a batch is delivered: a pause whose collection still runs is told by its own name. */
  private void flushed() {
    pauses.values().forEach(list -> list.forEach(pause -> gcPause(pause.name(), pause)));
    pauses.clear();
    leaveTracepointsAlone();
  }

  @Override
  public void close() {
    stream.close();
    teller.interrupt();
  }
}
