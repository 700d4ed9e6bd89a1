package dev.muninn.analysis.export;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.Field;
import dev.muninn.analysis.ctf.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes Perfetto's trace format: a sequence of {@code TracePacket}s (field 1 of {@code Trace}),
 * with numbers of fields from protos/perfetto/trace of Perfetto 49. Times are those of the traced
 * clock, and a clock snapshot tells the time of day.
 */
final class PerfettoWriter implements SliceSink {
  private static final int TRACE_PACKET = 1;

  // TracePacket
  private static final int CLOCK_SNAPSHOT = 6;
  private static final int TIMESTAMP = 8;
  private static final int SEQUENCE_ID = 10;
  private static final int TRACK_EVENT = 11;
  private static final int INTERNED_DATA = 12;
  private static final int SEQUENCE_FLAGS = 13;
  private static final int TRACK_DESCRIPTOR = 60;
  private static final int STATE_CLEARED = 1;
  private static final int NEEDS_STATE = 2;

  // TrackEvent
  private static final int CATEGORY_IIDS = 3;
  private static final int DEBUG_ANNOTATIONS = 4;
  private static final int TYPE = 9;
  private static final int NAME_IID = 10;
  private static final int TRACK_UUID = 11;
  private static final int COUNTER_VALUE = 30;
  private static final int SLICE_BEGIN = 1;
  private static final int SLICE_END = 2;
  private static final int INSTANT = 3;
  private static final int COUNTER = 4;

  // TrackDescriptor
  private static final int UUID = 1;
  private static final int NAME = 2;
  private static final int PROCESS = 3;
  private static final int THREAD = 4;
  private static final int PARENT_UUID = 5;
  private static final int COUNTER_DESCRIPTOR = 8;

  // InternedData
  private static final int EVENT_CATEGORIES = 1;
  private static final int EVENT_NAMES = 2;
  private static final int ANNOTATION_NAMES = 3;

  // DebugAnnotation
  private static final int ANNOTATION_NAME_IID = 1;
  private static final int UINT_VALUE = 3;
  private static final int INT_VALUE = 4;
  private static final int DOUBLE_VALUE = 5;
  private static final int STRING_VALUE = 6;

  private static final int REALTIME = 1;
  private static final int MONOTONIC = 3;
  private static final int BOOTTIME = 6;
  private static final int MAX_INTERNED = 1 << 20;
  private static final long ONE_SEQUENCE = 1;

