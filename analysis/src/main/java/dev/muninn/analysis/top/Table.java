package dev.muninn.analysis.top;

import java.util.ArrayList;
import java.util.List;

/** Columns that fit a width: the one that may shrink gives way. */
final class Table {
  private static final int MIN_FLEXIBLE = 14;

  private final String[] heads;
  private final int flexible;
  private final boolean[] left;
  private final boolean[] optional;
  private final boolean[] dropped;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * @param flexible index of the column that is cut when the line is too long; -1 for none
   * @param heads of the columns; those that begin with {@code <} are set to the left; a {@code ?}
   *     before that makes a column that is left out where there is no room, the last one first
   */
  Table(int flexible, String... heads) {
    this.flexible = flexible;
    this.heads = new String[heads.length];
    left = new boolean[heads.length];
    optional = new boolean[heads.length];
    dropped = new boolean[heads.length];
    for (int i = 0; i < heads.length; i++) {
      optional[i] = heads[i].startsWith("?");
      String head = optional[i] ? heads[i].substring(1) : heads[i];
      left[i] = head.startsWith("<");
      this.heads[i] = left[i] ? head.substring(1) : head;
    }
  }

  Table row(String... cells) {
    rows.add(cells);
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  List<String> lines(int width) {
    int[] widths = new int[heads.length];
    int sum = -2;
    for (int c = 0; c < heads.length; c++) {
      widths[c] = heads[c].length();
      for (String[] row : rows) {
        widths[c] = Math.max(widths[c], row[c].length());
      }
      sum += widths[c] + 2;
    }
    int give = flexible < 0 ? 0 : Math.max(0, widths[flexible] - MIN_FLEXIBLE);
    for (int c = heads.length - 1; c >= 0 && sum - give > width; c--) {
      dropped[c] = optional[c];
      sum -= optional[c] ? widths[c] + 2 : 0;
    }
    if (flexible >= 0 && sum > width) {
      widths[flexible] -= Math.min(give, sum - width);
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(heads, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < cells.length; c++) {
      if (dropped[c]) {
        continue;
      }
      String cell = cells[c];
      if (cell.length() > widths[c]) {
        cell = cell.substring(0, widths[c] - 1) + "\u2026";
      }
      String pad = " ".repeat(widths[c] - cell.length());
      line.append(line.isEmpty() ? "" : "  ").append(left[c] ? cell + pad : pad + cell);
    }
    return line.toString().stripTrailing();
  }
}
