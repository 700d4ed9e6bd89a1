package dev.muninn.server.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words of a request as redis-cli takes them, and what stands in braces for something else. */
final class Words {
  private static final Pattern NOW = Pattern.compile("\\{(now|nowms)([+-]\\d+)?}");
  private static final Pattern REPEAT = Pattern.compile("\\{(.)\\*(\\d+)}");

  private Words() {}

  /** The words of a line, each a Latin-1 text; what is in braces is replaced. */
  static List<String> of(String line, long nowMillis) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      if (line.charAt(at) == ' ') {
        at++;
        continue;
      }
      StringBuilder word = new StringBuilder();
      char first = line.charAt(at);
      if (first == '"' || first == '\'') {
        at = quoted(line, at + 1, first, word);
        words.add(word.toString());
      } else {
        int end = line.indexOf(' ', at);
        end = end < 0 ? line.length() : end;
        words.add(repeated(times(line.substring(at, end), nowMillis)));
        at = end;
      }
    }
    return words;
  }

  private static int quoted(String line, int from, char quote, StringBuilder word) {
    int at = from;
    while (line.charAt(at) != quote) {
      char c = line.charAt(at++);
      if (c == '\\' && quote == '"') {
        char escape = line.charAt(at++);
        switch (escape) {
          case 'n' -> word.append('\n');
          case 'r' -> word.append('\r');
          case 't' -> word.append('\t');
          case 'x' -> {
            word.append((char) Integer.parseInt(line.substring(at, at + 2), 16));
            at += 2;
          }
          default -> word.append(escape);
        }
      } else {
        word.append(c);
      }
    }
    return at + 1;
  }

  /** Replaces times relative to the transcript's start: {@code {now+10}}, {@code {nowms-1}}. */
  static String times(String text, long nowMillis) {
    return NOW.matcher(text)
        .replaceAll(
            (MatchResult m) -> {
              long base = m.group(1).equals("now") ? nowMillis / 1000 : nowMillis;
              String add = m.group(2);
              return Long.toString(add == null ? base : base + Long.parseLong(add));
            });
  }

  private static String repeated(String text) {
    return REPEAT
        .matcher(text)
        .replaceAll((MatchResult m) -> m.group(1).repeat(Integer.parseInt(m.group(2))));
  }
}
