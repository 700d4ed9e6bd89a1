package dev.muninn.server.stats;

import java.util.ArrayList;
import java.util.List;

/** Draws an event's samples as columns of characters, the oldest to the left. */
public final class LatencyGraph {
  private static final int ROWS = 4;
  private static final int WIDTH = 80;

  /** A cell's filling, from empty to full, for the topmost cell of a column. */
  private static final char[] TOPS = {'_', 'o', '#'};

  private LatencyGraph() {}

  /** The picture, lines ended by newlines. */
  public static String draw(String event, LatencySeries series, long nowSeconds) {
    StringBuilder out = new StringBuilder();
    out.append(event)
        .append(" - high ")
        .append(series.max())
        .append(" ms, low ")
        .append(series.min())
        .append(" ms (all time high ")
        .append(series.allTimeMax())
        .append(" ms)\n")
        .append("-".repeat(WIDTH))
        .append('\n');
    for (int from = 0; from < series.size(); from += WIDTH) {
      if (from > 0) {
        out.append('\n');
      }
      stripe(out, series, from, Math.min(series.size(), from + WIDTH), nowSeconds);
    }
    return out.toString();
  }

  private static void stripe(
      StringBuilder out, LatencySeries series, int from, int to, long nowSeconds) {
    int levels = ROWS * TOPS.length - 1;
    long low = series.min();
    long range = Math.max(1, series.max() - low);
    for (int row = ROWS - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder();
      for (int i = from; i < to; i++) {
        int level = (int) ((series.millis(i) - low) * levels / range);
        int cell = level / TOPS.length;
        line.append(cell > row ? '|' : cell < row ? ' ' : TOPS[level % TOPS.length]);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    out.append('\n');
    ages(out, series, from, to, nowSeconds);
  }

  /** Writes under each column, downwards, how long ago it was. */
  private static void ages(
      StringBuilder out, LatencySeries series, int from, int to, long nowSeconds) {
    List<String> labels = new ArrayList<>();
    int longest = 0;
    for (int i = from; i < to; i++) {
      String label = age(nowSeconds - series.seconds(i));
      labels.add(label);
      longest = Math.max(longest, label.length());
    }
    for (int row = 0; row < longest; row++) {
      StringBuilder line = new StringBuilder();
      for (String label : labels) {
        line.append(row < label.length() ? label.charAt(row) : ' ');
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static String age(long seconds) {
    if (seconds < 60) {
      return seconds + "s";
    } else if (seconds < 3600) {
      return seconds / 60 + "m";
    } else if (seconds < 86400) {
      return seconds / 3600 + "h";
    }
    return seconds / 86400 + "d";
  }
}
