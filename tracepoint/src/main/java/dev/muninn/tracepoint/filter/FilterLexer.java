package dev.muninn.tracepoint.filter;

import java.util.ArrayList;
import java.util.List;

/** Splits an expression into symbols, names, numbers and strings. */
final class FilterLexer {
  /** What the present token is. */
  enum Kind {
    END,
    SYMBOL,
    NAME,
    NUMBER,
    STRING
  }

  private static final String[] SYMBOLS = {
    "==", "!=", "<=", ">=", "&&", "||", "<<", ">>", "<", ">", "!", "(", ")", "-", "+", "&", "|",
    "^", "~"
  };

  private final String text;
  private int position;
  private int start;
  private Kind kind = Kind.END;
  private List<String> parts = List.of();

  FilterLexer(String text) throws FilterException {
    this.text = text;
    next();
  }

  Kind kind() {
    return kind;
  }

  /** The present token as it is written. */
  String token() {
    return text.substring(start, position);
  }

  /** Of a string: the text between its stars. */
  List<String> parts() {
    return parts;
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && token().equals(symbol);
  }

  void next() throws FilterException {
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
    start = position;
    if (position == text.length()) {
      kind = Kind.END;
      return;
    }
    char c = text.charAt(position);
    if (isNameStart(c)) {
      kind = Kind.NAME;
      skipName();
    } else if (isDigit(c)
        || (c == '.' && position + 1 < text.length() && isDigit(text.charAt(position + 1)))) {
      kind = Kind.NUMBER;
      number();
    } else if (c == '"') {
      kind = Kind.STRING;
      string();
    } else {
      kind = Kind.SYMBOL;
      symbol();
    }
  }

  /** An error at the present token. */
  FilterException error(String what) {
    return new FilterException(what, start + 1);
  }

  /** An error at the present token, which is not what the grammar wants. */
  FilterException unexpected(String wanted) {
    return error("expected " + wanted + ": found=" + (kind == Kind.END ? "end" : shown(token())));
  }

  private static String shown(String token) {
    StringBuilder shown = new StringBuilder();
    token
        .codePoints()
        .limit(40)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.toString();
  }

  private void symbol() throws FilterException {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, position)) {
        position += symbol.length();
        return;
      }
    }
    position += Character.charCount(text.codePointAt(position));
    throw error("unexpected character: found=" + shown(token()));
  }

  private void skipName() {
    while (position < text.length()
        && (isNameStart(text.charAt(position)) || isDigit(text.charAt(position)))) {
      position++;
    }
  }

  /** Takes all that could belong to a number, so that {@code 12ab} is one wrong number. */
  private void number() {
    while (position < text.length()) {
      char c = text.charAt(position);
      boolean sign = (c == '-' || c == '+') && exponent();
      if (!sign && c != '.' && !isNameStart(c) && !isDigit(c)) {
        return;
      }
      position++;
    }
  }

  /** Whether the character before is the E of a decimal number. */
  private boolean exponent() {
    char before = text.charAt(position - 1);
    return (before == 'e' || before == 'E')
        && !text.startsWith("0x", start)
        && !text.startsWith("0X", start);
  }

  private void string() throws FilterException {
    List<String> found = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      switch (c) {
        case '"' -> {
          found.add(part.toString());
          parts = List.copyOf(found);
          return;
        }
        case '*' -> {
          // Stars that follow one another mean no more than one.
          if (found.isEmpty() || !part.isEmpty()) {
            found.add(part.toString());
            part.setLength(0);
          }
        }
        case '\\' -> part.append(escape());
        default -> part.append(c);
      }
    }
    throw error("string is not closed");
  }

  private char escape() throws FilterException {
    char c = position < text.length() ? text.charAt(position++) : '\0';
    return switch (c) {
      case '*', '\\', '"', '\'', '?' -> c;
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> '\u000b';
      default -> throw new FilterException("unknown escape in a string", position);
    };
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u000b';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
