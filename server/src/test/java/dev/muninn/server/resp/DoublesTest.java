package dev.muninn.server.resp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoublesTest {
  @ParameterizedTest
  @CsvSource({
    "0.0,0",
    "-0.0,-0",
    "1.0,1",
    "-3.0,-3",
    "3.5,3.5",
    "-0.1,-0.1",
    "0.001,0.001",
    "0.000001,0.000001",
    "0.0000001,1e-7",
    "1.5E-7,1.5e-7",
    "1.5E-8,1.5e-8",
    "123456789.123,123456789.123",
    "4503599627370496,4503599627370496",
    "4611686018427387904,4611686018427387904",
    "4611686018427388928,4611686018427389000",
    "12345678901234567E5,1234567890123456800000",
    "1E18,1000000000000000000",
    "1E20,1e+20",
    "1E-323,1e-323",
    "1.5E-323,1.5e-323",
    "1E21,1e+21",
    "1.2E22,1.2e+22",
    "-1.7976931348623157E308,-1.7976931348623157e+308",
    "5E-324,5e-324",
    "1E100,1e+100",
    "NaN,nan",
    "Infinity,inf",
    "-Infinity,-inf",
  })
  void shouldPrintAsFpconv(double value, String text) {
    assertThat(Doubles.toString(value)).isEqualTo(text);
  }
}
