package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through events in order of time. Nothing is allocated per event; a value is decoded when it
 * is asked for, and is there until {@link #next} is called again.
 */
public final class EventCursor implements AutoCloseable {
  private static final int ALL_WINDOWS = 1 << 26;
  private static final int LEAST_WINDOW = 1 << 14;
  private static final int MOST_WINDOW = 1 << 18;

  private final Trace trace;
  private final TimeRange range;
  private final boolean follow;
  private final Set<Path> opened = new HashSet<>();
  private final List<StreamReader> readers = new ArrayList<>();

  // A heap by time, then rank; the stream of the current event is on top.
  private StreamReader[] heap = new StreamReader[0];
  private int heapSize;
  private boolean started;
  private boolean closed;
  private long totalBytes;

  private @Nullable StreamReader current;
  private @Nullable EventType currentType;

  EventCursor(Trace trace, TimeRange range, boolean follow) throws TraceException {
    this.trace = trace;
    this.range = range;
    this.follow = follow;
    openStreams();
  }

  private int openStreams() throws TraceException {
    List<StreamReader> added = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    List<TraceLayout> owners = new ArrayList<>();
    for (TraceLayout layout : trace.layouts()) {
      for (Path file : TraceFiles.streams(layout.source.path())) {
        if (!opened.contains(file)) {
          files.add(file);
          owners.add(layout);
        }
      }
    }
    int window =
        Math.clamp(
            ALL_WINDOWS / Math.max(1, files.size() + readers.size()), LEAST_WINDOW, MOST_WINDOW);
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      try {
        totalBytes += Files.size(file);
        added.add(
            new StreamReader(owners.get(i), file, range, window, follow, trace.warningList()));
        opened.add(file);
      } catch (IOException e) {
        trace.warningList().add(file + ": cannot be read: " + MetadataFile.reason(e));
        opened.add(file);
      }
    }
    readers.addAll(added);
    return added.size();
  }

  /**
   * Goes to the next event.
   *
   * @return false where there is none; when following, none now
   */
  public boolean next() throws TraceException {
    StreamReader top = current;
    if (top == null) {
      return first();
    }
    if (!top.next()) {
      StreamReader last = heap[--heapSize];
      if (heapSize == 0) {
        current = null;
        currentType = null;
        return false;
      }
      heap[0] = last;
      siftDown(0);
      top = heap[0];
      current = top;
    } else if (heapSize > 1) {
      int second = heapSize > 2 && before(heap[2], heap[1]) ? 2 : 1;
      if (before(heap[second], top)) {
        siftDown(0);
        top = heap[0];
        current = top;
      }
    }
    currentType = top.type;
    return true;
  }

  /** Fills the heap with the streams that have an event. */
  private boolean first() throws TraceException {
    if (closed || (started && !follow)) {
      return false;
    }
    started = true;
    heap = new StreamReader[readers.size()];
    heapSize = 0;
    for (StreamReader reader : readers) {
      if (reader.next()) {
        heap[heapSize++] = reader;
      }
    }
    rank();
    for (int i = heapSize / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
    if (heapSize == 0) {
      return false;
    }
    current = heap[0];
    currentType = heap[0].type;
    return true;
  }

  /** Among events of one time, babeltrace2's order: trace, stream class, stream. */
  private void rank() {
    List<StreamReader> order = new ArrayList<>(readers);
    order.sort(
        Comparator.<StreamReader, String>comparing(reader -> reader.trace().source.name())
            .thenComparing(reader -> reader.trace().source.uuid())
            .thenComparingLong(StreamReader::streamClass)
            .thenComparingLong(reader -> reader.instance)
            .thenComparing(StreamReader::path));
    for (int i = 0; i < order.size(); i++) {
      order.get(i).rank = i;
    }
  }

  private static boolean before(StreamReader a, StreamReader b) {
    return a.nanos < b.nanos || (a.nanos == b.nanos && a.rank < b.rank);
  }

  private void siftDown(int from) {
    StreamReader moved = heap[from];
    int at = from;
    while (true) {
      int child = 2 * at + 1;
      if (child >= heapSize) {
        break;
      }
      if (child + 1 < heapSize && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], moved)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  }

  /**
   * Looks for what was written since, in new files too. For a cursor of {@link Trace#follow} whose
   * {@link #next} has returned false.
   */
  public void refresh() throws TraceException {
    trace.findTraces();
    openStreams();
    for (StreamReader reader : readers) {
      reader.refresh();
    }
  }

  private StreamReader reader() {
    StreamReader reader = current;
    if (reader == null) {
      throw new IllegalStateException("no event: next has not returned true");
    }
    return reader;
  }

  /** The type of the event. */
  public EventType type() {
    EventType type = currentType;
    if (type == null) {
      throw new IllegalStateException("no event: next has not returned true");
    }
    return type;
  }

  /** Nanoseconds since the epoch. */
  public long nanos() {
    return reader().nanos;
  }

  /** The clock's own value, such as CLOCK_MONOTONIC's in nanoseconds. */
  public long clock() {
    return reader().state.clock;
  }

  /** A number of its own for each stream, from 0 without gaps; a thread's or a CPU's buffer. */
  public int stream() {
    return reader().rank;
  }

  /**
   * An integer's or an enum's value; a number cut to an integer. Where it is unsigned, all 64 bits
   * are its value.
   */
  public long longValue(int field) {
    StreamReader reader = reader();
    EventType type = type();
    if (field < type.packetFields) {
      return type.layout.longValue(reader.state.buffer, reader.anchors, field);
    }
    int inPacket = type.packet.field(field - type.packetFields);
    return type.packet.layout.longValue(reader.packetState.buffer, reader.packetAnchors, inPacket);
  }

  /** A number. */
  public double doubleValue(int field) {
    StreamReader reader = reader();
    EventType type = type();
    if (field < type.packetFields) {
      return type.layout.doubleValue(reader.state.buffer, reader.anchors, field);
    }
    int inPacket = type.packet.field(field - type.packetFields);
    return type.packet.layout.doubleValue(
        reader.packetState.buffer, reader.packetAnchors, inPacket);
  }

  /** The array that {@link #stringOffset} is in, in UTF-8. Not to be changed. */
  public byte[] stringBytes(int field) {
    StreamReader reader = reader();
    EventType type = type();
    if (field < type.packetFields) {
      return type.layout.wide(field)
          ? type.layout.utf8(reader.state, reader.anchors, field)
          : reader.state.buffer;
    }
    int inPacket = type.packet.field(field - type.packetFields);
    return type.packet.layout.wide(inPacket)
        ? type.packet.layout.utf8(reader.packetState, reader.packetAnchors, inPacket)
        : reader.packetState.buffer;
  }

  private boolean wide(int field) {
    EventType type = type();
    return field < type.packetFields
        ? type.layout.wide(field)
        : type.packet.layout.wide(type.packet.field(field - type.packetFields));
  }

  /** Where a string begins. */
  public int stringOffset(int field) {
    if (wide(field)) {
      return 0;
    }
    StreamReader reader = reader();
    EventType type = type();
    return field < type.packetFields
        ? type.layout.stringOffset(reader.anchors, field)
        : type.packet.layout.stringOffset(
            reader.packetAnchors, type.packet.field(field - type.packetFields));
  }

  /** A string's bytes, without the NUL. */
  public int stringLength(int field) {
    if (wide(field)) {
      return stringBytes(field).length;
    }
    StreamReader reader = reader();
    EventType type = type();
    return field < type.packetFields
        ? type.layout.stringLength(reader.state.buffer, reader.anchors, field)
        : type.packet.layout.stringLength(
            reader.packetState.buffer,
            reader.packetAnchors,
            type.packet.field(field - type.packetFields));
  }

  /** A string, an enum's first label (or its number), or a number in decimal. */
  public String stringValue(int field) {
    Field definition = type().fields().get(field);
    return switch (definition.kind()) {
      case STRING ->
          new String(
              stringBytes(field), stringOffset(field), stringLength(field), StandardCharsets.UTF_8);
      case REAL -> Double.toString(doubleValue(field));
      case ENUMERATION -> {
        String label = ((CtfType.Enumeration) definition.type()).label(longValue(field));
        yield label != null ? label : integerText(definition, field);
      }
      case INTEGER -> integerText(definition, field);
      case COMPOUND -> throw new IllegalArgumentException("no string: field=" + definition.name());
    };
  }

  private String integerText(Field definition, int field) {
    long value = longValue(field);
    return definition.signed() ? Long.toString(value) : Long.toUnsignedString(value);
  }

  /** Tells a value of any type, part by part. */
  public void visit(int field, ValueVisitor visitor) {
    StreamReader reader = reader();
    EventType type = type();
    if (field < type.packetFields) {
      type.layout.visit(reader.state, reader.anchors, field, visitor);
    } else {
      type.packet.layout.visit(
          reader.packetState,
          reader.packetAnchors,
          type.packet.field(field - type.packetFields),
          visitor);
    }
  }

  /** One stream of one session: its parts in several chunks count on. */
  private record StreamKey(String uuid, long streamClass, long instance) {}

  /** Readers of one stream, by the beginning of their first packets. */
  private Collection<List<StreamReader>> streams() {
    Map<StreamKey, List<StreamReader>> streams = new LinkedHashMap<>();
    for (StreamReader reader : readers) {
      String uuid = reader.trace().source.uuid();
      boolean known = !uuid.isEmpty() && reader.instance >= 0;
      StreamKey key =
          new StreamKey(
              known ? uuid : reader.path().toString(), reader.streamClass(), reader.instance);
      streams.computeIfAbsent(key, k -> new ArrayList<>()).add(reader);
    }
    streams
        .values()
        .forEach(parts -> parts.sort(Comparator.comparingLong(reader -> reader.firstBegin)));
    return streams.values();
  }

  /** Events that the tracer has lost so far, in all streams. Looks at each stream. */
  public long discarded() {
    long sum = 0;
    for (List<StreamReader> parts : streams()) {
      long most = 0;
      for (StreamReader part : parts) {
        most = Math.max(most, part.lastDiscarded);
      }
      sum += most;
    }
    return sum;
  }

  /** Packets that are missing in the streams, as far as it has been read. */
  public long lostPackets() {
    long sum = 0;
    for (Loss loss : losses()) {
      sum += loss.kind() == Loss.Kind.PACKETS ? loss.count() : 0;
    }
    return sum;
  }

  /** When and where they were lost, as far as it has been read; at most 10000 a stream. */
  public List<Loss> losses() {
    List<Loss> all = new ArrayList<>();
    for (List<StreamReader> parts : streams()) {
      losses(parts, all);
    }
    all.sort(Comparator.comparingLong(Loss::end));
    return all;
  }

  private static void losses(List<StreamReader> parts, List<Loss> all) {
    StreamReader before = null;
    long discarded = -1;
    for (StreamReader part : parts) {
      if (before != null
          && before.toItsEnd()
          && before.lastSequence >= 0
          && part.firstSequence > before.lastSequence + 1) {
        long missing = part.firstSequence - before.lastSequence - 1;
        all.add(part.loss(Loss.Kind.PACKETS, missing, before.lastEnd, part.firstBegin));
      }
      for (Loss loss : part.losses) {
        if (loss.count() != Loss.UNKNOWN || discarded < 0) {
          all.add(loss);
        } else if (part.firstDiscarded > discarded) {
          long count = part.firstDiscarded - discarded;
          all.add(part.loss(loss.kind(), count, loss.begin(), loss.end()));
        }
      }
      discarded = Math.max(discarded, part.lastDiscarded);
      before = part;
    }
  }

  /** How far it is, from 0 to 1, by bytes. */
  public double progress() {
    long done = 0;
    for (StreamReader reader : readers) {
      done += reader.bytesRead();
    }
    return totalBytes == 0 ? 1 : Math.min(1, (double) done / totalBytes);
  }

  /** Closes the streams. */
  @Override
  public void close() {
    closed = true;
    current = null;
    currentType = null;
    heapSize = 0;
    readers.forEach(StreamReader::close);
  }
}
