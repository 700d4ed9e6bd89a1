package dev.muninn.server.resp;

import dev.muninn.server.bytes.Bytes;

/**
 * Splits an inline request into arguments by the quoting rules of an interactive shell: blanks
 * separate; double quotes know {@code \n \r \t \b \a \xHH} and an escaped character, single quotes
 * only an escaped single quote; a closing quote ends its argument and must be followed by a blank.
 */
final class InlineSplitter {
  private InlineSplitter() {}

  /**
   * Splits the line, unescaping in place (an argument is never longer than its source).
   *
   * @param offset what to add to a place in the line to get an offset for {@code out}
   * @return whether the quotes are balanced
   */
  static boolean split(Bytes line, int offset, Args out) {
    int size = line.length();
    int from = 0;
    while (true) {
      while (from < size && isBlank(line.get(from))) {
        from++;
      }
      if (from == size) {
        return true;
      }
      int end = argument(line, from, offset, out);
      if (end < 0) {
        return false;
      }
      from = end;
    }
  }

  /** Takes one argument; returns the index after it, or -1 when its quotes are not balanced. */
  private static int argument(Bytes line, int start, int offset, Args out) {
    int size = line.length();
    int read = start;
    int write = start;
    byte quote = 0;
    while (true) {
      if (read == size) {
        if (quote != 0) {
          return -1;
        }
        break;
      }
      byte b = line.get(read++);
      if (quote == 0) {
        if (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
          break;
        }
        if (b == '"' || b == '\'') {
          quote = b;
        } else {
          line.put(write++, b);
        }
      } else if (b == quote) {
        if (read < size && !isBlank(line.get(read))) {
          return -1;
        }
        break;
      } else if (b != '\\' || read == size) {
        line.put(write++, b);
      } else if (quote == '\'') {
        boolean escaped = line.get(read) == '\'';
        line.put(write++, escaped ? (byte) '\'' : b);
        read += escaped ? 1 : 0;
      } else {
        int high = line.get(read) == 'x' && read + 2 < size ? hex(line.get(read + 1)) : -1;
        int low = high < 0 ? -1 : hex(line.get(read + 2));
        if (low >= 0) {
          line.put(write++, (byte) (high << 4 | low));
          read += 3;
        } else {
          line.put(write++, unescape(line.get(read++)));
        }
      }
    }
    out.add(offset + start, write - start);
    return read;
  }

  private static byte unescape(byte b) {
    return switch (b) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> b;
    };
  }

  private static int hex(byte b) {
    return b >= 0 ? Character.digit(b, 16) : -1;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
