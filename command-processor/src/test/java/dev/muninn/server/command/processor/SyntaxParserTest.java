package dev.muninn.server.command.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxParserTest {
  private static Argument only(String text) throws SyntaxException {
    List<Argument> arguments = SyntaxParser.parse(text);
    assertThat(arguments).hasSize(1);
    return arguments.getFirst();
  }

  private static Argument leaf(String name, String type) {
    return new Argument(
        name, type, name, Argument.NO_KEY, null, null, null, false, false, false, List.of());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "GET; get; 0",
        "GET key:key; get; 1",
        "CLIENT NO-EVICT enabled<ON|OFF>; client|no-evict; 1",
        "LATENCY RESET [event:string...]; latency|reset; 1",
        "XREADGROUP 'GROUP' group{a:string b:string}; xreadgroup; 1",
        "GEORADIUS_RO [ASC]; georadius_ro; 1"
      },
      delimiter = ';')
  void shouldTellNameFromArguments(String text, String name, int arguments) throws SyntaxException {
    SyntaxParser.Request request = SyntaxParser.parseRequest(text);
    assertThat(request.name()).isEqualTo(name);
    assertThat(request.arguments()).hasSize(arguments);
  }

  @Test
  void shouldParseValues() throws SyntaxException {
    assertThat(SyntaxParser.parse("")).isEmpty();
    assertThat(SyntaxParser.parse(" a:string b1-c:unix-time "))
        .containsExactly(leaf("a", "STRING"), leaf("b1-c", "UNIX_TIME"));
  }

  @Test
  void shouldParseTokens() throws SyntaxException {
    assertThat(only("KEEPTTL").name()).isEqualTo("keepttl");
    assertThat(only("KEEPTTL").token()).isEqualTo("KEEPTTL");
    assertThat(only("change=CH").name()).isEqualTo("change");
    assertThat(only("auto-id='*'").token()).isEqualTo("*");
    assertThat(only("auto-id='*'").type()).isEqualTo("PURE_TOKEN");
    assertThat(only("EX seconds:integer").token()).isEqualTo("EX");
    assertThat(only("EX seconds:integer").type()).isEqualTo("INTEGER");
    assertThat(SyntaxParser.parse("ASC DESC")).extracting(Argument::name).contains("asc", "desc");
  }

  @Test
  void shouldParseSuffixes() throws SyntaxException {
    Argument all = only("[GET name:pattern@1(shown)^6.2.0~7.0.0...*]");
    assertThat(all)
        .isEqualTo(
            new Argument(
                "name", "PATTERN", "shown", 1, "GET", "6.2.0", "7.0.0", true, true, true,
                List.of()));
    assertThat(all.flags()).isEqualTo(7);
    assertThat(only("key:key...").multiple()).isTrue();
    assertThat(only("key:key^10.20.30...").since()).isEqualTo("10.20.30");
  }

  @Test
  void shouldNestBlocksAndAlternatives() throws SyntaxException {
    Argument choice = only("[FILTER filter<ID id:integer|data{a:key b:string}...|NONE|[X]>^1.0.0]");
    assertThat(choice.type()).isEqualTo("ONEOF");
    assertThat(choice.display()).isNull();
    assertThat(choice.optional()).isTrue();
    assertThat(choice.children())
        .extracting(Argument::name)
        .containsExactly("id", "data", "none", "x");
    assertThat(choice.children().get(1).children()).hasSize(2);
    assertThat(choice.children().get(3).optional()).isTrue();
  }

  @Test
  void shouldCountWords() throws SyntaxException {
    assertThat(only("LIMIT limit{a:integer b:integer}").minimum()).isEqualTo(3);
    assertThat(only("LIMIT limit{a:integer b:integer}").fixed()).isTrue();
    assertThat(only("order<ASC|N n:integer>").minimum()).isEqualTo(1);
    assertThat(only("order<ASC|N n:integer>").fixed()).isFalse();
    assertThat(only("[a:string]").minimum()).isZero();
    assertThat(only("a:string...").fixed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a; expected one of : = < { after a at the end",
        "a:bytes; unknown type bytes at the end",
        "a<B>; a block or choice has at least two parts at the end",
        "a{B}; a block or choice has at least two parts at the end",
        "[a:string; expected ] at the end",
        "a<B|; expected a lower-case name at the end",
        "a:string b; expected one of : = < { after b at the end",
        "a:string a:string; two arguments side by side have one name: a",
        "A='x'; expected a lower-case name at \"='x'\"",
        "a='x; empty or open quote at \"'x\"",
        "a:string...*; no token to repeat with a at the end",
        "a:key@x; expected a digit at \"x\"",
        "a:string^1.2; expected . at the end",
        "a{B C}(x); misplaced or open ( at \"(x)\"",
        "]; expected a lower-case name at \"]\""
      })
  void shouldTellWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> SyntaxParser.parse(text))
        .isInstanceOf(SyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void shouldEndWithAResultOrAnErrorForAnyText() {
    SplittableRandom random = new SplittableRandom(1);
    String letters = "aB1:=<>{}[]|@^~.'( )*string";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        assertThat(SyntaxParser.parse(text.toString())).isNotNull();
      } catch (SyntaxException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }
}
