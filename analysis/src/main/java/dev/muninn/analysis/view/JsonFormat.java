package dev.muninn.analysis.view;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.Field;
import dev.muninn.analysis.ctf.Scope;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/**
 * One object a line: {@code {"timestamp": ns since the epoch, "time": local date and time, "host":
 * ..., "name": "provider:event", "packet": {...}, "context": {...}, "fields": {...}}}. Integers
 * keep all their digits; an enum is its first label, or its number where it has none. Events
 * without times have no {@code timestamp} and no {@code time}.
 */
final class JsonFormat implements EventFormat {
  private static final ByteWriter.Constant BEGIN = new ByteWriter.Constant("{\"timestamp\":");
  private static final ByteWriter.Constant TIME = new ByteWriter.Constant(",\"time\":\"");

  private final ByteWriter out;
  private final WallClock clock;
  private final JsonValues values;

  JsonFormat(ByteWriter out, ZoneId zone) {
    this.out = out;
    clock = new WallClock(zone);
    values = new JsonValues(out);
  }

  @Override
  public void begin() {}

  @Override
  public void write(EventCursor event) throws IOException {
    out.begin();
    EventType type = event.type();
    if (type.timed()) {
      out.put(BEGIN);
      out.signed(event.nanos());
      out.put(TIME);
      clock.putDateTime(out, event.nanos());
      out.put("\",\"host\":");
    } else {
      out.put("{\"host\":");
    }
    values.text(type.source().environment("hostname"));
    out.put(",\"name\":");
    values.text(type.fullName());
    scope(event, type, "packet", List.of(Scope.PACKET));
    scope(event, type, "context", List.of(Scope.STREAM_CONTEXT, Scope.EVENT_CONTEXT));
    scope(event, type, "fields", List.of(Scope.PAYLOAD));
    out.put("}\n");
  }

  private void scope(EventCursor event, EventType type, String name, List<Scope> scopes) {
    boolean open = false;
    List<Field> fields = type.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (scopes.contains(fields.get(i).scope())) {
        if (open) {
          out.put(',');
        } else {
          out.put(",\"" + name + "\":{");
          open = true;
        }
        values.text(fields.get(i).name());
        out.put(':');
        event.visit(i, values);
      }
    }
    if (open) {
      out.put('}');
    }
  }
}
