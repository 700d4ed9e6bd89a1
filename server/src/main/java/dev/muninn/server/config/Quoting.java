package dev.muninn.server.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quoting of configuration lines: words parted by blanks; within double quotes {@code \xHH},
 * {@code \n \r \t \b \a} and any other escaped character; within single quotes only {@code \'}.
 */
final class Quoting {
  private static final int BELL = 7;

  private Quoting() {}

  /** The words of a line, or null when quotes are unbalanced or not followed by a blank. */
  static @Nullable List<String> split(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (true) {
      while (at < line.length() && isSpace(line.charAt(at))) {
        at++;
      }
      if (at == line.length()) {
        return words;
      }
      StringBuilder word = new StringBuilder();
      at = word(line, at, word);
      if (at < 0) {
        return null;
      }
      words.add(word.toString());
    }
  }

  /** Reads one word; returns where it ends, or -1. */
  private static int word(String line, int start, StringBuilder word) {
    int at = start;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '"') {
        return closing(line, doubleQuoted(line, at + 1, word));
      } else if (c == '\'') {
        return closing(line, singleQuoted(line, at + 1, word));
      } else if (isSpace(c)) {
        return at;
      }
      word.append(c);
      at++;
    }
    return at;
  }

  /** A closing quote must be followed by a blank or the end. */
  private static int closing(String line, int end) {
    return end >= 0 && (end == line.length() || isSpace(line.charAt(end))) ? end : -1;
  }

  private static int doubleQuoted(String line, int start, StringBuilder word) {
    int at = start;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\' && at + 3 < line.length() && line.charAt(at + 1) == 'x') {
        int high = Character.digit(line.charAt(at + 2), 16);
        int low = Character.digit(line.charAt(at + 3), 16);
        if (high >= 0 && low >= 0) {
          word.append((char) (high * 16 + low));
          at += 4;
          continue;
        }
      }
      if (c == '\\' && at + 1 < line.length()) {
        word.append(escaped(line.charAt(at + 1)));
        at += 2;
        continue;
      }
      word.append(c);
      at++;
    }
    return -1;
  }

  private static int singleQuoted(String line, int start, StringBuilder word) {
    int at = start;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '\'') {
        return at + 1;
      }
      if (c == '\\' && at + 1 < line.length() && line.charAt(at + 1) == '\'') {
        at++;
      }
      word.append(line.charAt(at));
      at++;
    }
    return -1;
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> (char) BELL;
      default -> c;
    };
  }

  /** The text in double quotes, so that {@link #split} reads it back. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\', '"' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case BELL -> out.append("\\a");
        default -> {
          if (c >= ' ' && c <= '~') {
            out.append(c);
          } else {
            out.append(String.format("\\x%02x", (int) c & 0xFF));
          }
        }
      }
    }
    return out.append('"').toString();
  }

  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
