package dev.muninn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.testing.TestServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The derived parsers of options, by commands that use them in each of the ways. */
class OptionsTest {
  private static final String OK = "+OK\r\n";
  private static final String SYNTAX = "-ERR syntax error\r\n";
  private static final String NOT_INTEGER = "-ERR value is not an integer or out of range\r\n";
  private static final List<String> WORDS =
      List.of("NX", "XX", "EX", "PX", "EXAT", "PXAT", "KEEPTTL", "99999999999", "x", "blue");
  private static final Set<String> UNITS = Set.of("EX", "PX", "EXAT", "PXAT");

  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  /** What SET replies for a missing key, by the chain of conditions in setCommand of Valkey. */
  private static String expected(List<String> options) {
    Set<String> given = new HashSet<>();
    String time = "";
    for (int i = 0; i < options.size(); i++) {
      String word = options.get(i);
      boolean otherUnit =
          given.stream().anyMatch(other -> UNITS.contains(other) && !other.equals(word));
      if ((word.equals("NX") && !given.contains("XX"))
          || (word.equals("XX") && !given.contains("NX"))
          || (word.equals("KEEPTTL") && !otherUnit)) {
        given.add(word);
      } else if (UNITS.contains(word)
          && !otherUnit
          && !given.contains("KEEPTTL")
          && i + 1 < options.size()) {
        given.add(word);
        i++;
        time = options.get(i);
      } else {
        return SYNTAX;
      }
    }
    if (!time.isEmpty() && !Character.isDigit(time.charAt(0))) {
      return NOT_INTEGER;
    }
    return given.contains("XX") ? "$-1\r\n" : OK;
  }

  @Test
  void shouldAcceptAndRefuseAsTheChainOfConditionsDoes() {
    SplittableRandom random = new SplittableRandom(20_260_101);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      List<String> options = new ArrayList<>();
      for (int left = random.nextInt(6); left > 0; left--) {
        options.add(WORDS.get(random.nextInt(WORDS.size())));
      }
      String text = String.join(" ", options);
      boolean lower = random.nextBoolean();
      server.run("DEL k");
      String reply = server.run("SET k v " + (lower ? text.toLowerCase(Locale.ROOT) : text));
      assertThat(reply).as(text).isEqualTo(expected(options));
      seen.add(reply);
    }
    assertThat(seen).containsExactlyInAnyOrder(OK, SYNTAX, NOT_INTEGER, "$-1\r\n");
  }

  @Test
  void shouldForgetTheOptionsOfTheCallBefore() {
    assertThat(server.run("SET k v EX 100 NX")).isEqualTo(OK);
    assertThat(server.run("SET k v GET XX")).isEqualTo("$1\r\nv\r\n");
    assertThat(server.run("TTL k")).isEqualTo(":-1\r\n");
    assertThat(server.run("SCAN 0 COUNT 0")).isEqualTo(SYNTAX);
    assertThat(server.run("SCAN 0 MATCH a*")).isEqualTo("*2\r\n$1\r\n0\r\n*0\r\n");
    assertThat(server.run("SCAN 0")).isEqualTo("*2\r\n$1\r\n0\r\n*1\r\n$1\r\nk\r\n");
  }

  @Test
  void shouldLetTheLastOfTheSameOptionCount() {
    server.run("SET k v EX 100 EX 200");
    assertThat(server.run("TTL k")).isEqualTo(":200\r\n");
  }

  @Test
  void shouldJudgeAnIntegerBeforeTheNextWord() {
    assertThat(server.run("LCS a b MINMATCHLEN x blue")).isEqualTo(NOT_INTEGER);
    assertThat(server.run("LCS a b blue MINMATCHLEN x")).isEqualTo(SYNTAX);
  }

  @Test
  void shouldLeaveValuesOfAlternativesToTheCommand() {
    assertThat(server.run("SET k v EX x blue")).isEqualTo(SYNTAX);
    assertThat(server.run("SET k v EX x NX")).isEqualTo(NOT_INTEGER);
  }

  @Test
  void shouldAcceptAlternativesTogetherWhereTheCommandJudges() {
    server.run("SET k v EX 100");
    assertThat(server.run("EXPIRE k 200 XX GT")).isEqualTo(":1\r\n");
    assertThat(server.run("EXPIRE k 200 blue")).isEqualTo("-ERR Unsupported option blue\r\n");
  }
}
