package dev.muninn.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void shouldTakeTheMiddleOfAnOddNumber() {
    assertThat(Statistics.median(9, 1, 5)).isEqualTo(5);
  }

  @Test
  void shouldTakeTheMeanOfTheMiddleTwoOfAnEvenNumber() {
    assertThat(Statistics.median(9, 1, 5, 6)).isEqualTo(5.5);
  }

  @Test
  void shouldBeNoNumberOfNone() {
    assertThat(Statistics.median()).isNaN();
    assertThat(Statistics.min()).isNaN();
    assertThat(Statistics.max()).isNaN();
  }
}
