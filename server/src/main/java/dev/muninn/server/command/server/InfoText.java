package dev.muninn.server.command.server;

import java.util.Locale;

/** Collects the lines of INFO. */
final class InfoText {
  private final StringBuilder out = new StringBuilder(4096);

  InfoText section(String name) {
    if (!out.isEmpty()) {
      out.append("\r\n");
    }
    out.append("# ").append(name).append("\r\n");
    return this;
  }

  InfoText add(String name, String value) {
    out.append(name).append(':').append(value).append("\r\n");
    return this;
  }

  InfoText add(String name, long value) {
    out.append(name).append(':').append(value).append("\r\n");
    return this;
  }

  InfoText add(String name, boolean value) {
    return add(name, value ? 1 : 0);
  }

  /** Two decimals. */
  InfoText ratio(String name, double value) {
    return add(name, String.format(Locale.ROOT, "%.2f", value));
  }

  /** Two decimals and a per cent sign. */
  InfoText percent(String name, double value) {
    return add(name, String.format(Locale.ROOT, "%.2f%%", value));
  }

  /** Seconds with six decimals. */
  InfoText seconds(String name, double value) {
    return add(name, String.format(Locale.ROOT, "%.6f", value));
  }

  /** A name without the characters that part the fields of INFO. */
  static String safe(String name) {
    return name.replace('#', '_').replace(':', '_').replace('\n', '_').replace('\r', '_');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
