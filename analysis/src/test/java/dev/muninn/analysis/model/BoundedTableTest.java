package dev.muninn.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTableTest {
  @Test
  void shouldKeepHeavyOnesWhenFull() {
    BoundedTable<Integer, long[]> table = new BoundedTable<>(100, v -> v[0]);
    for (int i = 0; i < 10_000; i++) {
      table.get(i, k -> new long[1])[0]++;
      table.get(-1 - i % 5, k -> new long[1])[0] += 10;
    }
    assertThat(table.size()).isLessThanOrEqualTo(100);
    assertThat(table.overflowed()).isTrue();
    assertThat(table.top(5, v -> v[0])).allSatisfy(v -> assertThat(v[0]).isEqualTo(20_000));
  }
}
