package dev.muninn.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopNTest {
  @Test
  void shouldKeepWhatSortingWouldKeep() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      int limit = random.nextInt(20);
      TopN<String> top = new TopN<>(limit);
      List<Long> weights = new ArrayList<>();
      for (int i = 0; i < random.nextInt(200); i++) {
        long weight = random.nextInt(30);
        weights.add(weight);
        top.offer(weight, weight + "#" + i);
      }
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < weights.size(); i++) {
        order.add(i);
      }
      order.sort(
          (a, b) ->
              weights.get(a).equals(weights.get(b))
                  ? Integer.compare(a, b)
                  : Long.compare(weights.get(b), weights.get(a)));
      List<String> expected =
          order.stream().limit(limit).map(i -> weights.get(i) + "#" + i).toList();
      assertThat(top.sorted()).as("seed=%d", seed).isEqualTo(expected);
    }
  }
}
