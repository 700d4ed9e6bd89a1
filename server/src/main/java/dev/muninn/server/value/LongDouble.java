package dev.muninn.server.value;

import dev.muninn.server.bytes.Slice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A floating-point number with 64 bits of precision and 15 of exponent: C's {@code long double} on
 * x86, in which INCRBYFLOAT adds. Numbers too small to be normal keep their precision, which no
 * decimal form of 17 places shows.
 */
public final class LongDouble {
  /** Zero. */
  public static final LongDouble ZERO = new LongDouble(BigInteger.ZERO, 0, false);

  private static final LongDouble INFINITE = new LongDouble(BigInteger.ONE, 0, true);

  private static final int PRECISION = 64;

  /** The value is below 2 to this power. */
  private static final int MAX_EXPONENT = 16384;

  /** A value of at most half of 2 to this power is rounded to zero. */
  private static final int MIN_EXPONENT = -16445;

  /** Decimal exponents beyond this are decided without arithmetic. */
  private static final int DECIMAL_LIMIT = 6000;

  /** Longest text read, as in Valkey. */
  private static final int MAX_TEXT = 5 * 1024 - 1;

  private static final Pattern DECIMAL =
      Pattern.compile("([+-]?)((\\d+)\\.?(\\d*)|\\.(\\d+))(?:[eE]([+-]?\\d+))?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "([+-]?)0[xX](?:([0-9a-fA-F]+)\\.?([0-9a-fA-F]*)|\\.([0-9a-fA-F]+))"
              + "(?:[pP]([+-]?\\d+))?");
  private static final Pattern INFINITY = Pattern.compile("[+-]?(inf|infinity)");

  private final BigInteger mantissa;
  private final int exponent;
  private final boolean infinite;

  private LongDouble(BigInteger mantissa, int exponent, boolean infinite) {
    this.mantissa = mantissa;
    this.exponent = exponent;
    this.infinite = infinite;
  }

  /** An integer, exactly. */
  public static LongDouble of(long value) {
    return new LongDouble(BigInteger.valueOf(value), 0, false);
  }

  /**
   * The number that {@code text} is the form of, as C's strtold reads it; null: none, too large or
   * too small.
   */
  public static @Nullable LongDouble parse(Slice text) {
    return text.length() > MAX_TEXT ? null : parse(text.toString());
  }

  /** As {@link #parse(Slice)}, of any length. */
  public static @Nullable LongDouble parse(String text) {
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      return parseDecimal(decimal, text);
    }
    Matcher hexadecimal = HEXADECIMAL.matcher(text);
    if (hexadecimal.matches()) {
      return parseHexadecimal(hexadecimal);
    }
    return INFINITY.matcher(text.toLowerCase(Locale.ROOT)).matches() ? INFINITE : null;
  }

  private static @Nullable LongDouble parseDecimal(Matcher matcher, String text) {
    BigInteger digits =
        new BigInteger(
            matcher.group(5) != null ? matcher.group(5) : matcher.group(3) + matcher.group(4));
    if (digits.signum() == 0) {
      return ZERO;
    }
    String fraction = matcher.group(5) != null ? matcher.group(5) : matcher.group(4);
    long power = bounded(matcher.group(6)) - fraction.length();
    long size = power + new BigDecimal(digits).precision();
    if (size > DECIMAL_LIMIT || size < -DECIMAL_LIMIT) {
      return null;
    }
    BigInteger scale = BigInteger.TEN.pow((int) Math.abs(power));
    BigInteger signed = text.startsWith("-") ? digits.negate() : digits;
    LongDouble value =
        power >= 0 ? rounded(signed.multiply(scale), BigInteger.ONE, 0) : rounded(signed, scale, 0);
    return outOfRange(value) ? null : value;
  }

  private static @Nullable LongDouble parseHexadecimal(Matcher matcher) {
    String whole = matcher.group(2) != null ? matcher.group(2) : "";
    String fraction = matcher.group(2) != null ? matcher.group(3) : matcher.group(4);
    BigInteger digits = new BigInteger(whole + fraction, 16);
    if (digits.signum() == 0) {
      return ZERO;
    }
    long power = bounded(matcher.group(5)) - 4L * fraction.length();
    long size = power + digits.bitLength();
    if (size > MAX_EXPONENT || size < MIN_EXPONENT) {
      return null;
    }
    BigInteger signed = "-".equals(matcher.group(1)) ? digits.negate() : digits;
    LongDouble value = rounded(signed, BigInteger.ONE, (int) power);
    return outOfRange(value) ? null : value;
  }

  /** An exponent as written; one too large for anything is cut to what still is. */
  private static long bounded(@Nullable String exponent) {
    if (exponent == null) {
      return 0;
    }
    BigInteger limit = BigInteger.valueOf(Integer.MAX_VALUE);
    return new BigInteger(exponent).min(limit).max(limit.negate()).longValue();
  }

  private static boolean outOfRange(LongDouble value) {
    return value.infinite || value.size() < MIN_EXPONENT;
  }

  /** The nearest number to {@code n / d * 2^power}; of two as near, the even one. */
  private static LongDouble rounded(BigInteger n, BigInteger d, int power) {
    if (n.signum() == 0) {
      return ZERO;
    }
    BigInteger magnitude = n.abs();
    int shift = PRECISION + 1 - (magnitude.bitLength() - d.bitLength());
    BigInteger[] division =
        shift >= 0
            ? magnitude.shiftLeft(shift).divideAndRemainder(d)
            : magnitude.divideAndRemainder(d.shiftLeft(-shift));
    // One or two bits more than the precision: round to it, a remainder counting as one bit more.
    BigInteger quotient = division[0].shiftLeft(1);
    if (division[1].signum() != 0) {
      quotient = quotient.setBit(0);
    }
    int excess = quotient.bitLength() - PRECISION;
    BigInteger kept = quotient.shiftRight(excess);
    BigInteger rest = quotient.subtract(kept.shiftLeft(excess));
    int half = rest.compareTo(BigInteger.ONE.shiftLeft(excess - 1));
    if (half > 0 || (half == 0 && kept.testBit(0))) {
      kept = kept.add(BigInteger.ONE);
    }
    LongDouble value =
        new LongDouble(n.signum() < 0 ? kept.negate() : kept, power - shift - 1 + excess, false);
    return value.size() > MAX_EXPONENT ? INFINITE : value;
  }

  /** The magnitude is below 2 to this power and not below half of that. */
  private int size() {
    return mantissa.bitLength() + exponent;
  }

  /** Whether this is infinite, or no number at all. */
  public boolean isInfinite() {
    return infinite;
  }

  /** The nearest number to the sum. */
  public LongDouble plus(LongDouble other) {
    if (infinite || other.infinite) {
      return INFINITE;
    }
    int common = Math.min(exponent, other.exponent);
    BigInteger sum =
        mantissa
            .shiftLeft(exponent - common)
            .add(other.mantissa.shiftLeft(other.exponent - common));
    return rounded(sum, BigInteger.ONE, common);
  }

  /** At most 17 decimal places, no trailing zeros, no exponent: what {@code %.17Lf} begins with. */
  public String format() {
    BigDecimal exact = new BigDecimal(mantissa);
    exact =
        exponent >= 0
            ? exact.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(exponent)))
            : exact.multiply(new BigDecimal(BigInteger.valueOf(5).pow(-exponent), -exponent));
    BigDecimal rounded = exact.setScale(17, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
