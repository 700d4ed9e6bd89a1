package dev.muninn.tracepoint.recorder;

import dev.muninn.tracepoint.runtime.EventStream;
import dev.muninn.tracepoint.runtime.Payload;
import dev.muninn.tracepoint.runtime.RecordingSlots;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The streams of a session and the threads that write to them. Firing threads open writers without
 * a lock; all else is done under a lock of its own, which is never held while files are written.
 */
final class Streams implements RecordingSlots.Session {
  private final EventPlans plans;
  private final SlotPool pool;
  private final AtomicInteger count = new AtomicInteger();
  private final Queue<Stream> free = new ConcurrentLinkedQueue<>();
  private final Queue<StreamWriter> opened = new ConcurrentLinkedQueue<>();
  private final List<StreamWriter> writers = new ArrayList<>();
  private long retiredEvents;

  /** Changed before the first thread fires only. */
  private volatile EventContext context = EventContext.NONE;

  Streams(EventPlans plans, SlotPool pool) {
    this.plans = plans;
    this.pool = pool;
  }

  @Override
  public EventStream open(Payload payload, int slot) {
    Stream stream = free.poll();
    if (stream == null) {
      stream = new Stream(count.getAndIncrement());
    }
    StreamWriter writer =
        new StreamWriter(
            plans, pool, stream, ThreadIdentity.current(payload.pooled()), context, payload, slot);
    opened.add(writer);
    return writer;
  }

  /** What each event has before its fields. */
  EventContext context() {
    return context;
  }

  /** Has each event have something else before its fields; for a session that never recorded. */
  void context(EventContext next) {
    context = next;
  }

  /** How many there are. */
  int count() {
    return count.get();
  }

  /** Frees the streams of threads that are dead. */
  synchronized void retire() {
    takeOpened();
    for (Iterator<StreamWriter> i = writers.iterator(); i.hasNext(); ) {
      StreamWriter writer = i.next();
      if (writer.ended()) {
        writer.retire();
        retiredEvents += writer.events();
        free.add(writer.stream());
        i.remove();
      }
    }
  }

  private void takeOpened() {
    for (StreamWriter writer = opened.poll(); writer != null; writer = opened.poll()) {
      writers.add(writer);
    }
  }

  /** The writers of threads that may still fire. */
  synchronized List<StreamWriter> writers() {
    takeOpened();
    return List.copyOf(writers);
  }

  /** Streams no thread has at present. */
  Iterable<Stream> idle() {
    return free;
  }

  synchronized long events() {
    takeOpened();
    return retiredEvents + writers.stream().mapToLong(StreamWriter::events).sum();
  }

  synchronized long lost() {
    takeOpened();
    long lost = writers.stream().mapToLong(StreamWriter::lost).sum();
    for (Stream stream : free) {
      lost += stream.lost;
    }
    return lost;
  }

  /** Cuts the ties from threads to the session. */
  void detach() {
    writers().forEach(StreamWriter::detach);
  }
}
