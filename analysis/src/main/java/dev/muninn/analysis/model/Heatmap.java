package dev.muninn.analysis.model;

/**
 * Counts over time and latency. Columns are equal spans of time, at most {@value #COLUMNS}: when
 * the trace grows beyond them each two become one. Rows are half octaves of a microsecond: row 0 is
 * below 1 us, row r covers 2^((r-1)/2) to 2^(r/2) us.
 */
public final class Heatmap {
  /** Greatest number of columns. */
  public static final int COLUMNS = 360;

  /** Number of rows; the last one is open upwards (above 60 s). */
  public static final int ROWS = 53;

  private static final double SQRT2_MICROS = 1000 * Math.sqrt(2);

  private final int[] counts = new int[COLUMNS * ROWS];
  private long start = Long.MIN_VALUE;
  private long width = 1_000_000;
  private int used;

  /** Counts a latency; times before the first one count as the first. */
  public void add(long nanos, long latencyNanos) {
    if (start == Long.MIN_VALUE) {
      start = nanos;
    }
    long column = Math.max(0, nanos - start) / width;
    while (column >= COLUMNS) {
      halve();
      column = Math.max(0, nanos - start) / width;
    }
    used = Math.max(used, (int) column + 1);
    int cell = (int) column * ROWS + row(latencyNanos);
    if (counts[cell] != Integer.MAX_VALUE) {
      counts[cell]++;
    }
  }

  /** Row of a latency in nanoseconds. */
  public static int row(long latencyNanos) {
    if (latencyNanos < 1000) {
      return 0;
    }
    int octave = 63 - Long.numberOfLeadingZeros(latencyNanos / 1000);
    int half = latencyNanos >= SQRT2_MICROS * (1L << octave) ? 1 : 0;
    return Math.min(ROWS - 1, 1 + 2 * octave + half);
  }

  /** CLOCK_MONOTONIC nanoseconds of the first column's beginning; meaningless when empty. */
  public long start() {
    return start;
  }

  /** Nanoseconds of a column. */
  public long width() {
    return width;
  }

  /** Columns in use. */
  public int columns() {
    return used;
  }

  /** Count of a cell. */
  public int count(int column, int row) {
    return counts[column * ROWS + row];
  }

  private void halve() {
    for (int c = 0; c < COLUMNS; c++) {
      for (int r = 0; r < ROWS; r++) {
        int n = counts[c * ROWS + r];
        counts[c * ROWS + r] = 0;
        int to = c / 2 * ROWS + r;
        counts[to] = (int) Math.min(Integer.MAX_VALUE, (long) counts[to] + n);
      }
    }
    width *= 2;
    used = (used + 1) / 2;
  }
}
