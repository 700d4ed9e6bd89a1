package dev.muninn.server.config;

import java.util.Locale;

/** Memory sizes as configuration writes them: {@code 1k} is 1000 bytes, {@code 1kb} is 1024. */
public final class MemoryUnits {
  private static final int MAX_DIGITS = 20;

  private MemoryUnits() {}

  /** Bytes, unsigned 64 bits, or an exception when the text is no size or does not fit. */
  public static long parse(String text) throws ConfigException {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    long unit =
        switch (text.substring(digits).toLowerCase(Locale.ROOT)) {
          case "", "b" -> 1L;
          case "k" -> 1000L;
          case "kb" -> 1L << 10;
          case "m" -> 1_000_000L;
          case "mb" -> 1L << 20;
          case "g" -> 1_000_000_000L;
          case "gb" -> 1L << 30;
          default -> 0L;
        };
    if (unit == 0 || digits == 0 || digits > MAX_DIGITS) {
      throw new ConfigException("argument must be a memory value");
    }
    try {
      long number = Long.parseUnsignedLong(text, 0, digits, 10);
      if (Math.unsignedMultiplyHigh(number, unit) != 0) {
        throw new ConfigException("argument must be a memory value");
      }
      return number * unit;
    } catch (NumberFormatException e) {
      throw new ConfigException("argument must be a memory value");
    }
  }

  /** The shortest exact form with gb, mb or kb, for a configuration file. */
  static String format(long bytes) {
    if (bytes != 0 && bytes % (1L << 30) == 0) {
      return (bytes >> 30) + "gb";
    } else if (bytes != 0 && bytes % (1L << 20) == 0) {
      return (bytes >> 20) + "mb";
    } else if (bytes != 0 && bytes % (1L << 10) == 0) {
      return (bytes >> 10) + "kb";
    }
    return Long.toUnsignedString(bytes);
  }

  /** Bytes for people: {@code 1.50M}; as INFO's {@code _human} fields. */
  public static String human(long bytes) {
    if (bytes < 1L << 10) {
      return bytes + "B";
    } else if (bytes < 1L << 20) {
      return String.format(Locale.ROOT, "%.2fK", bytes / 1024.0);
    } else if (bytes < 1L << 30) {
      return String.format(Locale.ROOT, "%.2fM", bytes / (1024.0 * 1024));
    } else if (bytes < 1L << 40) {
      return String.format(Locale.ROOT, "%.2fG", bytes / (1024.0 * 1024 * 1024));
    }
    return String.format(Locale.ROOT, "%.2fT", bytes / (1024.0 * 1024 * 1024 * 1024));
  }
}
