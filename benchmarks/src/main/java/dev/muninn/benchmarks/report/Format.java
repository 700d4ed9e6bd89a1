package dev.muninn.benchmarks.report;

import java.util.Locale;

/** Numbers as the tables show them; NaN, a figure there is not, is a dash. */
public final class Format {
  private Format() {}

  /** Whole, in groups of three. */
  public static String whole(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,.0f", value);
  }

  /** Whole, in groups of three. */
  public static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** With a number of decimals. */
  public static String decimal(double value, int decimals) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Bytes as MiB. */
  public static String mebibytes(double bytes) {
    return decimal(bytes / (1 << 20), 0);
  }
}
