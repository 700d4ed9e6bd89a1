package dev.muninn.analysis.view;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Comma-separated values as RFC 4180 has them, with a header: time, host and name of the event,
 * then a column for each name of a field that the trace's metadata defines; a field that is named
 * like one of the first four gets an underscore behind its name. What an event does not have stays
 * empty; arrays and structs are written as JSON. A name in payload and context is the payload's.
 * Fields that the metadata gets only after the header was written are left out.
 */
final class CsvFormat implements EventFormat {
  private static final List<String> COMMON = List.of("timestamp", "time", "host", "event");

  private final ByteWriter out;
  private final WallClock clock;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final ByteArrayOutputStream compound = new ByteArrayOutputStream();
  private final ByteWriter compoundOut = new ByteWriter(compound);
  private final JsonValues compoundValues = new JsonValues(compoundOut);
  // The field of each column, or -1.
  private final Map<EventType, int[]> fieldsOf = new HashMap<>();

  CsvFormat(ByteWriter out, ZoneId zone, List<EventType> types) {
    this.out = out;
    clock = new WallClock(zone);
    for (EventType type : types) {
      for (Field field : type.fields()) {
        columns.putIfAbsent(field.name(), columns.size());
      }
    }
  }

  @Override
  public void begin() throws IOException {
    out.begin();
    out.put(String.join(",", COMMON));
    Set<String> used = new HashSet<>(COMMON);
    used.addAll(columns.keySet());
    for (String column : columns.keySet()) {
      String title = column;
      while (COMMON.contains(column) && !used.add(title)) {
        title += "_";
      }
      out.put(',');
      quoted(title);
    }
    out.put("\n");
  }

  @Override
  public void write(EventCursor event) throws IOException {
    out.begin();
    EventType type = event.type();
    int[] fields = fieldsOf.computeIfAbsent(type, this::fields);
    if (type.timed()) {
      out.signed(event.nanos());
    }
    out.put(',');
    if (type.timed()) {
      clock.putDateTime(out, event.nanos());
    }
    out.put(',');
    quoted(type.source().environment("hostname"));
    out.put(',');
    quoted(type.fullName());
    for (int field : fields) {
      out.room(0);
      out.put(',');
      if (field >= 0) {
        value(event, type.fields().get(field), field);
      }
    }
    out.put("\n");
  }

  private int[] fields(EventType type) {
    int[] fields = new int[columns.size()];
    columns.forEach((name, column) -> fields[column] = type.field(name));
    return fields;
  }

  private void value(EventCursor event, Field field, int index) throws IOException {
    switch (field.kind()) {
      case INTEGER -> {
        if (field.signed()) {
          out.signed(event.longValue(index));
        } else {
          out.unsigned(event.longValue(index));
        }
      }
      case REAL, ENUMERATION -> quoted(event.stringValue(index));
      case STRING ->
          quoted(event.stringBytes(index), event.stringOffset(index), event.stringLength(index));
      case COMPOUND -> {
        event.visit(index, compoundValues);
        compoundOut.flush();
        byte[] bytes = compound.toByteArray();
        compound.reset();
        quoted(bytes, 0, bytes.length);
      }
    }
  }

  private void quoted(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    quoted(bytes, 0, bytes.length);
  }

  private void quoted(byte[] bytes, int offset, int length) {
    boolean plain = true;
    for (int i = offset; i < offset + length; i++) {
      byte b = bytes[i];
      plain &= b != ',' && b != '"' && b != '\n' && b != '\r';
    }
    if (plain) {
      out.put(bytes, offset, length);
      return;
    }
    out.room(2 * length + 2);
    out.put('"');
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '"') {
        out.put('"');
      }
      out.put((char) bytes[i]);
    }
    out.put('"');
  }
}
