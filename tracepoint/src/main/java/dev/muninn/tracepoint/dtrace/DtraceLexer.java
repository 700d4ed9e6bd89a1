package dev.muninn.tracepoint.dtrace;

import org.jspecify.annotations.Nullable;

/**
 * Splits a provider file into words and punctuation; keeps the documentation comment before one.
 */
final class DtraceLexer {
  /** What {@link #token} is at the end of the file. */
  static final String END = "";

  private final String file;
  private final String text;
  private int position;
  private int line = 1;

  private String token = END;
  private int tokenLine = 1;
  private @Nullable String comment;

  DtraceLexer(String file, String text) throws DtraceSyntaxException {
    this.file = file;
    this.text = text;
    next();
  }

  /** The present token: a word, one character of punctuation, or {@link #END}. */
  String token() {
    return token;
  }

  /** The documentation comment that stands just before the present token, or null. */
  @Nullable String comment() {
    return comment;
  }

  /** Goes to the next token. */
  void next() throws DtraceSyntaxException {
    comment = null;
    skip();
    tokenLine = line;
    if (position == text.length()) {
      token = END;
      return;
    }
    int start = position++;
    if (isWord(text.charAt(start))) {
      while (position < text.length() && isWord(text.charAt(position))) {
        position++;
      }
    }
    token = text.substring(start, position);
  }

  /** An error at the present token. */
  DtraceSyntaxException error(String message) {
    return new DtraceSyntaxException(file, tokenLine, message);
  }

  /** An error at the present token, which is not what the grammar wants. */
  DtraceSyntaxException unexpected(String wanted) {
    String found = token.equals(END) ? "the end of the file" : "\"" + shown() + "\"";
    return error("expected " + wanted + ", found " + found);
  }

  private String shown() {
    StringBuilder shown = new StringBuilder();
    token.codePoints().limit(40).forEach(c -> shown.appendCodePoint(c < ' ' ? '?' : c));
    return shown.toString();
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  /** Skips space, comments and lines of the preprocessor ({@code #pragma D attributes ...}). */
  private void skip() throws DtraceSyntaxException {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '\n') {
        line++;
        position++;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
        position++;
      } else if (c == '#' || text.startsWith("//", position)) {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", position)) {
        skipComment();
      } else {
        return;
      }
    }
  }

  private void skipComment() throws DtraceSyntaxException {
    int end = text.indexOf("*/", position + 2);
    if (end < 0) {
      throw new DtraceSyntaxException(file, line, "comment is not closed");
    }
    String content = text.substring(position + 2, end);
    if (content.startsWith("*")) {
      comment = content.substring(1);
    }
    line += (int) content.chars().filter(c -> c == '\n').count();
    position = end + 2;
  }
}
