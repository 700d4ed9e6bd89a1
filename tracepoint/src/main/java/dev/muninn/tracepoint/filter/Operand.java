package dev.muninn.tracepoint.filter;

import java.util.List;

/** What stands on a side of a comparison. Its text can be read again. */
public sealed interface Operand {

  /**
   * A field of the event.
   *
   * @param name as its definition has it
   */
  record Field(String name) implements Operand {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A whole number between -2^63 and 2^64 - 1.
   *
   * @param unsigned whether {@code value} is to be read without a sign; only numbers from 2^63 are
   */
  record WholeNumber(long value, boolean unsigned) implements Operand {
    @Override
    public String toString() {
      return unsigned ? Long.toUnsignedString(value) : Long.toString(value);
    }
  }

  /**
   * A finite floating-point number.
   *
   * @param value the nearest one to what was written
   */
  record FloatingPoint(double value) implements Operand {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /**
   * A string, or a pattern of strings with a {@code *} between its parts, each of which stands for
   * any bytes or none. {@link Glob} matches it.
   *
   * @param parts the literal text around the stars: one part is a plain string, {@code "a*"} has
   *     the parts {@code a} and the empty one; between the first and the last none is empty
   */
  record Text(List<String> parts) implements Operand {
    public Text {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("text without parts: parts=0");
      }
    }

    /** Whether it has stars, so that it can only be asked for {@code ==} and {@code !=}. */
    public boolean pattern() {
      return parts.size() > 1;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("\"");
      for (int i = 0; i < parts.size(); i++) {
        if (i > 0) {
          text.append('*');
        }
        String part = parts.get(i);
        for (int at = 0; at < part.length(); at++) {
          char c = part.charAt(at);
          switch (c) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '*', '"', '\\' -> text.append('\\').append(c);
            default -> text.append(c);
          }
        }
      }
      return text.append('"').toString();
    }
  }
}
