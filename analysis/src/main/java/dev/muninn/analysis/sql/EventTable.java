package dev.muninn.analysis.sql;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.Field;
import dev.muninn.analysis.ctf.Scope;
import dev.muninn.analysis.export.FieldText;
import dev.muninn.analysis.export.TrackReader;
import dev.muninn.analysis.export.TypeRole;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The table of the events of one type: its columns, and how an event becomes a row of it. */
final class EventTable {
  /** What every event has; named so that the fields of an event of the same name get another. */
  private static final Set<String> COMMON =
      Set.of("trace", "time", "nanos", "clock", "provider", "event", "thread", "turn");

  /** Whose command it was; told by the event before it. */
  private static final List<String> SENDER = List.of("client_id", "address", "client_name");

  private final String table;
  private final EventType type;
  private final boolean sender;
  private final List<String> names = new ArrayList<>();
  private final int[] fields;
  private final Field.Kind[] kinds;
  private @Nullable DuckDBAppender appender;

  EventTable(String table, EventType type, TypeRole.Kind role) {
    this.table = table;
    this.type = type;
    this.sender = role == TypeRole.Kind.COMMAND && type.field(Scope.PAYLOAD, "client_id") < 0;
    List<Field> all = type.fields();
    Set<String> used = new HashSet<>(COMMON);
    if (sender) {
      used.addAll(SENDER);
    }
    List<Integer> kept = new ArrayList<>();
    for (Scope scope :
        List.of(Scope.PAYLOAD, Scope.EVENT_CONTEXT, Scope.STREAM_CONTEXT, Scope.PACKET)) {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).scope() == scope && !inCommon(all.get(i)) && !FieldText.isLength(all, i)) {
          kept.add(i);
          names.add(unused(all.get(i).name(), used));
        }
      }
    }
    fields = kept.stream().mapToInt(Integer::intValue).toArray();
    kinds = kept.stream().map(index -> all.get(index).kind()).toArray(Field.Kind[]::new);
  }

  /** The packet's thread is a column of every event. */
  private static boolean inCommon(Field field) {
    return field.scope() == Scope.PACKET
        && (field.name().equals("vtid") || field.name().equals("thread"));
  }

  private static String unused(String field, Set<String> used) {
    String name = field.toLowerCase(Locale.ROOT);
    while (!used.add(name)) {
      name += "_";
    }
    return name;
  }

  /** What two types must have alike so that their events are in one table. */
  String signature() {
    StringBuilder text = new StringBuilder(type.fullName());
    for (int i = 0; i < fields.length; i++) {
      text.append('\n').append(names.get(i)).append(' ').append(sqlType(kinds[i]));
    }
    return text.toString();
  }

  private static String sqlType(Field.Kind kind) {
    return switch (kind) {
      case INTEGER -> "BIGINT";
      case REAL -> "DOUBLE";
      case STRING, ENUMERATION, COMPOUND -> "VARCHAR";
    };
  }

  private String qualified() {
    return Sql.identifier(Schema.HIDDEN) + "." + Sql.identifier(table);
  }

  /** The type's full name. */
  String event() {
    return type.fullName();
  }

  String create() {
    StringBuilder sql = new StringBuilder("CREATE TABLE ").append(qualified());
    sql.append(" (nanos BIGINT, clock BIGINT, thread BIGINT, turn BIGINT");
    for (int i = 0; i < fields.length; i++) {
      sql.append(", ").append(Sql.identifier(names.get(i))).append(' ').append(sqlType(kinds[i]));
    }
    if (sender) {
      sql.append(", client_id BIGINT, address VARCHAR, client_name VARCHAR");
    }
    return sql.append(')').toString();
  }

  /** This type's part of the view of all events. */
  String select(String trace) {
    return "SELECT "
        + Sql.text(trace)
        + " AS trace, make_timestamp(nanos // 1000) AS time, "
        + Sql.text(type.provider())
        + " AS provider, "
        + Sql.text(type.name())
        + " AS event, * FROM "
        + qualified();
  }

  void append(TrackReader reader, DuckDBConnection connection) throws SQLException {
    DuckDBAppender to = appender;
    if (to == null) {
      to = connection.createAppender(Schema.HIDDEN, table);
      appender = to;
    }
    EventCursor event = reader.cursor();
    to.beginRow();
    to.append(event.nanos());
    to.append(event.clock());
    to.append(reader.track().thread());
    to.append(reader.track().turn());
    for (int i = 0; i < fields.length; i++) {
      int field = fields[i];
      switch (kinds[i]) {
        case INTEGER -> to.append(event.longValue(field));
        case REAL -> to.append(event.doubleValue(field));
        case STRING, ENUMERATION -> to.append(event.stringValue(field));
        case COMPOUND -> to.append(FieldText.of(event, field));
      }
    }
    if (sender) {
      if (reader.senderKnown()) {
        to.append(reader.clientId());
        to.append(reader.address());
        to.append(reader.clientName());
      } else {
        to.appendNull();
        to.appendNull();
        to.appendNull();
      }
    }
    to.endRow();
  }

  /** What was appended is in the table after this. */
  void finish() throws SQLException {
    if (appender != null) {
      appender.close();
      appender = null;
    }
  }
}
