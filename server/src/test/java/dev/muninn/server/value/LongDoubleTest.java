package dev.muninn.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected texts are what C prints for the long double of x86. */
class LongDoubleTest {
  private static LongDouble of(String text) {
    return Objects.requireNonNull(LongDouble.parse(text), text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.2, 0.3",
    "1, 1e-17, 1.00000000000000001",
    "3.0e3, 200, 3200",
    "1e18, 0.25, 1000000000000000000.25",
    "1e19, 0.25, 10000000000000000000",
    "18446744073709551615, 1, 18446744073709551616",
    "18446744073709551617, 0, 18446744073709551616",
    "9223372036854775807, 9223372036854775807, 18446744073709551614",
    "-0.00000000000000000001, 0, 0",
    "-1.5, 1.5, 0",
    "0x10, 0x.8p1, 17",
    ".5, 5., 5.5",
    "1e25, 0, 10000000000000000000000000",
    "1e-17, 1e-17, 0.00000000000000002",
    "123456789.123456789, 0, 123456789.12345678899873747",
    "1.1, 2.2, 3.3"
  })
  void shouldAddAsC(String a, String b, String sum) {
    assertThat(of(a).plus(of(b)).format()).isEqualTo(sum);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " 1", "1 ", "1e", "--1", "nan", "NaN", "0x", "1e5000", "1e-5000", "1,5", "++1"
      })
  void shouldRejectWhatIsNoNumber(String text) {
    assertThat(LongDouble.parse(text)).isNull();
  }

  @Test
  void shouldKnowInfinity() {
    assertThat(of("-INF").isInfinite()).isTrue();
    assertThat(of("infinity").plus(of("-inf")).isInfinite()).isTrue();
    assertThat(of("1e4932").plus(of("1e4932")).isInfinite()).isTrue();
    assertThat(of("1e4932").isInfinite()).isFalse();
    assertThat(LongDouble.parse("1.2e4932")).isNull();
  }

  @Test
  void shouldNotTakeLongForHugeExponents() {
    assertThat(LongDouble.parse("1e999999999999999999999")).isNull();
    assertThat(LongDouble.parse("1e-999999999999999999999")).isNull();
    assertThat(of("0e999999999999999999999").format()).isEqualTo("0");
  }
}
