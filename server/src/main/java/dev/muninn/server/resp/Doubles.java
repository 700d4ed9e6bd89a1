package dev.muninn.server.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles in decimal as Valkey prints them: the shortest digits that read back as the same double,
 * in the notation of fpconv (plain up to 7 places beyond the digits, else with an exponent).
 */
public final class Doubles {
  /** Whole numbers within ±2^62 are printed as integers. */
  private static final double WHOLE = 0x1p62;

  /** Below it, one digit may do where Java prints two. */
  private static final double TINY = 1e-320;

  private Doubles() {}

  /** The text of a double as Latin-1 bytes. */
  public static byte[] toBytes(double value) {
    return toString(value).getBytes(ISO_8859_1);
  }

  /** The text of a double: {@code nan}, {@code inf}, {@code -inf}, {@code -0}, or its digits. */
  public static String toString(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "-inf" : "inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    if (Math.abs(value) <= WHOLE && value == (long) value) {
      return Long.toString((long) value);
    }
    double magnitude = Math.abs(value);
    BigDecimal shortest = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
    if (magnitude < TINY) {
      BigDecimal digit = shortest.round(new MathContext(1, RoundingMode.HALF_UP));
      shortest = digit.doubleValue() == magnitude ? digit : shortest;
    }
    StringBuilder text = new StringBuilder(24);
    if (value < 0) {
      text.append('-');
    }
    append(text, shortest.unscaledValue().toString(), -shortest.scale());
    return text.toString();
  }

  /** Appends {@code digits} times ten to the power of {@code scale}. */
  private static void append(StringBuilder text, String digits, int scale) {
    int n = digits.length();
    int exponent = Math.abs(scale + n - 1);
    if (scale >= 0 && exponent < n + 7) {
      text.append(digits).repeat("0", scale);
    } else if (scale < 0 && (scale > -7 || exponent < 4)) {
      int point = n + scale;
      if (point <= 0) {
        text.append("0.").repeat("0", -point).append(digits);
      } else {
        text.append(digits, 0, point).append('.').append(digits, point, n);
      }
    } else {
      text.append(digits.charAt(0));
      if (n > 1) {
        text.append('.').append(digits, 1, n);
      }
      text.append('e').append(scale + n - 1 < 0 ? '-' : '+').append(exponent);
    }
  }
}
