package dev.muninn.analysis.view;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.Field;
import dev.muninn.analysis.ctf.Scope;
import dev.muninn.analysis.ctf.TraceInfo;
import dev.muninn.analysis.ctf.tsdl.CtfType;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line an event, byte for byte as {@code babeltrace2} 2.0 writes it by default: time, time
 * since the line before, host, name, packet, contexts, fields.
 */
final class TextFormat implements EventFormat {
  private static final long NANOS = 1_000_000_000;
  private static final ByteWriter.Constant NO_DELTA = new ByteWriter.Constant("] (+?.?????????) ");
  private static final ByteWriter.Constant SHORT_DELTA = new ByteWriter.Constant("] (+0.");
  private static final ByteWriter.Constant AFTER_DELTA = new ByteWriter.Constant(") ");

  // How a field is written.
  private static final byte UNSIGNED = 0;
  private static final byte SIGNED = 1;
  private static final byte STRING = 2;
  private static final byte ANY = 3;

  /** What is written of a type's every event. */
  private static final class Line {
    final ByteWriter.Constant head;
    final int[] fields;
    final byte[] kinds;
    final ByteWriter.Constant[] before;
    final ByteWriter.Constant after;

    Line(ByteWriter.Constant head, Layout layout) {
      this.head = head;
      int count = layout.fields.size();
      fields = layout.fields.stream().mapToInt(Integer::intValue).toArray();
      kinds = new byte[count];
      for (int i = 0; i < count; i++) {
        kinds[i] = layout.kinds.get(i);
      }
      before =
          layout.before.stream().map(ByteWriter.Constant::new).toArray(ByteWriter.Constant[]::new);
      after = new ByteWriter.Constant(layout.pending + "\n");
    }
  }

  /** The fields in the order they are written, and the text between them. */
  private static final class Layout {
    final List<Integer> fields = new ArrayList<>();
    final List<Byte> kinds = new ArrayList<>();
    final List<String> before = new ArrayList<>();
    String pending = "";

    void scope(EventType type, Scope scope) {
      if (!type.has(scope)) {
        return;
      }
      pending += pending.isEmpty() && fields.isEmpty() ? "{" : ", {";
      String separator = " ";
      for (int i = 0; i < type.fields().size(); i++) {
        Field field = type.fields().get(i);
        if (field.scope() == scope) {
          fields.add(i);
          kinds.add(kind(field));
          before.add(pending + separator + field.name() + " = ");
          pending = "";
          separator = ", ";
        }
      }
      pending += " }";
    }

    private static byte kind(Field field) {
      return switch (field.kind()) {
        case INTEGER ->
            ((CtfType.Int) field.type()).base() != 10 ? ANY : field.signed() ? SIGNED : UNSIGNED;
        case STRING -> STRING;
        default -> ANY;
      };
    }
  }

  private final ByteWriter out;
  private final WallClock clock;
  private final TextValues values;
  private @Nullable Line[] lines = new @Nullable Line[64];
  private boolean first = true;
  private long last;

  TextFormat(ByteWriter out, ZoneId zone) {
    this.out = out;
    clock = new WallClock(zone);
    values = new TextValues(out);
  }

  @Override
  public void begin() {}

  @Override
  public void write(EventCursor event) throws IOException {
    out.begin();
    EventType type = event.type();
    Line line = type.index() < lines.length ? lines[type.index()] : null;
    if (line == null) {
      line = line(type);
    }
    long nanos = event.nanos();
    out.put('[');
    clock.putTime(out, nanos);
    putDelta(nanos);
    out.put(line.head);
    int[] fields = line.fields;
    for (int i = 0; i < fields.length; i++) {
      int field = fields[i];
      out.put(line.before[i]);
      switch (line.kinds[i]) {
        case UNSIGNED -> out.unsigned(event.longValue(field));
        case SIGNED -> out.signed(event.longValue(field));
        case STRING ->
            values.string(
                event.stringBytes(field), event.stringOffset(field), event.stringLength(field));
        default -> event.visit(field, values);
      }
    }
    out.put(line.after);
  }

  private void putDelta(long nanos) {
    long delta = nanos - last;
    last = nanos;
    if (first) {
      first = false;
      out.put(NO_DELTA);
      return;
    }
    if (delta >= 0 && delta < NANOS) {
      out.put(SHORT_DELTA);
      out.nineDigits((int) delta);
    } else {
      out.put(']');
      out.put(' ');
      out.put('(');
      out.put('+');
      out.unsigned(Long.divideUnsigned(delta, NANOS));
      out.put('.');
      out.nineDigits((int) Long.remainderUnsigned(delta, NANOS));
    }
    out.put(AFTER_DELTA);
  }

  private Line line(EventType type) {
    Layout layout = new Layout();
    layout.scope(type, Scope.PACKET);
    layout.scope(type, Scope.STREAM_CONTEXT);
    layout.scope(type, Scope.EVENT_CONTEXT);
    layout.scope(type, Scope.PAYLOAD);
    String name = type.fullName().isEmpty() ? "<unknown>" : type.fullName();
    Line line = new Line(new ByteWriter.Constant(source(type.source()) + name + ": "), layout);
    if (type.index() >= lines.length) {
      lines = Arrays.copyOf(lines, Math.max(2 * lines.length, type.index() + 1));
    }
    lines[type.index()] = line;
    return line;
  }

  /** Host, and for a trace of one process its name and id. */
  static String source(TraceInfo.Source source) {
    StringBuilder text = new StringBuilder(source.environment("hostname"));
    if (source.environment().containsKey("procname")) {
      text.append(text.isEmpty() ? "" : ":").append(source.environment("procname"));
    }
    if (source.environment().containsKey("vpid")) {
      text.append(text.isEmpty() ? "" : ":")
          .append('(')
          .append(source.environment("vpid"))
          .append(')');
    }
    return text.isEmpty() ? "" : text.append(' ').toString();
  }
}
