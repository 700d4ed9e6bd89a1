package dev.muninn.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeatmapTest {
  @Test
  void shouldWidenColumnsAndLoseNoCount() {
    Heatmap map = new Heatmap();
    for (int i = 0; i < 10_000; i++) {
      map.add(1_000_000L * i, 3_000);
    }
    assertThat(map.columns()).isBetween(Heatmap.COLUMNS / 2, Heatmap.COLUMNS);
    assertThat(map.width()).isEqualTo(32_000_000);
    long sum = 0;
    for (int c = 0; c < map.columns(); c++) {
      sum += map.count(c, Heatmap.row(3_000));
    }
    assertThat(sum).isEqualTo(10_000);
    assertThat(map.count(0, Heatmap.row(3_000))).isEqualTo(32);
  }

  @Test
  void shouldPutLatenciesIntoHalfOctaves() {
    assertThat(Heatmap.row(0)).isZero();
    assertThat(Heatmap.row(999)).isZero();
    assertThat(Heatmap.row(1000)).isEqualTo(1);
    assertThat(Heatmap.row(1414)).isEqualTo(1);
    assertThat(Heatmap.row(1415)).isEqualTo(2);
    assertThat(Heatmap.row(2000)).isEqualTo(3);
    assertThat(Heatmap.row(Long.MAX_VALUE)).isEqualTo(Heatmap.ROWS - 1);
  }
}
