package dev.muninn.tracepoint.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.tracepoint.filter.Filter.And;
import dev.muninn.tracepoint.filter.Filter.Comparison;
import dev.muninn.tracepoint.filter.Filter.Not;
import dev.muninn.tracepoint.filter.Filter.Or;
import dev.muninn.tracepoint.filter.Filter.Truth;
import dev.muninn.tracepoint.filter.Operand.Field;
import dev.muninn.tracepoint.filter.Operand.FloatingPoint;
import dev.muninn.tracepoint.filter.Operand.Text;
import dev.muninn.tracepoint.filter.Operand.WholeNumber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  @Test
  void shouldReadComparisonsOfFieldsWithNumbersAndStrings() throws FilterException {
    assertThat(Filter.parse("duration > 1000 && name != \"keys\""))
        .isEqualTo(
            new And(
                List.of(
                    new Comparison(new Field("duration"), Relation.GREATER, number(1000)),
                    new Comparison(
                        new Field("name"), Relation.NOT_EQUAL, new Text(List.of("keys"))))));
  }

  @Test
  void shouldBindAndTighterThanOr() throws FilterException {
    assertThat(Filter.parse("a || b && !c || (d || e)"))
        .isEqualTo(
            new Or(
                List.of(
                    truth("a"),
                    new And(List.of(truth("b"), new Not(truth("c")))),
                    new Or(List.of(truth("d"), truth("e"))))));
  }

  @Test
  void shouldTakeOperandsInParenthesesAndOnEitherSide() throws FilterException {
    assertThat(Filter.parse("( ( 5 ) ) <= (x)"))
        .isEqualTo(new Comparison(number(5), Relation.LESS_OR_EQUAL, new Field("x")));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "42, 42",
    "-42, -42",
    "+42, 42",
    "- 7, -7",
    "0x1F, 31",
    "-0x10, -16",
    "017, 15",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void shouldReadWholeNumbers(String text, long value) throws FilterException {
    assertThat(Filter.parse("x == " + text))
        .isEqualTo(new Comparison(new Field("x"), Relation.EQUAL, number(value)));
  }

  @Test
  void shouldReadNumbersFrom2To63WithoutSign() throws FilterException {
    assertThat(Filter.parse("x == 18446744073709551615"))
        .isEqualTo(new Comparison(new Field("x"), Relation.EQUAL, new WholeNumber(-1, true)))
        .hasToString("x == 18446744073709551615");
  }

  @ParameterizedTest
  @CsvSource({"1.5, 1.5", "-1.5, -1.5", ".25, 0.25", "2., 2", "1e3, 1000", "1.5E-3, 0.0015"})
  void shouldReadFloatingPoint(String text, double value) throws FilterException {
    assertThat(Filter.parse("x < " + text))
        .isEqualTo(new Comparison(new Field("x"), Relation.LESS, new FloatingPoint(value)));
  }

  @Test
  void shouldSplitStringsAtTheirStars() throws FilterException {
    assertThat(text("\"plain\"")).isEqualTo(List.of("plain"));
    assertThat(text("\"\"")).isEqualTo(List.of(""));
    assertThat(text("\"*\"")).isEqualTo(List.of("", ""));
    assertThat(text("\"a*\"")).isEqualTo(List.of("a", ""));
    assertThat(text("\"**a***b\"")).isEqualTo(List.of("", "a", "b"));
    assertThat(text("\"a\\*b\"")).isEqualTo(List.of("a*b"));
    assertThat(text("\"q\\\"\\\\\\n\"")).isEqualTo(List.of("q\"\\\n"));
  }

  @Test
  void shouldTellTheFieldsItAsksFor() throws FilterException {
    assertThat(Filter.parse("a > b || !(c == \"x\") && 1").fields())
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | filter: expected a field, a number or a string: found=end position=1",
        "x > | filter: expected a field, a number or a string: found=end position=4",
        "x > > 1 | filter: expected a field, a number or a string: found=> position=5",
        "x = 1 | filter: unexpected character: found== position=3",
        "(x > 1 | filter: expected \")\": found=end position=7",
        "x > 1) | filter: expected an operator or the end: found=) position=6",
        "x > 1 y | filter: expected an operator or the end: found=y position=7",
        "x == \"abc | filter: string is not closed: position=6",
        "x == \"a\\qb\" | filter: unknown escape in a string: position=9",
        "x == 12ab | filter: expected a number of at most 64 bits: found=12ab position=6",
        "x == 089 | filter: expected a number of at most 64 bits: found=089 position=6",
        "x == 0x | filter: expected a number of at most 64 bits: found=0x position=6",
        "x == 18446744073709551616 | filter: expected a number of at most 64 bits: found=18446744073709551616 position=6",
        "x == 1e999 | filter: expected a number of at most 64 bits: found=1e999 position=6",
        "x & 1 | filter: bitwise operators are not part of the language: found=& position=3",
        "~x | filter: bitwise operators are not part of the language: found=~ position=1",
        "-x == 1 | filter: expected a number after the sign: found=x position=2",
        "x == 1 == 2 | filter: comparisons cannot be compared: position=8",
        "!x == 1 | filter: comparisons cannot be compared: position=4",
        "x > \"a*\" | filter: a string cannot be compared so: position=3",
        "1 == \"a\" | filter: a string cannot be compared so: position=3",
        "\"a*\" == \"*a\" | filter: a string cannot be compared so: position=6",
        "\"a\" | filter: expected a comparison of the string literal: found=end position=4",
        "x && \"a\" | filter: expected a comparison of the string literal: found=end position=9",
        "$ctx.vpid == 1 | filter: unexpected character: found=$ position=1",
      })
  void shouldRefuseInOneLineWithThePosition(String expression, String message) {
    assertThatThrownBy(() -> Filter.parse(expression))
        .isInstanceOf(FilterException.class)
        .hasMessage(message);
  }

  @Test
  void shouldBoundLengthAndDepth() throws FilterException {
    assertThat(Filter.parse("(".repeat(64) + "x" + ")".repeat(64))).isEqualTo(truth("x"));
    assertThatThrownBy(() -> Filter.parse("(".repeat(65) + "x" + ")".repeat(65)))
        .hasMessage("filter: expression is nested too deeply: max=64 position=65");
    assertThatThrownBy(() -> Filter.parse("!".repeat(4000) + "x"))
        .hasMessage("filter: expression is nested too deeply: max=64 position=65");
    assertThat(Filter.parse("x" + " ".repeat(4095))).isEqualTo(truth("x"));
    assertThatThrownBy(() -> Filter.parse("x" + " ".repeat(4096)))
        .hasMessage("filter: expression is too long: length=4097 max=4096 position=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!(a == 1)",
        "!a",
        "!(a && b)",
        "!!(a || b)",
        "(a && b) && c",
        "a || (b && c)",
        "n == \"a\\*b*\\\"\\\\\""
      })
  void shouldWriteWhatItReads(String expression) throws FilterException {
    Filter filter = Filter.parse(expression);
    assertThat(Filter.parse(filter.toString())).isEqualTo(filter);
  }

  @ParameterizedTest
  @CsvSource({
    // left, unsigned, right, unsigned, order
    "1, false, 2, false, -1",
    "-1, false, 1, true, -1",
    "-1, true, 1, false, 1",
    "-1, true, -1, false, 1",
    "-1, false, -1, true, -1",
    "-1, true, -1, true, 0",
    "-2, true, -1, true, -1",
    "5, true, 5, false, 0"
  })
  void shouldCompareIntegersByValue(
      long left, boolean leftUnsigned, long right, boolean rightUnsigned, int order) {
    for (Relation relation : Relation.values()) {
      assertThat(relation.holds(left, leftUnsigned, right, rightUnsigned))
          .isEqualTo(relation.holds(order));
    }
  }

  @Test
  void shouldHoldNothingButUnequalWithNotANumber() {
    for (Relation relation : Relation.values()) {
      assertThat(relation.holds(Double.NaN, 1)).isEqualTo(relation == Relation.NOT_EQUAL);
    }
  }

  private static List<String> text(String literal) throws FilterException {
    Comparison comparison = (Comparison) Filter.parse("x == " + literal);
    return ((Text) comparison.right()).parts();
  }

  private static WholeNumber number(long value) {
    return new WholeNumber(value, false);
  }

  private static Truth truth(String field) {
    return new Truth(new Field(field));
  }
}
