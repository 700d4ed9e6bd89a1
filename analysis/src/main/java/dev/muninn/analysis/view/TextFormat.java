package dev.muninn.analysis.view;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.Field;
import dev.muninn.analysis.ctf.Scope;
import dev.muninn.analysis.ctf.TraceInfo;
import dev.muninn.analysis.ctf.metadata.CtfType;
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
  private static final ByteWriter.Constant NO_DELTA = new ByteWriter.Constant("] (+?.?????????");
  private static final ByteWriter.Constant SHORT_DELTA = new ByteWriter.Constant("] (+0.");
  private static final ByteWriter.Constant LONG_DELTA = new ByteWriter.Constant("] (+");

  // Bytes of the times, and most of a number.
  private static final int TIMES = 64;
  private static final int NUMBER = 24;

  // How a field is written.
  private static final byte UNSIGNED = 0;
  private static final byte SIGNED = 1;
  private static final byte STRING = 2;
  private static final byte ANY = 3;

  /** What is written of a type's every event, after the times. */
  private static final class Line {
    final int[] fields;
    final byte[] kinds;
    final ByteWriter.Constant[] before;
    final ByteWriter.Constant after;

    /** At least what the line has besides strings and values of several parts. */
    final int fixedBytes;

    Line(Layout layout) {
      int count = layout.fields.size();
      fields = layout.fields.stream().mapToInt(Integer::intValue).toArray();
      kinds = new byte[count];
      for (int i = 0; i < count; i++) {
        kinds[i] = layout.kinds.get(i);
      }
      before =
          layout.before.stream().map(ByteWriter.Constant::new).toArray(ByteWriter.Constant[]::new);
      after = new ByteWriter.Constant(layout.pending + "\n");
      int bytes = TIMES + after.padded.length;
      for (ByteWriter.Constant text : before) {
        bytes += text.padded.length + NUMBER;
      }
      fixedBytes = bytes;
    }
  }

  /** The fields in the order they are written, and the text between them. */
  private static final class Layout {
    final List<Integer> fields = new ArrayList<>();
    final List<Byte> kinds = new ArrayList<>();
    final List<String> before = new ArrayList<>();
    String pending;
    private boolean any;

    Layout(String head) {
      pending = head;
    }

    void scope(EventType type, Scope scope) {
      if (!type.has(scope)) {
        return;
      }
      pending += any ? ", {" : "{";
      any = true;
      String separator = " ";
      for (int i = 0; i < type.fields().size(); i++) {
        Field field = type.fields().get(i);
        if (field.scope() == scope) {
          byte kind = kind(field);
          String quote = kind == STRING ? "\"" : "";
          fields.add(i);
          kinds.add(kind);
          before.add(pending + separator + field.name() + " = " + quote);
          pending = quote;
          separator = ", ";
        }
      }
      pending += " }";
    }

    private static byte kind(Field field) {
      return switch (field.kind()) {
        case INTEGER -> {
          boolean decimal = field.type() instanceof CtfType.Int integer && integer.base() == 10;
          yield !decimal ? ANY : field.signed() ? SIGNED : UNSIGNED;
        }
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
    out.room(line.fixedBytes);
    long nanos = event.nanos();
    byte[] to = out.buffer();
    int at = type.timed() ? putTimes(to, out.position(), nanos) : out.position();
    byte[] kinds = line.kinds;
    for (int i = 0; i < kinds.length; i++) {
      int field = line.fields[i];
      at = ByteWriter.put(to, at, line.before[i]);
      switch (kinds[i]) {
        case UNSIGNED -> at = ByteWriter.unsigned(to, at, event.longValue(field));
        case SIGNED -> at = ByteWriter.signed(to, at, event.longValue(field));
        case STRING -> {
          int length = event.stringLength(field);
          out.position(at);
          out.room(line.fixedBytes + 4 * length);
          to = out.buffer();
          at =
              TextValues.escaped(
                  to, at, event.stringBytes(field), event.stringOffset(field), length);
        }
        default -> {
          out.position(at);
          event.visit(field, values);
          out.room(line.fixedBytes);
          to = out.buffer();
          at = out.position();
        }
      }
    }
    out.position(ByteWriter.put(to, at, line.after));
  }

  /** {@code [time] (+delta}; events without times have neither. */
  private int putTimes(byte[] to, int start, long nanos) {
    long delta = nanos - last;
    boolean none = first;
    last = nanos;
    first = false;
    to[start] = '[';
    int at = clock.putTime(to, start + 1, nanos);
    if (none) {
      return ByteWriter.put(to, at, NO_DELTA);
    }
    if (delta >= 0 && delta < NANOS) {
      at = ByteWriter.put(to, at, SHORT_DELTA);
      return ByteWriter.nineDigits(to, at, (int) delta);
    }
    at = ByteWriter.put(to, at, LONG_DELTA);
    at = ByteWriter.unsigned(to, at, Long.divideUnsigned(delta, NANOS));
    to[at++] = '.';
    return ByteWriter.nineDigits(to, at, (int) Long.remainderUnsigned(delta, NANOS));
  }

  private Line line(EventType type) {
    String name = type.fullName().isEmpty() ? "<unknown>" : type.fullName();
    Layout layout = new Layout((type.timed() ? ") " : "") + source(type.source()) + name + ": ");
    layout.scope(type, Scope.PACKET);
    layout.scope(type, Scope.STREAM_CONTEXT);
    layout.scope(type, Scope.EVENT_CONTEXT);
    layout.scope(type, Scope.PAYLOAD);
    Line line = new Line(layout);
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
