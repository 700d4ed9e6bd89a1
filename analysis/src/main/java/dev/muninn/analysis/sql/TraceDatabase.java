package dev.muninn.analysis.sql;

import dev.muninn.analysis.ctf.EventCursor;
import dev.muninn.analysis.ctf.EventType;
import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.analysis.export.TrackReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Traces in an embedded DuckDB. It never reaches for the network, holds a bounded part in memory
 * and the rest in a directory of its own under the system's temporary one, which goes with it.
 */
public final class TraceDatabase implements AutoCloseable {
  private static final int PROGRESS_EVERY = 1 << 16;

  private final DuckDBConnection connection;
  private final Path directory;

  /** Parts of the view {@code events}. */
  private final List<String> parts = new ArrayList<>();

  private int tables;

  private TraceDatabase(DuckDBConnection connection, Path directory) {
    this.connection = connection;
    this.directory = directory;
  }

  /**
   * An empty database.
   *
   * @param memoryBytes what it may hold in memory; the rest goes to disk
   */
  public static TraceDatabase open(long memoryBytes) throws SqlException, IOException {
    Path directory = Files.createTempDirectory("muninn-sql");
    try {
      Properties properties = new Properties();
      properties.setProperty("memory_limit", memoryBytes / 1024 + "KiB");
      properties.setProperty("temp_directory", directory.toString());
      properties.setProperty("autoinstall_known_extensions", "false");
      properties.setProperty("autoload_known_extensions", "false");
      properties.setProperty("allow_community_extensions", "false");
      properties.setProperty("preserve_insertion_order", "false");
      TraceDatabase database =
          new TraceDatabase(
              DuckDBConnection.newConnection("jdbc:duckdb:", false, properties), directory);
      database.execute("CREATE SCHEMA " + Sql.identifier(Schema.HIDDEN));
      return database;
    } catch (SQLException e) {
      delete(directory);
      throw new SqlException(e);
    } catch (Exception e) { // DuckDB's signature has no narrower type
      delete(directory);
      throw new IOException(e);
    }
  }

  /**
   * Loads all events of a trace.
   *
   * @param name value of the column {@code trace}
   * @param progress is told how far it is, from 0 to 1
   * @return events loaded
   */
  public long load(Trace trace, String name, DoubleConsumer progress)
      throws TraceException, SqlException {
    Map<String, EventTable> bySignature = new HashMap<>();
    try (EventCursor cursor = trace.events()) {
      TrackReader reader = new TrackReader(cursor);
      @Nullable EventTable[] byType = new @Nullable EventTable[trace.types().size()];
      long events = 0;
      while (reader.next()) {
        EventType type = cursor.type();
        if (type.index() >= byType.length) {
          byType = Arrays.copyOf(byType, type.index() + 1);
        }
        EventTable table = byType[type.index()];
        if (table == null) {
          table = table(reader, bySignature, name);
          byType[type.index()] = table;
        }
        table.append(reader, connection);
        if (++events % PROGRESS_EVERY == 0) {
          progress.accept(cursor.progress());
        }
      }
      for (EventTable table : bySignature.values()) {
        table.finish();
      }
      return events;
    } catch (SQLException e) {
      throw new SqlException(e);
    }
  }

  private EventTable table(TrackReader reader, Map<String, EventTable> bySignature, String trace)
      throws SQLException {
    EventType type = reader.cursor().type();
    EventTable fresh = new EventTable("events_" + tables, type, reader.role().kind());
    EventTable known = bySignature.putIfAbsent(fresh.signature(), fresh);
    if (known != null) {
      return known;
    }
    tables++;
    execute(fresh.create());
    parts.add(fresh.select(trace));
    return fresh;
  }

  /** Adds Parquet files that an export has written: one, or all in a directory. */
  public void attachParquet(Path path) throws SqlException {
    String files = Files.isDirectory(path) ? path.resolve("*.parquet").toString() : path.toString();
    String source = "read_parquet(" + Sql.text(files) + ", union_by_name = true)";
    try {
      List<String> columns = columns("SELECT * FROM " + source);
      if (!columns.containsAll(Schema.REQUIRED)) {
        throw new SqlException(path + ": not an export of a trace: columns=" + columns);
      }
      parts.add("SELECT * FROM " + source);
    } catch (SQLException e) {
      throw new SqlException(e);
    }
  }

  /** Makes the views of docs/SQL.md, of all that was loaded and attached. */
  public void createViews() throws SqlException {
    try {
      String union =
          Schema.EMPTY_EVENTS
              + (parts.isEmpty() ? "" : "\nUNION ALL BY NAME\n")
              + String.join("\nUNION ALL BY NAME\n", parts);
      execute("CREATE VIEW events AS " + union);
      for (String view : Schema.VIEWS) {
        execute(view);
      }
      for (String macro : Schema.CATALOG) {
        execute(macro);
      }
    } catch (SQLException e) {
      throw new SqlException(e);
    }
  }

  private List<String> columns(String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("DESCRIBE " + query)) {
      while (result.next()) {
        names.add(result.getString(1));
      }
    }
    return names;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a query and hands its result on, row by row. */
  public void query(String sql, ResultPrinter printer) throws SqlException, IOException {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet result = statement.getResultSet()) {
          printer.print(result);
        }
      }
    } catch (SQLException e) {
      throw new SqlException(e);
    }
  }

  /**
   * Writes all events to one Parquet file, in order of time.
   *
   * @param file is replaced if it is there
   */
  public void writeParquet(Path file) throws SqlException {
    try {
      copy("SELECT * FROM events ORDER BY nanos", file);
    } catch (SQLException e) {
      throw new SqlException(e);
    }
  }

  /** Writes a Parquet file for each kind of event, with its own columns only. */
  public void writeParquetDirectory(Path to) throws SqlException, IOException {
    Files.createDirectories(to);
    try {
      Map<String, List<String>> byEvent = new HashMap<>();
      for (String part : parts) {
        try (Statement statement = connection.createStatement();
            ResultSet row =
                statement.executeQuery("SELECT provider, event FROM (" + part + ") LIMIT 1")) {
          if (row.next()) {
            String name = row.getString(1) + "." + row.getString(2);
            byEvent.computeIfAbsent(name, _ -> new ArrayList<>()).add(part);
          }
        }
      }
      for (Map.Entry<String, List<String>> event : byEvent.entrySet()) {
        String file = event.getKey().replaceAll("[^A-Za-z0-9_.-]", "_") + ".parquet";
        String union = String.join(" UNION ALL BY NAME ", event.getValue());
        copy("SELECT * FROM (" + union + ") ORDER BY nanos", to.resolve(file));
      }
    } catch (SQLException e) {
      throw new SqlException(e);
    }
  }

  private void copy(String query, Path file) throws SQLException {
    execute(
        "COPY ("
            + query
            + ") TO "
            + Sql.text(file.toString())
            + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3)");
  }

  /** Frees the memory and deletes the files it needed. */
  @Override
  public void close() throws SqlException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new SqlException(e);
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // It lies in the system's temporary directory, which is emptied in time.
    }
  }
}
