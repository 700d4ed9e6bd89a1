package dev.muninn.analysis.ctf.tsdl;

import dev.muninn.analysis.ctf.metadata.MetadataException;
import dev.muninn.analysis.ctf.metadata.Texts;
import java.util.ArrayList;
import java.util.List;

/** Text to tokens. Comments and white space fall away. */
final class Lexer {
  /** What a token is. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    SYMBOL,
    END
  }

  /** A token; a number's value is in {@code number}. */
  record Token(Kind kind, String text, long number, int line) {
    boolean is(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean named(String name) {
      return kind == Kind.NAME && text.equals(name);
    }
  }

  private static final int MAX_TOKENS = 4_000_000;
  private static final int MAX_STRING = 1 << 16;

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens, the last one of kind END. */
  static List<Token> tokens(String text) throws MetadataException {
    Lexer lexer = new Lexer(text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() throws MetadataException {
    while (at < text.length()) {
      if (tokens.size() > MAX_TOKENS) {
        throw new MetadataException("line", line, "too many tokens: max=" + MAX_TOKENS);
      }
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        at++;
      } else if (c <= ' ') {
        at++;
      } else if (c == '/' && follows("/*")) {
        comment();
      } else if (c == '/' && follows("//")) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (isNameStart(c)) {
        name();
      } else if (isDigit(c)) {
        number();
      } else if (c == '"') {
        string('"', Kind.STRING);
      } else if (c == '\'') {
        string('\'', Kind.STRING);
      } else {
        symbol();
      }
    }
    add(Kind.END, "end of text", 0);
  }

  private boolean follows(String word) {
    return text.startsWith(word, at);
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void add(Kind kind, String word, long number) {
    tokens.add(new Token(kind, word, number, line));
  }

  private void comment() throws MetadataException {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw new MetadataException("line", line, "comment without end");
    }
    for (int i = at; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    at = end + 2;
  }

  private void name() {
    int start = at;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    add(Kind.NAME, text.substring(start, at), 0);
  }

  private void number() throws MetadataException {
    int start = at;
    int radix = 10;
    if (follows("0x") || follows("0X")) {
      radix = 16;
      at += 2;
    } else if (follows("0b") || follows("0B")) {
      radix = 2;
      at += 2;
    } else if (text.charAt(at) == '0') {
      radix = 8;
    }
    int digits = at;
    while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
      at++;
    }
    String word = text.substring(digits, at);
    while (at < text.length() && "uUlL".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      add(Kind.NUMBER, text.substring(start, at), Long.parseUnsignedLong(word, radix));
    } catch (NumberFormatException e) {
      throw new MetadataException(
          "line", line, "not a number: text=" + Texts.shown(text.substring(start, at)));
    }
  }

  private void string(char quote, Kind kind) throws MetadataException {
    StringBuilder value = new StringBuilder();
    int start = line;
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      if (c == '\n') {
        line++;
      }
      if (c == '\\' && at < text.length()) {
        c = escape();
      }
      value.append(c);
      if (value.length() > MAX_STRING) {
        throw new MetadataException("line", start, "string too long: max=" + MAX_STRING);
      }
    }
    if (at >= text.length()) {
      throw new MetadataException("line", start, "string without end");
    }
    at++;
    add(kind, value.toString(), 0);
  }

  /** The character after a backslash; {@code at} is on what follows the backslash. */
  private char escape() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> '\u000b';
      case 'x' -> coded(16, 2);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        yield coded(8, 3);
      }
      default -> c;
    };
  }

  private char coded(int radix, int most) {
    int value = 0;
    for (int i = 0; i < most && at < text.length(); i++) {
      int digit = Character.digit(text.charAt(at), radix);
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
      at++;
    }
    return (char) (value & 0xFF);
  }

  private void symbol() throws MetadataException {
    if (follows(":=")) {
      add(Kind.SYMBOL, ":=", 0);
      at += 2;
    } else if (follows("...")) {
      add(Kind.SYMBOL, "...", 0);
      at += 3;
    } else if ("{}[]<>=;:,.*+-()".indexOf(text.charAt(at)) >= 0) {
      add(Kind.SYMBOL, text.substring(at, at + 1), 0);
      at++;
    } else {
      throw new MetadataException(
          "line", line, "unexpected character: code=" + (int) text.charAt(at));
    }
  }
}
