package dev.muninn.analysis.model;

import java.util.Locale;

/** Writes compact JSON; what goes into a page's script is safe there. */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder(1 << 16);
  private boolean comma;

  public JsonWriter beginObject() {
    return open('{');
  }

  public JsonWriter endObject() {
    return close('}');
  }

  public JsonWriter beginArray() {
    return open('[');
  }

  public JsonWriter endArray() {
    return close(']');
  }

  private JsonWriter open(char bracket) {
    separate();
    out.append(bracket);
    comma = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    out.append(bracket);
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      out.append(',');
    }
    comma = true;
  }

  /** A member's name; its value follows. */
  public JsonWriter name(String name) {
    separate();
    quote(name);
    out.append(':');
    comma = false;
    return this;
  }

  /** A string. */
  public JsonWriter value(String text) {
    separate();
    quote(text);
    return this;
  }

  /** An integer. */
  public JsonWriter value(long number) {
    separate();
    out.append(number);
    return this;
  }

  /** A number with up to six digits after the point; what is not finite is null. */
  public JsonWriter value(double number) {
    separate();
    if (!Double.isFinite(number)) {
      out.append("null");
    } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      out.append((long) number);
    } else {
      out.append(String.format(Locale.ROOT, "%.6f", number).replaceAll("0+$", ""));
    }
    return this;
  }

  /** True or false. */
  public JsonWriter value(boolean bool) {
    separate();
    out.append(bool);
    return this;
  }

  /** A member. */
  public JsonWriter field(String name, String text) {
    return name(name).value(text);
  }

  /** A member. */
  public JsonWriter field(String name, long number) {
    return name(name).value(number);
  }

  /** A member. */
  public JsonWriter field(String name, double number) {
    return name(name).value(number);
  }

  /** A member. */
  public JsonWriter field(String name, boolean bool) {
    return name(name).value(bool);
  }

  /** Whatever could end a script element, or a line in old JavaScript, is escaped. */
  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ' || c == '<' || c == '>' || c == '&' || c >= 0x7f) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
