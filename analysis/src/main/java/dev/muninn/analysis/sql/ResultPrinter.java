package dev.muninn.analysis.sql;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes the result of a query. */
public interface ResultPrinter {
  /** Writes all rows; holds a bounded number of them. */
  void print(ResultSet result) throws SQLException, IOException;
}