  private final OutputStream out;
  private final long offset;
  private final ProtoBuffer packet = new ProtoBuffer();
  private final ProtoBuffer event = new ProtoBuffer();
  private final ProtoBuffer part = new ProtoBuffer();
  private final ProtoBuffer wrapped = new ProtoBuffer();
  private final Map<String, Long> uuids = new HashMap<>();
  private final List<Map<String, Long>> interned =
      List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());
  private boolean begun;

  /**
   * A writer.
   *
   * @param offset what the traced clock is behind the time since the epoch, in nanoseconds
   * @param begin the time of the snapshot of the clocks, on the traced clock
   */
  PerfettoWriter(OutputStream out, long offset, long begin) throws IOException {
    this.out = out;
    this.offset = offset;
    ProtoBuffer clocks = new ProtoBuffer();
    clock(clocks, BOOTTIME, begin);
    clock(clocks, MONOTONIC, begin);
    clock(clocks, REALTIME, begin + offset);
    packet.clear().number(SEQUENCE_ID, ONE_SEQUENCE).message(CLOCK_SNAPSHOT, clocks);
    write();
  }

  private void clock(ProtoBuffer clocks, int id, long nanos) {
    clocks.message(1, part.clear().number(1, id).number(2, nanos));
  }

  private void write() throws IOException {
    wrapped.clear().message(TRACE_PACKET, packet).writeTo(out);
  }

  private long process(String process) throws IOException {
    Long known = uuids.get(process);
    if (known != null) {
      return known;
    }
    long uuid = uuid(process);
    part.clear().number(1, uuid).text(6, process);
    descriptor(event.clear().number(UUID, uuid).message(PROCESS, part));
    return uuid;
  }

  private long uuid(String key) {
    long uuid = uuids.size() + 1L;
    uuids.put(key, uuid);
    return uuid;
  }

  private void descriptor(ProtoBuffer descriptor) throws IOException {
    packet.clear().number(SEQUENCE_ID, ONE_SEQUENCE).message(TRACK_DESCRIPTOR, descriptor);
    write();
  }

  /** A thread's track; a lane without a thread is a track of the process. */
  private long track(String process, long thread, String name) throws IOException {
    String key = process + '\n' + thread + '\n' + name;
    Long known = uuids.get(key);
    if (known != null) {
      return known;
    }
    long parent = process(process);
    long uuid = uuid(key);
    event.clear().number(UUID, uuid);
    if (thread == 0) {
      event.number(PARENT_UUID, parent).text(NAME, name);
    } else {
      part.clear().number(1, parent).number(2, thread).text(5, name);
      event.message(THREAD, part);
    }
    descriptor(event);
    return uuid;
  }

  private long counterTrack(String process, String name) throws IOException {
    String key = process + "\ncounter\n" + name;
    Long known = uuids.get(key);
    if (known != null) {
      return known;
    }
    long parent = process(process);
    long uuid = uuid(key);
    descriptor(
        event
            .clear()
            .number(UUID, uuid)
            .number(PARENT_UUID, parent)
            .text(NAME, name)
            .message(COUNTER_DESCRIPTOR, part.clear()));
    return uuid;
  }

  /** The number of a text, which is told the first time. */
  private long intern(int kind, String text) throws IOException {
    Map<String, Long> known = interned.get(kind - EVENT_CATEGORIES);
    String kept = known.size() < MAX_INTERNED ? text : "(other)";
    Long number = known.get(kept);
    if (number != null) {
      return number;
    }
    long fresh = known.size() + 1L;
    known.put(kept, fresh);
    part.clear().number(1, fresh).text(2, kept);
    ProtoBuffer data = new ProtoBuffer().message(kind, part);
    packet
        .clear()
        .number(SEQUENCE_ID, ONE_SEQUENCE)
        .number(SEQUENCE_FLAGS, begun ? NEEDS_STATE : STATE_CLEARED)
        .message(INTERNED_DATA, data);
    begun = true;
    write();
    return fresh;
  }

  private void event(long nanos) throws IOException {
    packet
        .clear()
        .number(TIMESTAMP, nanos - offset)
        .number(SEQUENCE_ID, ONE_SEQUENCE)
        .number(SEQUENCE_FLAGS, NEEDS_STATE)
        .message(TRACK_EVENT, event);
    write();
  }

  @Override
  public void slice(String process, long thread, String track, Slice slice) throws IOException {
    write(track(process, thread, track), slice);
  }

  private void write(long track, Slice slice) throws IOException {
    long category = intern(EVENT_CATEGORIES, slice.category.label());
    long name = intern(EVENT_NAMES, slice.name);
    boolean sent = slice.clientId != 0;
    long id = sent ? intern(ANNOTATION_NAMES, "client_id") : 0;
    long address = sent ? intern(ANNOTATION_NAMES, "address") : 0;
    boolean named = !slice.clientName.isEmpty();
    long clientName = named ? intern(ANNOTATION_NAMES, "client_name") : 0;
    event.clear().number(CATEGORY_IIDS, category);
    if (sent) {
      annotation(part.clear().number(ANNOTATION_NAME_IID, id).number(UINT_VALUE, slice.clientId));
      annotation(
          part.clear().number(ANNOTATION_NAME_IID, address).text(STRING_VALUE, slice.address));
    }
    if (named) {
      annotation(
          part.clear()
              .number(ANNOTATION_NAME_IID, clientName)
              .text(STRING_VALUE, slice.clientName));
    }
    event.number(TYPE, SLICE_BEGIN).number(NAME_IID, name).number(TRACK_UUID, track);
    event(slice.start);
    for (Slice child : slice.children()) {
      write(track, child);
    }
    event.clear().number(TYPE, SLICE_END).number(TRACK_UUID, track);
    event(slice.end);
  }

  private void annotation(ProtoBuffer annotation) {
    event.message(DEBUG_ANNOTATIONS, annotation);
  }

  @Override
  public void moment(String process, long thread, String track, EventCursor cursor)
      throws IOException {
    long uuid = track(process, thread, track);
    List<Field> fields = cursor.type().fields();
    long category = intern(EVENT_CATEGORIES, cursor.type().provider());
    long name = intern(EVENT_NAMES, cursor.type().name());
    long[] names = new long[fields.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = shown(fields, i) ? intern(ANNOTATION_NAMES, fields.get(i).name()) : 0;
    }
    event.clear().number(CATEGORY_IIDS, category);
    for (int i = 0; i < names.length; i++) {
      if (names[i] != 0) {
        part.clear().number(ANNOTATION_NAME_IID, names[i]);
        annotation(value(part, cursor, i, fields.get(i)));
      }
    }
    event.number(TYPE, INSTANT).number(NAME_IID, name).number(TRACK_UUID, uuid);
    event(cursor.nanos());
  }

  private static boolean shown(List<Field> fields, int index) {
    return fields.get(index).scope() == Scope.PAYLOAD && !FieldText.isLength(fields, index);
  }

  private static ProtoBuffer value(ProtoBuffer to, EventCursor cursor, int index, Field field) {
    return switch (field.kind()) {
      case INTEGER -> to.number(field.signed() ? INT_VALUE : UINT_VALUE, cursor.longValue(index));
      case REAL -> to.real(DOUBLE_VALUE, cursor.doubleValue(index));
      case STRING, ENUMERATION -> to.text(STRING_VALUE, cursor.stringValue(index));
      case COMPOUND -> to.text(STRING_VALUE, FieldText.of(cursor, index));
    };
  }

  @Override
  public void counter(String process, String name, long nanos, long value) throws IOException {
    long track = counterTrack(process, name);
    event.clear().number(TYPE, COUNTER).number(TRACK_UUID, track).number(COUNTER_VALUE, value);
    event(nanos);
  }
}
