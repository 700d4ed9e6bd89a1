package dev.muninn.tracepoint.filter;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Matches bytes against text with stars, each of which stands for any bytes or none. Allocates
 * nothing; the time is at most the length of the text times the pattern's.
 */
public final class Glob {
  private final byte[][] parts;

  private Glob(List<String> parts) {
    this.parts =
        parts.stream().map(part -> part.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  /** For a string of a filter. */
  public static Glob of(Operand.Text text) {
    return new Glob(text.parts());
  }

  /**
   * For a pattern of event names, as LTTng has them: {@code *} any bytes, {@code \*} the star,
   * {@code \\} the backslash.
   */
  public static Glob of(String pattern) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (c == '\\' && i + 1 < pattern.length()) {
        part.append(pattern.charAt(++i));
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return new Glob(parts);
  }

  /** Whether it stands for more than one text. */
  public boolean pattern() {
    return parts.length > 1;
  }

  /** Whether the text matches as a whole. */
  public boolean matches(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return matches(bytes, 0, bytes.length);
  }

  /** Whether the bytes match as a whole. */
  public boolean matches(byte[] data, int offset, int length) {
    int last = parts.length - 1;
    byte[] head = parts[0];
    byte[] tail = parts[last];
    if (last == 0) {
      return length == head.length && at(data, offset, head);
    }
    int from = offset + head.length;
    int to = offset + length - tail.length;
    if (from > to || !at(data, offset, head) || !at(data, to, tail)) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      byte[] part = parts[i];
      while (from + part.length <= to && !at(data, from, part)) {
        from++;
      }
      if (from + part.length > to) {
        return false;
      }
      from += part.length;
    }
    return true;
  }

  /** The same, of bytes in a segment. */
  public boolean matches(MemorySegment data, long offset, long length) {
    int last = parts.length - 1;
    byte[] head = parts[0];
    byte[] tail = parts[last];
    if (last == 0) {
      return length == head.length && at(data, offset, head);
    }
    long from = offset + head.length;
    long to = offset + length - tail.length;
    if (from > to || !at(data, offset, head) || !at(data, to, tail)) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      byte[] part = parts[i];
      while (from + part.length <= to && !at(data, from, part)) {
        from++;
      }
      if (from + part.length > to) {
        return false;
      }
      from += part.length;
    }
    return true;
  }

  private static boolean at(byte[] data, int offset, byte[] part) {
    return Arrays.equals(data, offset, offset + part.length, part, 0, part.length);
  }

  private static boolean at(MemorySegment data, long offset, byte[] part) {
    for (int i = 0; i < part.length; i++) {
      if (data.get(ValueLayout.JAVA_BYTE, offset + i) != part[i]) {
        return false;
      }
    }
    return true;
  }
}
