package dev.muninn.server.command.processor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first sentence of a Javadoc comment as plain text. */
final class Summary {
  private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+\\s+([^}]*)}");
  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@\\w");
  private static final Pattern END = Pattern.compile("[.!?](?=\\s|$)");

  private Summary() {}

  /** The first sentence with its full stop; empty: there is none. */
  static String of(@Nullable String comment) {
    if (comment == null) {
      return "";
    }
    Matcher block = BLOCK_TAG.matcher(comment);
    String body = block.find() ? comment.substring(0, block.start()) : comment;
    String text = INLINE_TAG.matcher(body).replaceAll("$1").replaceAll("\\s+", " ").trim();
    Matcher end = END.matcher(text);
    return end.find() ? text.substring(0, end.end()) : text;
  }
}
