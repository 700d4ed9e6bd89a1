package dev.muninn.analysis.sql;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table. The widths are those of the first {@value #SAMPLE} rows, so that a result of any
 * length is printed in bounded memory.
 */
final class TableText {
  private static final int SAMPLE = 1000;
  private static final int MAX_WIDTH = 80;

  private final Appendable out;

  TableText(Appendable out) {
    this.out = out;
  }

  void print(ResultSet result) throws SQLException, IOException {
    List<String> names = ResultFormat.names(result);
    List<String[]> rows = new ArrayList<>();
    boolean[] right = new boolean[names.size()];
    int[] widths = names.stream().mapToInt(String::length).toArray();
    boolean more = result.next();
    while (more && rows.size() < SAMPLE) {
      rows.add(row(result, widths, right));
      more = result.next();
    }
    line(names.toArray(String[]::new), widths, right);
    rule(widths);
    for (String[] row : rows) {
      line(row, widths, right);
    }
    while (more) {
      line(row(result, widths.clone(), right), widths, right);
      more = result.next();
    }
  }

  private static String[] row(ResultSet result, int[] widths, boolean[] right) throws SQLException {
    String[] row = new String[widths.length];
    for (int i = 0; i < row.length; i++) {
      @Nullable Object value = result.getObject(i + 1);
      String text = ResultFormat.text(value);
      row[i] = text == null ? "" : text.replaceAll("\\p{Cntrl}", "?");
      widths[i] = Math.max(widths[i], Math.min(MAX_WIDTH, row[i].length()));
      right[i] |= value instanceof Number;
    }
    return row;
  }

  private void rule(int[] widths) throws IOException {
    for (int i = 0; i < widths.length; i++) {
      out.append(i == 0 ? "" : "  ").append("-".repeat(widths[i]));
    }
    out.append('\n');
  }

  private void line(String[] row, int[] widths, boolean[] right) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String pad = " ".repeat(Math.max(0, widths[i] - row[i].length()));
      line.append(i == 0 ? "" : "  ");
      line.append(right[i] ? pad + row[i] : row[i] + pad);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
