package dev.muninn.analysis.ctf.tsdl;

import dev.muninn.analysis.ctf.metadata.MetadataException;
import dev.muninn.analysis.ctf.metadata.Texts;
import dev.muninn.analysis.ctf.tsdl.Lexer.Kind;
import dev.muninn.analysis.ctf.tsdl.Lexer.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens read one by one; what is not as expected is an exception with its line. */
final class Tokens {
  private final List<Token> list;
  private int at;

  Tokens(List<Token> list) {
    this.list = list;
  }

  private Token peek() {
    return list.get(at);
  }

  MetadataException problem(String what) {
    return new MetadataException("line", peek().line(), what);
  }

  private MetadataException expected(String what) {
    return problem("expected " + what + ": found=" + Texts.shown(peek().text()));
  }

  boolean atEnd() {
    return peek().kind() == Kind.END;
  }

  Token any() throws MetadataException {
    if (atEnd()) {
      throw expected("more");
    }
    return list.get(at++);
  }

  boolean next(String symbol) {
    return peek().is(symbol);
  }

  boolean nextNamed(String name) {
    return peek().named(name);
  }

  boolean nextIsName() {
    return peek().kind() == Kind.NAME;
  }

  boolean secondIsName() {
    return at + 1 < list.size() && list.get(at + 1).kind() == Kind.NAME;
  }

  boolean nextIsString() {
    return peek().kind() == Kind.STRING;
  }

  boolean nextIsNumber() {
    return peek().kind() == Kind.NUMBER;
  }

  boolean take(String symbol) {
    if (next(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  boolean takeName(String name) {
    if (nextNamed(name)) {
      at++;
      return true;
    }
    return false;
  }

  void expect(String symbol) throws MetadataException {
    if (!take(symbol)) {
      throw expected("'" + symbol + "'");
    }
  }

  String name() throws MetadataException {
    if (!nextIsName()) {
      throw expected("a name");
    }
    return list.get(at++).text();
  }

  String string() throws MetadataException {
    if (!nextIsString()) {
      throw expected("a string");
    }
    return list.get(at++).text();
  }

  /** A number with its sign. */
  long integer() throws MetadataException {
    boolean negative = take("-");
    if (!negative) {
      take("+");
    }
    if (!nextIsNumber()) {
      throw expected("a number");
    }
    long value = list.get(at++).number();
    return negative ? -value : value;
  }

  /** Names joined by dots. */
  String path() throws MetadataException {
    StringBuilder path = new StringBuilder(name());
    while (take(".")) {
      path.append('.').append(name());
    }
    return path.toString();
  }

  /** What stands right of a {@code =}: a string, a number in decimal, or a path. */
  String value() throws MetadataException {
    if (nextIsString()) {
      StringBuilder value = new StringBuilder();
      while (nextIsString()) {
        value.append(string());
      }
      return value.toString();
    }
    if (nextIsName()) {
      return path();
    }
    return Long.toString(integer());
  }

  /** Passes over a pair of braces and what is in it. */
  void skipBraces() throws MetadataException {
    expect("{");
    int depth = 1;
    while (depth > 0) {
      Token token = any();
      if (token.is("{")) {
        depth++;
      } else if (token.is("}")) {
        depth--;
      }
    }
  }

  /** The trace's byte order, which stands after types that depend on it; null where none is. */
  static @Nullable String byteOrder(List<Token> list) {
    for (int i = 0; i + 1 < list.size(); i++) {
      if (list.get(i).named("trace") && list.get(i + 1).is("{")) {
        int depth = 1;
        for (int j = i + 2; j + 2 < list.size() && depth > 0; j++) {
          Token token = list.get(j);
          if (token.is("{")) {
            depth++;
          } else if (token.is("}")) {
            depth--;
          } else if (depth == 1 && token.named("byte_order") && list.get(j + 1).is("=")) {
            return list.get(j + 2).text();
          }
        }
      }
    }
    return null;
  }
}
