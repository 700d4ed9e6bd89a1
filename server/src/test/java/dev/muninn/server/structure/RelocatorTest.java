package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Debug;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.MemoryChecker;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("memory")
class RelocatorTest {
  private static final int KEYS = Debug.ENABLED ? 20_000 : 100_000;

  private final Memory memory = new Memory();
  private final Structures structures = Structures.of(memory);
  private final OffHeapEntryTable table = new OffHeapEntryTable(structures);
  private final OffHeapEntryTable nested = new OffHeapEntryTable(structures);
  private final TestBytes key = new TestBytes(memory);
  private final TestBytes field = new TestBytes(memory);
  private final TestBytes value = new TestBytes(memory);
  private final Entry entry = table.newEntry();
  private final Entry element = table.newEntry();
  private final Slice out = new Slice();
  private final Relocator relocator = new Relocator(structures);
  private final Budget budget = new Budget(0);

  @AfterEach
  void shouldHaveGivenEverythingBack() {
    nested.close();
    table.close();
    key.close();
    field.close();
    value.close();
    assertThat(memory.used()).isZero();
    audit();
    memory.close();
  }

  private void audit() {
    MemoryChecker checker = memory.checker();
    if (checker != null) {
      checker.audit();
    }
  }

  private void fill(EntryTable of, int count) {
    for (int i = 0; i < count; i++) {
      of.setString(key.of("k" + i), value.of("v".repeat(i % 50)), i % 3 == 0 ? i : -1, entry);
    }
  }

  private static void deleteMost(EntryTable of, TestBytes key, int count) {
    for (int i = 0; i < count; i++) {
      if (i % 10 < 7) {
        assertThat(of.delete(key.of("k" + i))).isTrue();
      }
    }
  }

  private int pass(EntryTable of) {
    int steps = 1;
    while (!relocator.step(of, budget.renew(64))) {
      steps++;
    }
    return steps;
  }

  @Test
  void shouldGiveBackWhatDeletingMostKeysHasLeftHalfEmpty() {
    fill(table, KEYS);
    deleteMost(table, key, KEYS);
    long used = memory.used();
    assertThat(memory.active() / (double) used).isGreaterThan(1.8);
    int steps = pass(table);
    int again = pass(table);
    assertThat(steps).isGreaterThan(KEYS / 500);
    assertThat(again).isLessThanOrEqualTo(steps);
    assertThat(memory.used()).isEqualTo(used);
    if (!Debug.ENABLED) { // which holds freed blocks back
      assertThat(memory.active() / (double) used).isLessThan(1.4); // by the seed of the hash
    }
    TableAudit.check(table);
    audit();
    for (int i = 0; i < KEYS; i++) {
      assertThat(table.find(key.of("k" + i), entry)).isEqualTo(i % 10 >= 7);
      if (entry.isPresent()) {
        assertThat(entry.valueLength()).isEqualTo(i % 50);
        assertThat(entry.expireAt()).isEqualTo(i % 3 == 0 ? i : -1);
      }
    }
    long moved = relocator.moved();
    int third = pass(table);
    assertThat(third).isLessThanOrEqualTo(steps);
    assertThat(relocator.moved() - moved).isLessThan(moved / 4);
  }

  @Test
  void shouldMoveWhatSlotsHold() {
    try (SlotTables slots = new SlotTables(structures)) {
      fill(slots, KEYS / 2);
      deleteMost(slots, key, KEYS / 2);
      long used = memory.used();
      long active = memory.active();
      int steps = pass(slots);
      assertThat(steps).isGreaterThan(50);
      assertThat(relocator.moved()).isGreaterThan(1_000);
      assertThat(memory.used()).isEqualTo(used);
      assertThat(Debug.ENABLED || memory.active() < active * 0.8).isTrue();
      for (int i = 0; i < KEYS / 2; i++) {
        assertThat(slots.contains(key.of("k" + i))).isEqualTo(i % 10 >= 7);
      }
    }
  }

  @Test
  void shouldMoveNothingWhileASnapshotRuns() {
    fill(table, 10_000);
    deleteMost(table, key, 10_000);
    SavingGuard guard = new SavingGuard(table);
    assertThat(relocator.step(table, budget.renew(1_000))).isFalse();
    assertThat(relocator.moved()).isZero();
    while (guard.step()) {}
    int steps = pass(table);
    assertThat(steps).isGreaterThan(10);
    assertThat(relocator.moved()).isGreaterThan(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldTellTheSameAsMapsOfMapsWhileAllChanges(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Map<String, String>> model = new HashMap<>();
    for (int i = 0; i < 40_000; i++) {
      if (random.nextInt(4) == 0) {
        boolean ignored = relocator.step(table, budget.renew(random.nextInt(40)));
      }
      change(random, model, i / 8_000 % 2 == 1);
      if (i % 4_000 == 0) {
        compare(model);
      }
    }
    compare(model);
    assertThat(relocator.moved()).isGreaterThan(500);
  }

  private void change(
      SplittableRandom random, Map<String, Map<String, String>> model, boolean shrinking) {
    String name = "h" + random.nextInt(60);
    if (!table.find(key.of(name), entry)) {
      OffHeapEntryTable made = new OffHeapEntryTable(structures);
      table.insertTable(entry, key.of(name), Entry.HASH, made, Entry.NO_EXPIRE);
    } else if (random.nextInt(400) == 0) {
      table.delete(entry);
      model.remove(name);
      return;
    }
    Map<String, String> fields = model.computeIfAbsent(name, n -> new HashMap<>());
    for (int i = 0; i < 5; i++) {
      String f = "f" + random.nextInt(name.length() == 2 ? 3_000 : 100);
      EntryTable elements = table.edit(entry).table(nested);
      if (random.nextInt(10) < (shrinking ? 7 : 2)) {
        assertThat(elements.delete(field.of(f))).isEqualTo(fields.remove(f) != null);
      } else {
        String text = "v".repeat(random.nextInt(60));
        elements.setString(field.of(f), value.of(text), random.nextInt(2) - 1L, element);
        fields.put(f, text);
      }
    }
  }

  private void compare(Map<String, Map<String, String>> model) {
    TableAudit.check(table);
    audit();
    assertThat(table.size()).isEqualTo(model.size());
    model.forEach(
        (name, fields) -> {
          assertThat(table.find(key.of(name), entry)).isTrue();
          assertThat(entry.table(nested).size()).isEqualTo(fields.size());
          fields.forEach(
              (f, v) -> {
                assertThat(nested.find(field.of(f), element)).isTrue();
                assertThat(element.value(out).toString()).isEqualTo(v);
              });
        });
  }
}
