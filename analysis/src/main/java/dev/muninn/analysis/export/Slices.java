package dev.muninn.analysis.export;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.TraceException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** Turns a trace's events into slices, moments and counters, in bounded memory. */
final class Slices {
  private static final long NANOS_PER_MICRO = 1000;
  private static final int PROGRESS_EVERY = 1 << 16;

  private final SliceSink sink;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final Map<EventTrack, Lane> byTrack = new HashMap<>();

  /** Slices that are drawn below one another. */
  private static final class Lane {
    final String process;
    final long thread;
    final String name;
    final SliceTree tree = new SliceTree();
    boolean namesCommands;

    Lane(String process, long thread, String name) {
      this.process = process;
      this.thread = thread;
      this.name = name;
    }
  }

  private Slices(SliceSink sink) {
    this.sink = sink;
  }

  /** Reads all events. @return how many there were */
  static long read(EventCursor cursor, SliceSink sink, DoubleConsumer progress)
      throws TraceException, IOException {
    return new Slices(sink).read(new TrackReader(cursor), progress);
  }

  private long read(TrackReader reader, DoubleConsumer progress)
      throws TraceException, IOException {
    long events = 0;
    long discarded = 0;
    while (reader.next()) {
      event(reader);
      long lost = reader.cursor().discarded();
      if (lost != discarded) {
        discarded = lost;
        sink.counter(reader.track().process(), "lost events", reader.cursor().nanos(), lost);
      }
      if (++events % PROGRESS_EVERY == 0) {
        progress.accept(reader.cursor().progress());
      }
    }
    for (Lane lane : lanes.values()) {
      flush(lane);
    }
    return events;
  }

  private void event(TrackReader reader) throws IOException {
    EventCursor cursor = reader.cursor();
    EventTrack track = reader.track();
    long end = cursor.nanos();
    long start =
        end - Math.min(reader.duration(), Long.MAX_VALUE / NANOS_PER_MICRO) * NANOS_PER_MICRO;
    String name = reader.role().type().name();
    switch (reader.role().kind()) {
      case COMMAND -> command(reader, lane(track), start, end);
      case COMMAND_AGAIN -> {
        if (!lane(track).namesCommands) {
          add(lane(track), new Slice(Slice.Category.COMMAND, name, start, end));
        }
      }
      case TURN -> {
        Lane lane = lane(track);
        add(lane, new Slice(Slice.Category.TURN, "turn", start, end));
        flush(lane);
      }
      case SPAN -> {
        String work = name.equals("eventloop_cron") ? "cron" : name;
        add(lane(track), new Slice(Slice.Category.WORK, work, start, end));
      }
      case PAST_SPAN -> past(reader, name);
      case CPU_WAIT ->
          sink.counter(track.process(), "waiting for a CPU (us)", end, reader.duration());
      case MOMENT -> moment(reader, name);
      case COMMAND_ENTRY, ENTRY -> {}
    }
  }

  private void command(TrackReader reader, Lane lane, long start, long end) throws IOException {
    lane.namesCommands = true;
    String name = reader.cursor().stringValue(reader.role().payload("name"));
    // The entry's time is exact, and the duration cut to microseconds.
    long began = reader.senderKnown() ? Math.min(start, reader.entered()) : start;
    Slice slice = new Slice(Slice.Category.COMMAND, name, began, end);
    if (reader.senderKnown()) {
      slice.clientId = reader.clientId();
      slice.address = reader.address();
      slice.clientName = reader.clientName();
    }
    add(lane, slice);
  }

  /** Told after the fact by another thread: it has a lane of its own per kind. */
  private void past(TrackReader reader, String kind) throws IOException {
    EventCursor cursor = reader.cursor();
    long start = cursor.longValue(reader.role().start()) + (cursor.nanos() - cursor.clock());
    int detail = Math.max(reader.role().payload("name"), reader.role().payload("operation"));
    String name = detail < 0 ? kind : cursor.stringValue(detail);
    Lane lane = lane(reader.track().process(), 0, kind);
    add(
        lane,
        new Slice(Slice.Category.JVM, name, start, start + reader.duration() * NANOS_PER_MICRO));
    flush(lane);
  }

  private void moment(TrackReader reader, String name) throws IOException {
    EventTrack track = reader.track();
    int clients = reader.role().payload("clients");
    if (clients >= 0 && name.equals("connection_accept")) {
      EventCursor cursor = reader.cursor();
      sink.counter(track.process(), "clients", cursor.nanos(), cursor.longValue(clients));
    }
    sink.moment(track.process(), track.thread(), track.threadName(), reader.cursor());
  }

  private Lane lane(EventTrack track) {
    Lane known = byTrack.get(track);
    if (known == null) {
      known = lane(track.process(), track.thread(), track.threadName());
      byTrack.put(track, known);
    }
    return known;
  }

  private Lane lane(String process, long thread, String name) {
    return lanes.computeIfAbsent(
        process + '\n' + thread + '\n' + name, _ -> new Lane(process, thread, name));
  }

  private void add(Lane lane, Slice slice) throws IOException {
    lane.tree.add(slice);
    if (lane.tree.full()) {
      flush(lane);
    }
  }

  private void flush(Lane lane) throws IOException {
    for (Slice slice : lane.tree.take()) {
      sink.slice(lane.process, lane.thread, lane.name, slice);
    }
  }
}
