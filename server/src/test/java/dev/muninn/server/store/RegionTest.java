package dev.muninn.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
  private record Run(int page, int pages) {}

  private final Region region = new Region(0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldHandOutEveryPageOnceAndBecomeEmptyAgain(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BitSet taken = new BitSet();
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int pages = 1 + random.nextInt(random.nextInt(10) == 0 ? 2_000 : 20);
      if (random.nextInt(100) < 55 && region.hasOrder(Region.orderFor(pages))) {
        int page = region.take(pages);
        assertThat(taken.get(page, page + pages).isEmpty()).isTrue();
        taken.set(page, page + pages);
        runs.add(new Run(page, pages));
      } else if (!runs.isEmpty()) {
        Run run = runs.remove(random.nextInt(runs.size()));
        int largest = region.give(run.page, run.pages);
        taken.clear(run.page, run.page + run.pages);
        int from = largest & 0xFFFF;
        assertThat(taken.get(from, from + (1 << (largest >>> 16))).isEmpty()).isTrue();
      }
      assertThat(region.freePages()).isEqualTo(Region.PAGES - taken.cardinality());
    }
    for (Run run : runs) {
      region.give(run.page, run.pages);
    }
    assertThat(region.isEmpty()).isTrue();
    assertThat(region.take(Region.PAGES)).isZero();
    assertThat(region.hasOrder(0)).isFalse();
  }

  @Test
  void shouldPreferLowPages() {
    assertThat(region.take(1)).isZero();
    assertThat(region.take(16)).isEqualTo(16);
    assertThat(region.take(3)).isEqualTo(4);
    assertThat(region.take(1)).isEqualTo(1);
    region.give(0, 1);
    assertThat(region.take(1)).isZero();
  }

  @Test
  void shouldCountPagesThatHoldMemory() {
    assertThat(region.markResident(60, 10)).isEqualTo(10);
    assertThat(region.markResident(64, 64)).isEqualTo(58);
    assertThat(region.residentPages()).isEqualTo(68);
    assertThat(region.markDiscarded(0, 65)).isEqualTo(5);
    assertThat(region.markDiscarded(0, Region.PAGES)).isEqualTo(63);
    assertThat(region.residentPages()).isZero();
  }
}
