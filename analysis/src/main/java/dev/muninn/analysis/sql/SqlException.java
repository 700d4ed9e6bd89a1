package dev.muninn.analysis.sql;

import java.sql.SQLException;

/** A query or a load that failed; the message is one line, the database's own where it has one. */
public final class SqlException extends Exception {
  private static final long serialVersionUID = 1;

  SqlException(SQLException cause) {
    super(line(cause), cause);
  }

  /** With a message for the user. */
  SqlException(String message) {
    super(message);
  }

  private static String line(SQLException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
