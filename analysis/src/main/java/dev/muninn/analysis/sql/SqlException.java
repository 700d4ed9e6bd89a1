package dev.muninn.analysis.sql;

import java.sql.SQLException;

/**
 * A query or a load that failed; the message is the database's own where it has one, with its
 * lines: the query's line and a mark below the place of the mistake.
 */
public final class SqlException extends Exception {
  private static final long serialVersionUID = 1;

  SqlException(SQLException cause) {
    super(text(cause), cause);
  }

  /** With a message for the user. */
  SqlException(String message) {
    super(message);
  }

  private static String text(SQLException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.strip();
  }
}
