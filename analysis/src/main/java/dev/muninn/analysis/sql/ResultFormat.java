package dev.muninn.analysis.sql;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a result looks. */
public enum ResultFormat {
  /** Columns under one another, for people. */
  TABLE {
    @Override
    public ResultPrinter to(Appendable out) {
      return result -> new TableText(out).print(result);
    }
  },
  /** RFC 4180, with a line of names. */
  CSV {
    @Override
    public ResultPrinter to(Appendable out) {
      return result -> csv(result, out);
    }
  },
  /** An array of objects, one object a line. */
  JSON {
    @Override
    public ResultPrinter to(Appendable out) {
      return result -> json(result, out);
    }
  };

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  /** Writes to {@code out}. */
  public abstract ResultPrinter to(Appendable out);

  static List<String> names(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnLabel(i));
    }
    return names;
  }

  /** The names, each once: one that is there already gets {@code _1}, as in a subquery. */
  private static List<String> differentNames(ResultSet result) throws SQLException {
    List<String> names = names(result);
    Set<String> used = new HashSet<>(names);
    Set<String> given = new HashSet<>();
    List<String> different = new ArrayList<>();
    for (String name : names) {
      String another = name;
      for (int n = 1; !given.add(another); n++) {
        String next = name + "_" + n;
        another = used.add(next) ? next : name;
      }
      different.add(another);
    }
    return different;
  }

  /** A value as text; null where SQL has NULL. */
  static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Timestamp time -> TIME.format(time.toLocalDateTime());
      case LocalDateTime time -> TIME.format(time);
      case OffsetDateTime time -> time.toString();
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  private static void csv(ResultSet result, Appendable out) throws SQLException, IOException {
    List<String> names = differentNames(result);
    for (int i = 0; i < names.size(); i++) {
      out.append(i == 0 ? "" : ",").append(quoted(names.get(i)));
    }
    out.append("\r\n");
    while (result.next()) {
      for (int i = 0; i < names.size(); i++) {
        String value = text(result.getObject(i + 1));
        out.append(i == 0 ? "" : ",").append(value == null ? "" : quoted(value));
      }
      out.append("\r\n");
    }
  }

  private static String quoted(String value) {
    boolean plain =
        !value.isEmpty() && value.chars().noneMatch(c -> c == '"' || c == ',' || c < ' ');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private static void json(ResultSet result, Appendable out) throws SQLException, IOException {
    List<String> names = differentNames(result);
    out.append('[');
    boolean first = true;
    while (result.next()) {
      out.append(first ? "\n{" : ",\n{");
      first = false;
      for (int i = 0; i < names.size(); i++) {
        out.append(i == 0 ? "" : ", ");
        string(names.get(i), out);
        out.append(": ");
        value(result.getObject(i + 1), out);
      }
      out.append('}');
    }
    out.append("\n]\n");
  }

  private static void value(@Nullable Object value, Appendable out) throws IOException {
    String text = text(value);
    boolean finite =
        switch (value) {
          case Double number -> Double.isFinite(number);
          case Float number -> Float.isFinite(number);
          case null, default -> true;
        };
    if (text == null) {
      out.append("null");
    } else if (finite && (value instanceof Number || value instanceof Boolean)) {
      out.append(text);
    } else {
      string(text, out);
    }
  }

  private static void string(String text, Appendable out) throws IOException {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
