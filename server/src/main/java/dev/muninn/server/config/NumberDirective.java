package dev.muninn.server.config;

import java.util.List;

/** A number with a range, in one of several notations. */
final class NumberDirective extends Directive<Long> {
  /** How the number is written. */
  enum Form {
    DECIMAL,
    MEMORY,
    /** Memory, or a percentage, kept as a negative number. */
    MEMORY_OR_PERCENT,
    OCTAL
  }

  private final long lower;
  private final long upper;
  private final boolean unsigned;
  private final Form form;

  /** {@code unsigned}: the range and the value are unsigned 64 bits. */
  NumberDirective(
      String name, long defaultValue, long lower, long upper, boolean unsigned, Form form) {
    super(name, defaultValue);
    this.lower = lower;
    this.upper = upper;
    this.unsigned = unsigned;
    this.form = form;
  }

  @Override
  Long parse(List<String> words, Long current) throws ConfigException {
    long value = number(words.get(0));
    if (unsigned) {
      if (Long.compareUnsigned(value, upper) > 0 || Long.compareUnsigned(value, lower) < 0) {
        int radix = form == Form.OCTAL ? 8 : 10;
        throw new ConfigException(
            "argument must be between "
                + Long.toUnsignedString(lower, radix)
                + " and "
                + Long.toUnsignedString(upper, radix)
                + " inclusive");
      }
    } else if (form == Form.MEMORY_OR_PERCENT && value < 0) {
      if (value < lower) {
        throw new ConfigException("percentage argument must be less or equal to " + -lower);
      }
    } else if (value > upper || value < lower) {
      throw new ConfigException(
          "argument must be between " + lower + " and " + upper + " inclusive");
    }
    return value;
  }

  private long number(String text) throws ConfigException {
    switch (form) {
      case DECIMAL -> {
        if (!isDecimal(text)) {
          throw new ConfigException("argument couldn't be parsed into an integer");
        }
        return Long.parseLong(text);
      }
      case OCTAL -> {
        try {
          return Long.parseLong(text.strip(), 8);
        } catch (NumberFormatException e) {
          throw new ConfigException("argument couldn't be parsed as an octal number");
        }
      }
      case MEMORY_OR_PERCENT -> {
        String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : "";
        if (isDecimal(digits) && Long.parseLong(digits) >= 0) {
          return -Long.parseLong(digits);
        }
        try {
          return MemoryUnits.parse(text);
        } catch (ConfigException e) {
          throw new ConfigException("argument must be a memory or percent value");
        }
      }
      case MEMORY -> {
        return MemoryUnits.parse(text);
      }
    }
    throw new IllegalStateException("form=" + form);
  }

  /** Whether the text is the canonical decimal form of a signed 64-bit integer. */
  static boolean isDecimal(String text) {
    if (text.isEmpty() || text.length() > 20) {
      return false;
    }
    try {
      return Long.toString(Long.parseLong(text)).equals(text);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  @Override
  String format(Long value) {
    return switch (form) {
      case DECIMAL -> Long.toString(value);
      case OCTAL -> Long.toOctalString(value);
      case MEMORY -> Long.toUnsignedString(value);
      case MEMORY_OR_PERCENT -> value < 0 ? -value + "%" : Long.toString(value);
    };
  }

  @Override
  void rewrite(Long value, ConfigRewrite out) {
    boolean memory = form == Form.MEMORY || (form == Form.MEMORY_OR_PERCENT && value >= 0);
    String text = memory ? MemoryUnits.format(value) : format(value);
    out.line(name, name + " " + text, !value.equals(defaultValue));
  }
}
