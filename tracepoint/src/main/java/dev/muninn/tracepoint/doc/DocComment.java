package dev.muninn.tracepoint.doc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A documentation comment as plain text on one line, without markup.
 *
 * @param text the description: all before the first block tag
 * @param parameters the texts of the {@code @param} tags by parameter name
 */
public record DocComment(String text, Map<String, String> parameters) {

  /** No comment at all. */
  public static final DocComment NONE = new DocComment("", Map.of());

  /** A tag at a line's start, and {@code @param} anywhere, since short comments are one line. */
  private static final Pattern BLOCK_TAG =
      Pattern.compile("(?:^|(?<=\\s))@(param)(?=\\s|$)|(?m:^[ \\t]*+@([a-z]+)(?=\\s|$))");

  private static final Pattern INLINE_TAG = Pattern.compile("\\{@(\\w++)\\s++([^{}]*+)}");
  private static final Pattern HTML_TAG = Pattern.compile("</?[a-zA-Z][^<>]*+>");
  private static final Pattern LABELLED =
      Pattern.compile("(?s)[^\\s(]++(?:\\([^)]*+\\))?\\s++(.+)");
  private static final Pattern ENTITY = Pattern.compile("&(lt|gt|amp|#(\\d{1,6}));");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Keeps the parameters in the order given. */
  public DocComment {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Reads a comment.
   *
   * @param comment the text between {@code /**} and its end, with or without leading stars
   * @return the comment as plain text; block tags other than {@code @param} are left out
   */
  public static DocComment parse(String comment) {
    String body = withoutMarkup(comment.replaceAll("(?m)^[ \\t]*+\\*++", ""));
    Matcher tag = BLOCK_TAG.matcher(body);
    if (!tag.find()) {
      return new DocComment(plain(body), Map.of());
    }
    final String text = plain(body.substring(0, tag.start()));
    Map<String, String> parameters = new LinkedHashMap<>();
    boolean more = true;
    while (more) {
      boolean parameter = tag.group(1) != null || "param".equals(tag.group(2));
      int start = tag.end();
      more = tag.find();
      String content = body.substring(start, more ? tag.start() : body.length()).strip();
      String[] nameAndText = SPACE.split(content, 2);
      if (parameter && nameAndText.length == 2) {
        parameters.put(nameAndText[0], plain(nameAndText[1]));
      }
    }
    return new DocComment(text, parameters);
  }

  /**
   * Returns the text of a parameter.
   *
   * @param parameter the parameter's name
   * @return its text, or the empty string
   */
  public String parameter(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }

  /**
   * Returns plain text in such a form that {@link #parse} gives the same text again, and that it
   * cannot end the comment it is written into.
   *
   * @param text plain text
   * @return the text with all that means something in a comment as entities, in ASCII
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || "&<>@{}*\\".indexOf(c) >= 0) {
        escaped.append("&#").append((int) c).append(';');
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Tags gone, entities still there, so that what they stand for is not taken for a tag. */
  private static String withoutMarkup(String comment) {
    String text = INLINE_TAG.matcher(comment).replaceAll(DocComment::inlineText);
    return HTML_TAG.matcher(text).replaceAll(" ");
  }

  private static String plain(String text) {
    String decoded = ENTITY.matcher(text).replaceAll(DocComment::character);
    return SPACE.matcher(decoded).replaceAll(" ").strip();
  }

  private static String character(MatchResult entity) {
    String character =
        switch (entity.group(1)) {
          case "lt" -> "<";
          case "gt" -> ">";
          case "amp" -> "&";
          default -> {
            int codePoint = Integer.parseInt(entity.group(2));
            yield Character.isBmpCodePoint(codePoint) ? String.valueOf((char) codePoint) : "?";
          }
        };
    return Matcher.quoteReplacement(character);
  }

  /** What a reader sees of an inline tag: of a link its label, else its target. */
  private static String inlineText(MatchResult tag) {
    String content = tag.group(2).strip();
    if (tag.group(1).startsWith("link")) {
      Matcher labelled = LABELLED.matcher(content);
      content =
          labelled.matches() ? labelled.group(1) : content.replaceFirst("^#", "").replace('#', '.');
    }
    return Matcher.quoteReplacement(content);
  }
}
