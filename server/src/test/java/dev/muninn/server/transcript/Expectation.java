package dev.muninn.server.transcript;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares a reply with what is written, in which some words stand for what varies. */
final class Expectation {
  private static final Pattern WORD = Pattern.compile("<(int|any|reply|(ms|s) (\\d+))>");

  /** How far a recording may be from where the replay is exact. */
  private static final long LATE_MILLIS = 400;

  private final List<String> lines;
  private final long startMillis;
  private final boolean exact;

  /**
   * @param lines of the reply, as written
   * @param startMillis what times of day are relative to
   * @param exact whether time stands still but for what is written
   */
  Expectation(List<String> lines, long startMillis, boolean exact) {
    this.lines = lines;
    this.startMillis = startMillis;
    this.exact = exact;
  }

  /** Whether these lines are such a reply. */
  boolean matches(List<String> actual) {
    String expected = Words.times(ReplyText.canonical(lines), startMillis);
    String text = ReplyText.canonical(actual);
    Matcher word = WORD.matcher(expected);
    if (!word.find()) {
      return expected.equals(text);
    }
    StringBuilder regex = new StringBuilder();
    int from = 0;
    long wanted = -1;
    long tolerance = 0;
    do {
      regex.append(Pattern.quote(expected.substring(from, word.start())));
      String kind = word.group(1);
      switch (kind) {
        case "int" -> regex.append("-?\\d+");
        case "any" -> regex.append("[^\"]*");
        case "reply" -> regex.append(".*");
        default -> {
          wanted = Long.parseLong(word.group(3));
          tolerance = word.group(2).equals("ms") ? LATE_MILLIS : 1;
          regex.append("(?<time>\\d+)");
        }
      }
      from = word.end();
    } while (word.find());
    regex.append(Pattern.quote(expected.substring(from)));
    Matcher whole = Pattern.compile(regex.toString()).matcher(text);
    if (!whole.matches()) {
      return false;
    }
    return wanted < 0
        || Math.abs(Long.parseLong(whole.group("time")) - wanted) <= (exact ? 0 : tolerance);
  }

  /** The reply as written, times put in. */
  String text() {
    return Words.times(ReplyText.canonical(lines), startMillis);
  }
}
