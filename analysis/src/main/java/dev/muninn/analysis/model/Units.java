package dev.muninn.analysis.model;

import java.util.Locale;

/** Figures for people. */
public final class Units {
  private Units() {}

  /**
   * A time with three digits that matter: {@code 412 us}, {@code 1.25 ms}, {@code 12.3 s}. What is
   * shorter than a microsecond is {@code <1 us}: servers count whole ones, and their 0 is no
   * length.
   */
  public static String time(long nanos) {
    return nanos < 1000 ? "<1 us" : longer((double) nanos);
  }

  /** The same of a source that counts nanoseconds: {@code 412 ns}. */
  public static String exactTime(long nanos) {
    return nanos < 1000 ? Math.max(0, nanos) + " ns" : longer((double) nanos);
  }

  private static String longer(double n) {
    if (n < 999_500) {
      return digits(n / 1e3) + " us";
    }
    if (n < 999_500_000L) {
      return digits(n / 1e6) + " ms";
    }
    return n < 120e9 ? digits(n / 1e9) + " s" : digits(n / 60e9) + " min";
  }

  /** {@code 12.0 MiB}. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    String[] units = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = bytes / 1024.0;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return digits(value) + " " + units[unit];
  }

  /** {@code 1,234,567}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 request}, {@code 2 requests}. */
  public static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  /** {@code 12 %}; below one per cent with one digit. */
  public static String percent(double share) {
    double p = share * 100;
    return p > 0 && p < 1
        ? String.format(Locale.ROOT, "%.1f %%", p)
        : String.format(Locale.ROOT, "%.0f %%", p);
  }

  private static String digits(double value) {
    return value < 9.995
        ? String.format(Locale.ROOT, "%.2f", value)
        : value < 99.95
            ? String.format(Locale.ROOT, "%.1f", value)
            : String.format(Locale.ROOT, "%.0f", value);
  }
}
