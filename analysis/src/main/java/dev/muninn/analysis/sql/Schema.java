package dev.muninn.analysis.sql;

import java.util.List;
import java.util.stream.Stream;

/** The views of docs/SQL.md. Plain SQL: other engines can run the same on the Parquet files. */
final class Schema {
  /** Columns without which a Parquet file is none of ours. */
  static final List<String> REQUIRED = List.of("trace", "time", "nanos", "provider", "event");

  /** No rows, but the columns that the views are made of, whatever was recorded. */
  static final String EMPTY_EVENTS =
      """
      SELECT NULL::VARCHAR AS trace, NULL::TIMESTAMP AS time, NULL::VARCHAR AS provider,
             NULL::VARCHAR AS event, NULL::BIGINT AS nanos, NULL::BIGINT AS clock,
             NULL::BIGINT AS thread, NULL::BIGINT AS turn, NULL::VARCHAR AS name,
             NULL::BIGINT AS duration, NULL::BIGINT AS client_id, NULL::VARCHAR AS address,
             NULL::VARCHAR AS client_name, NULL::BIGINT AS start, NULL::VARCHAR AS operation
      WHERE false""";

  static final List<String> VIEWS =
      List.of(
          """
          CREATE VIEW commands AS
          SELECT trace, time, name, duration AS duration_us, client_id, address, client_name,
                 thread, turn, nanos
          FROM events
          WHERE provider = 'valkey_commands' AND event = 'command_call'""",
          """
          CREATE VIEW turns AS
          SELECT trace, time, turn, duration AS duration_us, thread, nanos
          FROM events
          WHERE provider = 'valkey_server' AND event = 'eventloop'""",
          """
          CREATE VIEW stalls AS
          SELECT trace, time, event, coalesce(name, operation) AS detail, duration AS duration_us,
                 thread, turn, nanos,
                 CASE WHEN start IS NULL THEN nanos - 1000 * duration
                      ELSE start + (nanos - clock) END AS start_nanos
          FROM events
          WHERE duration IS NOT NULL
            AND provider <> 'valkey_commands'
            AND event NOT IN ('command', 'fast_command', 'eventloop', 'connection_close')""");

  /** Where the tables are that the views are made of; the user asks the views. */
  static final String HIDDEN = "_muninn";

  /**
   * The catalog without them. DuckDB makes SHOW, information_schema and pg_catalog of these table
   * functions, looked up by name, so that a macro of the name is asked in their place.
   */
  static final List<String> CATALOG =
      Stream.of("duckdb_tables", "duckdb_columns", "duckdb_schemas")
          .map(
              function ->
                  """
                  CREATE TEMP MACRO %1$s() AS TABLE
                  SELECT * FROM system.main.%1$s() WHERE schema_name <> '%2$s'"""
                      .formatted(function, HIDDEN))
          .toList();

  private Schema() {}
}
