package dev.muninn.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {
  @Test
  void shouldNotCallLessThanAMicrosecondNothing() {
    assertThat(Units.time(0)).isEqualTo("<1 us");
    assertThat(Units.time(999)).isEqualTo("<1 us");
    assertThat(Units.time(1000)).isEqualTo("1.00 us");
  }

  @Test
  void shouldTellNanosecondsWhereTheyAreCounted() {
    assertThat(Units.exactTime(0)).isEqualTo("0 ns");
    assertThat(Units.exactTime(999)).isEqualTo("999 ns");
    assertThat(Units.exactTime(1_250_000)).isEqualTo("1.25 ms");
  }
}
