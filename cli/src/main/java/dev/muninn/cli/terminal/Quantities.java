package dev.muninn.cli.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times as users write and read them: {@code 64M}, {@code 10s}. */
public final class Quantities {
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,15})(?:([kmgt])(?:i?b)?|b)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME = Pattern.compile("(\\d{1,12})(us|ms|s|m|h)?");
  private static final String UNITS = "kmgt";
  private static final long THOUSAND = 1000;
  private static final int KIBI_BITS = 10;

  private Quantities() {}

  /** Bytes of {@code 1048576}, {@code 1024k}, {@code 1M}, {@code 1mb}: powers of 1024, as lttng. */
  public static long bytes(String text) throws ToolFailure {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new ToolFailure("not a size: '" + text + "'; write it like 64M or 1048576");
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    int shift = unit == null ? 0 : KIBI_BITS * (UNITS.indexOf(unit.toLowerCase(Locale.ROOT)) + 1);
    if (number > Long.MAX_VALUE >> shift) {
      throw new ToolFailure("too large: '" + text + "'");
    }
    return number << shift;
  }

  /**
   * A time as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}.
   *
   * @param bare unit of a number without one, for instance {@code "s"}
   */
  public static Duration duration(String text, String bare) throws ToolFailure {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new ToolFailure("not a time: '" + text + "'; write it like 500ms, 10s, 5m");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2) == null ? bare : matcher.group(2)) {
      case "us" -> Duration.ofNanos(number * THOUSAND);
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }

  /** Bytes for people: {@code 640 B}, {@code 1.5 MiB}. */
  public static String size(long bytes) {
    double value = bytes;
    String unit = "B";
    for (String next : new String[] {"KiB", "MiB", "GiB", "TiB"}) {
      if (value < 1024) {
        break;
      }
      value /= 1024;
      unit = next;
    }
    return unit.equals("B") ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, unit);
  }

  /** Milliseconds for people: {@code 640 ms}, {@code 12.3 s}, {@code 2 h 5 min}. */
  public static String time(long millis) {
    long seconds = millis / THOUSAND;
    if (seconds < 1) {
      return millis + " ms";
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", (double) (millis - millis % 100) / THOUSAND);
    }
    long minutes = seconds / 60;
    return minutes < 60
        ? minutes + " min " + seconds % 60 + " s"
        : count(minutes / 60) + " h " + minutes % 60 + " min";
  }

  /** A number with its thousands apart: {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
