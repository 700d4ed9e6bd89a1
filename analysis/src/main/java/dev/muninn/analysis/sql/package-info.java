/**
 * A trace as tables: DuckDB, embedded, answers SQL and writes Parquet. The schema is documented in
 * docs/SQL.md. Imports {@code ctf} and {@code export} (which thread and turn an event is of).
 */
@NullMarked
package dev.muninn.analysis.sql;

import org.jspecify.annotations.NullMarked;
