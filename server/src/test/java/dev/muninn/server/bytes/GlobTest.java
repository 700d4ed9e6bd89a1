package dev.muninn.server.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.store.Memory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  private static boolean matches(String pattern, String text, boolean ignoreCase) {
    return new Glob(pattern.getBytes(ISO_8859_1), ignoreCase).matches(text.getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource({
    "*, abc, true",
    "**, abc, true",
    "a*, abc, true",
    "*c, abc, true",
    "a*c, abc, true",
    "a*b, abc, false",
    "a?c, abc, true",
    "a??c, abc, false",
    "a[bx]c, abc, true",
    "a[^bx]c, abc, false",
    "a[^x]c, abc, true",
    "a[a-c]c, abc, true",
    "a[c-a]c, abc, true",
    "a[d-z]c, abc, false",
    "a\\*c, abc, false",
    "a\\*c, a*c, true",
    "a\\, a\\, true",
    "[abc, b, true",
    "[^, b, true",
    "[, b, false",
    "[], b, false",
    "[^], b, true",
    "[\\]], ], true",
    "[a-], a, true",
    "[a-], b, false",
    "a*b*c*, aXbYc, true",
    "*abc*abc, abcabc, true",
    "*abc*abc, abcab, false",
    "abc, ab, false",
    "ab, abc, false"
  })
  void shouldMatchAsValkey(String pattern, String text, boolean expected) {
    assertThat(matches(pattern, text, false)).isEqualTo(expected);
  }

  @Test
  void shouldMatchAnEmptyTextByTheEmptyPatternAlone() {
    assertThat(matches("", "", false)).isTrue();
    assertThat(matches("*", "", false)).isFalse();
    assertThat(matches("", "a", false)).isFalse();
  }

  @Test
  void shouldIgnoreCaseWhereAsked() {
    assertThat(matches("AbC*", "aBcD", true)).isTrue();
    assertThat(matches("AbC*", "aBcD", false)).isFalse();
    assertThat(matches("[A-C]", "b", true)).isTrue();
    assertThat(matches("[\\B]", "b", true)).isFalse();
  }

  @Test
  void shouldNotTakeForeverForManyStars() {
    assertThat(matches("a*".repeat(1000) + "b", "a".repeat(20_000), false)).isFalse();
  }

  @Test
  void shouldMatchSlices() {
    try (Memory memory = new Memory();
        TestBytes pattern = new TestBytes(memory);
        TestBytes text = new TestBytes(memory)) {
      Glob glob = new Glob(pattern.of("k*9"), false);
      assertThat(glob.matches(text.of("key" + "0".repeat(300) + "9"))).isTrue();
      assertThat(glob.matches(text.of("key8"))).isFalse();
      assertThat(new Glob(pattern.of("*"), false).matchesAll()).isTrue();
    }
  }

  /** The definition, tried out in full; stars and single bytes only. */
  private static boolean model(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      return model(pattern.substring(1), text)
          || (!text.isEmpty() && model(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
        && model(pattern.substring(1), text.substring(1));
  }

  private static String random(SplittableRandom random, String letters, int longest) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(longest + 1); n > 0; n--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  void shouldAgreeWithTheDefinition() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200_000; i++) {
      String pattern = random(random, "ab*?", 8);
      String text = random(random, "ab", 8);
      boolean expected = text.isEmpty() ? pattern.isEmpty() : model(pattern, text);
      assertThat(matches(pattern, text, false)).as(pattern + " " + text).isEqualTo(expected);
    }
  }

  @Test
  void shouldEndForAnyPattern() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 200_000; i++) {
      String pattern = random(random, "ab*?[]^-\\\u00ff", 12);
      String text = random(random, "ab-\\]\u00ff", 12);
      boolean exact = matches(pattern, text, false);
      assertThat(!exact || matches(pattern, text, true)).as(pattern + " " + text).isTrue();
    }
  }

  @Test
  void shouldMatchNothingBehindTheThousandthStar() {
    String text = "a".repeat(2000);
    assertThat(matches("*?".repeat(1000), text, false)).isTrue();
    assertThat(matches("*?".repeat(1000) + "*", text, false)).isTrue();
    assertThat(matches("*?".repeat(1001), text, false)).isFalse();
  }
}
