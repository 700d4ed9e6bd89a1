package dev.muninn.tracepoint.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "abc, abc, true",
    "abc, abcd, false",
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "a*, a, true",
    "a*c, abc, true",
    "a*a, a, false",
    "*b*b*, abb, true",
    "*b*b*, ab, false",
    "valkey_*:command*, valkey_server:command, true",
    "a\\*, a*, true",
    "a\\*, ab, false",
    "ä*, äö, true"
  })
  void shouldMatchAsAWhole(String pattern, String text, boolean matches) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void shouldAgreeWithRegularExpressions() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      String pattern = random(random, "ab*", 6);
      String text = random(random, "ab", 8);
      Glob glob = Glob.of(pattern);
      boolean expected = Pattern.matches(pattern.replace("*", ".*"), text);
      assertThat(glob.matches(text)).as("%s on %s", pattern, text).isEqualTo(expected);
      byte[] bytes = ("xx" + text + "xx").getBytes(StandardCharsets.UTF_8);
      assertThat(glob.matches(bytes, 2, text.length())).isEqualTo(expected);
      assertThat(glob.matches(MemorySegment.ofArray(bytes), 2, text.length())).isEqualTo(expected);
    }
  }

  private static String random(Random random, String letters, int limit) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(limit + 1); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
