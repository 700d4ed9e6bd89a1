package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.muninn.server.bytes.KeySlot;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Memory;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("memory")
class SlotTablesTest {
  private final Memory memory = new Memory();
  private final SlotTables table = new SlotTables(Structures.of(memory));
  private final TestBytes key = new TestBytes(memory);
  private final TestBytes value = new TestBytes(memory);
  private final Entry entry = table.newEntry();
  private final Slice out = new Slice();
  private final SplittableRandom random = new SplittableRandom(1);

  @AfterEach
  void shouldHaveGivenEverythingBack() {
    table.close();
    key.close();
    value.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  @Test
  @Tag("memory-plain")
  void shouldCostLessThanAMegabyteWithoutKeys() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try (SlotTables other = new SlotTables(Structures.of(memory))) {
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
      other.setString(key.of("k"), value.of("v"), entry);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
      assertThat(other.indexBytes() + other.dataBytes()).isEqualTo(64 + 64 + 16);
    }
  }

  @Test
  void shouldKeepTheKeysOfASlotTogether() {
    for (int i = 0; i < 50; i++) {
      table.setString(key.of("{a}" + i), value.of("v"), i % 5 == 0 ? 9 : -1, entry);
      table.setString(key.of("{b}" + i), value.of("v"), entry);
    }
    int a = KeySlot.of(key.of("a"));
    int b = KeySlot.of(key.of("b"));
    assertThat(table.size()).isEqualTo(100);
    assertThat(table.size(a)).isEqualTo(50);
    assertThat(table.expires(a)).isEqualTo(10);
    assertThat(table.expires(b)).isZero();
    assertThat(table.expires()).isEqualTo(10);
    assertThat(table.nextSlot(-1)).isEqualTo(Math.min(a, b));
    assertThat(table.nextSlot(Math.min(a, b))).isEqualTo(Math.max(a, b));
    assertThat(table.nextSlot(Math.max(a, b))).isEqualTo(-1);
    table.clear(a);
    assertThat(table.size()).isEqualTo(50);
    assertThat(table.expires()).isZero();
    assertThat(table.find(key.of("{b}7"), entry)).isTrue();
    assertThat(table.find(key.of("{a}7"), entry)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 30", "2, 2000", "3, 30000"})
  void shouldTellTheSameAsAMap(long seed, int keys) {
    SplittableRandom choice = new SplittableRandom(seed);
    Map<String, Long> model = new HashMap<>();
    for (int i = 0; i < 40_000; i++) {
      String name = "k" + choice.nextInt(keys) + (choice.nextBoolean() ? "{tag}" : "");
      boolean found = table.find(key.of(name), entry);
      assertThat(found).isEqualTo(model.containsKey(name));
      long at = choice.nextInt(3) - 1L;
      if (!found) {
        if (i / 10_000 % 2 == 0) {
          table.insertString(entry, key.of(name), value.of(name), at);
          model.put(name, at);
        }
      } else if (choice.nextInt(3) == 0) {
        table.delete(entry);
        model.remove(name);
      } else {
        assertThat(entry.value(out).toString()).isEqualTo(name);
        assertThat(entry.expireAt()).isEqualTo(model.get(name));
        table.edit(entry).setExpireAt(at);
        model.put(name, at);
      }
      if (i % 4_000 == 0) {
        compare(model);
      }
    }
    compare(model);
    LazyFree lazy = new LazyFree();
    lazy.add(table);
    assertThat(lazy.pending()).isEqualTo(model.size());
    lazy.drain();
    assertThat(table.size() + table.expires() + table.dataBytes() + table.indexBytes()).isZero();
  }

  private void compare(Map<String, Long> model) {
    List<String> all = new ArrayList<>();
    List<String> expiring = new ArrayList<>();
    long cursor = 0;
    do {
      cursor = table.scan(cursor, e -> all.add(e.key(out).toString()));
    } while (cursor != 0);
    do {
      cursor = table.scanExpires(cursor, e -> expiring.add(e.key(out).toString()));
    } while (cursor != 0);
    assertThat(all).containsExactlyInAnyOrderElementsOf(model.keySet());
    List<String> timed =
        model.entrySet().stream().filter(e -> e.getValue() != -1).map(Map.Entry::getKey).toList();
    assertThat(expiring).containsExactlyInAnyOrderElementsOf(timed);
    assertThat(table.size()).isEqualTo(all.size());
    assertThat(table.expires()).isEqualTo(expiring.size());
    assertThat(table.random(random, entry)).isEqualTo(!all.isEmpty());
    assertThat(!entry.isPresent() || model.containsKey(entry.key(out).toString())).isTrue();
    assertThat(table.randomExpire(random, entry)).isEqualTo(!expiring.isEmpty());
    assertThat(!entry.isPresent() || entry.expireAt() != -1).isTrue();
  }

  @Test
  void shouldDrawFromSlotsAsTheyHaveKeys() {
    for (int i = 0; i < 900; i++) {
      table.setString(key.of("{large}" + i), value.of("v"), i < 100 ? 1 : -1, entry);
    }
    for (int i = 0; i < 100; i++) {
      table.setString(key.of("small" + i), value.of("v"), 1, entry);
    }
    int large = 0;
    int largeExpiring = 0;
    for (int i = 0; i < 10_000; i++) {
      assertThat(table.random(random, entry)).isTrue();
      large += entry.key(out).toString().startsWith("{large}") ? 1 : 0;
      assertThat(table.randomExpire(random, entry)).isTrue();
      largeExpiring += entry.key(out).toString().startsWith("{large}") ? 1 : 0;
    }
    // 9,000 and 5,000 expected; six standard deviations either way.
    assertThat(large).isBetween(8_820, 9_180);
    assertThat(largeExpiring).isBetween(4_700, 5_300);
  }

  @Test
  void shouldSampleAcrossSlots() {
    for (int i = 0; i < 2_000; i++) {
      table.setString(key.of("k" + i), value.of("v"), i % 4 == 0 ? 1 : -1, entry);
    }
    Set<String> seen = new HashSet<>();
    Consumer<Entry> add = e -> seen.add(e.key(out).toString());
    for (int i = 0; i < 50; i++) {
      int given = table.sample(16, random, add);
      assertThat(given).isEqualTo(16);
    }
    assertThat(seen.size()).isGreaterThan(500);
    int given = table.sampleExpires(8, random, e -> assertThat(e.expireAt()).isEqualTo(1));
    assertThat(given).isEqualTo(8);
    assertThat(table.touchEntry(table.touchBucket(key.of("k7")))).isNotZero();
    assertThat(table.touchEntry(123)).isZero();
  }

  @Test
  void shouldSampleNeighboursInOneTable() {
    try (OffHeapEntryTable one = new OffHeapEntryTable(memory)) {
      List<String> given = new ArrayList<>();
      Consumer<Entry> add = e -> given.add(e.key(out).toString());
      assertThat(one.sample(5, random, add)).isZero();
      for (int i = 0; i < 1_000; i++) {
        one.setString(key.of("k" + i), value.of("v"), entry);
      }
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < 500; i++) {
        given.clear();
        assertThat(one.sample(20, random, add)).isEqualTo(20);
        assertThat(given).doesNotHaveDuplicates();
        seen.addAll(given);
      }
      assertThat(seen.size()).isGreaterThan(990);
      assertThat(one.sampleExpires(5, random, add)).isZero();
      one.clear();
      one.setString(key.of("k"), value.of("v"), entry);
      assertThat(one.sample(5, random, add)).isEqualTo(1);
    }
  }
}
