package dev.muninn.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, built row by row. */
public final class MarkdownTable {
  private final int columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings. */
  public MarkdownTable(String... headings) {
    columns = headings.length;
    row(headings);
  }

  /** Appends a row; missing cells at its end are empty. */
  public MarkdownTable row(String... cells) {
    if (cells.length > columns) {
      throw new IllegalArgumentException(
          "too many cells: cells=%d columns=%d".formatted(cells.length, columns));
    }
    List<String> row = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      row.add(i < cells.length ? cells[i].replace("|", "\\|").replace("\n", " ") : "");
    }
    rows.add(row);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|").append("---|".repeat(columns)).append('\n');
      }
    }
    return text.toString();
  }
}
