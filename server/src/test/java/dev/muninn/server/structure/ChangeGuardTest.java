package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.MemoryChecker;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a guard is told suffices to save a table as it was while it changes. */
@Tag("memory")
class ChangeGuardTest {
  private final Memory memory = new Memory();
  private OffHeapEntryTable table = new OffHeapEntryTable(memory);
  private final TestBytes key = new TestBytes(memory);
  private final TestBytes field = new TestBytes(memory);
  private final TestBytes value = new TestBytes(memory);
  private final Entry entry = table.newEntry();
  private final Entry element = table.newEntry();
  private final Bytes bytes = new Bytes();
  private final Slice out = new Slice();
  private boolean growingElements = true;
  private OffHeapEntryTable nested = new OffHeapEntryTable(table.structures());

  /** What the table holds; values that are tables as sorted maps. */
  private final Map<String, Object> model = new HashMap<>();

  @AfterEach
  void shouldHaveGivenEverythingBack() {
    nested.close();
    table.close();
    key.close();
    field.close();
    value.close();
    assertThat(memory.used()).isZero();
    MemoryChecker checker = memory.checker();
    if (checker != null) {
      checker.audit();
    }
    memory.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 40, -1, 0",
    "2, 3000, -1, 0",
    "3, 3000, -1, 30",
    "4, 300, 7, 30",
    "5, 60, 0, 10",
    "6, 30000, -1, 2",
    "7, 300, -1, 100"
  })
  void shouldSaveWhatWasThereAtTheCut(long seed, int keys, long mask, int tables) {
    table = new OffHeapEntryTable(new Structures(memory, new KeyHash(seed, mask)));
    nested = new OffHeapEntryTable(table.structures());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < keys; i++) {
      change(random, keys, tables, 0);
    }
    for (int i = 0; i < tables * 200; i++) {
      changeTable(random, "t" + random.nextInt(tables));
    }
    for (int round = 0; round < 8; round++) {
      Map<String, String> expected = new HashMap<>();
      model.forEach((k, v) -> expected.put(k, v.toString()));
      SavingGuard guard = new SavingGuard(table);
      int steps = 1 + random.nextInt(keys > 10_000 ? 3 : 12);
      do {
        for (int i = random.nextInt(steps); i > 0; i--) {
          change(random, keys, tables, round);
        }
      } while (guard.step());
      assertThat(guard.saved).isEqualTo(expected);
      assertThat(guard.told).isGreaterThan(0);
      TableAudit.check(table);
      MemoryChecker checker = memory.checker();
      if (checker != null) {
        checker.audit();
      }
    }
  }

  @Test
  void shouldSaveWhatIsClearedAtOnceAndHoldWhatIsFreedBySteps() {
    for (int i = 0; i < 500; i++) {
      table.setString(key.of("k" + i), value.of("v" + i), entry);
    }
    SavingGuard guard = new SavingGuard(table);
    LazyFree lazy = new LazyFree();
    lazy.add(table);
    assertThat(lazy.step(Long.MAX_VALUE)).isFalse();
    lazy.drain();
    assertThat(lazy.pending()).isEqualTo(500);
    table.clear();
    while (guard.step()) {}
    assertThat(guard.saved).hasSize(500).containsEntry("k7", "v7");
    lazy.drain();
    assertThat(lazy.isEmpty()).isTrue();
  }

  @Test
  void shouldSaveALargeTableThatShrinksAndGrowsBeforeItIsSaved() {
    OffHeapEntryTable made = new OffHeapEntryTable(table.structures());
    assertThat(table.find(key.of("t"), entry)).isFalse();
    table.insertTable(entry, key.of("t"), Entry.HASH, made, Entry.NO_EXPIRE);
    Map<String, String> expected = new TreeMap<>();
    EntryTable elements = table.edit(entry).table(nested);
    for (int i = 0; i < 20_000; i++) {
      elements.setString(field.of("f" + i), value.of("v" + i), element);
      expected.put("f" + i, "v" + i);
    }
    SavingGuard guard = new SavingGuard(table);
    elements = table.edit(entry).table(nested);
    for (int i = 0; i < 12_000; i++) {
      assertThat(elements.delete(field.of("f" + i))).isTrue();
    }
    for (int i = 0; i < 30_000; i++) {
      elements.setString(field.of("g" + i), value.of("w"), element);
    }
    while (guard.step()) {}
    assertThat(guard.saved).containsExactly(Map.entry("t", expected.toString()));
    TableAudit.check(table);
  }

  @Test
  void shouldNotBeToldOnceTheSnapshotIsOver() {
    table.setString(key.of("k"), value.of("v"), entry);
    SavingGuard guard = new SavingGuard(table);
    while (guard.step()) {}
    int told = guard.told;
    table.setString(key.of("k"), value.of("w"), entry);
    table.delete(entry);
    assertThat(guard.told).isEqualTo(told);
    assertThat(guard.saved).containsExactly(Map.entry("k", "v"));
  }

  private void change(SplittableRandom random, int keys, int tables, int round) {
    if (random.nextInt(keys + tables * 20) < tables * 20) {
      changeTable(random, "t" + random.nextInt(tables));
      return;
    }
    String name = "k" + random.nextInt(keys);
    boolean found = table.find(key.of(name), entry);
    assertThat(found).isEqualTo(model.containsKey(name));
    boolean shrinking = round % 4 == 2;
    if (found && random.nextInt(10) < (shrinking ? 8 : 2)) {
      table.delete(entry);
      model.remove(name);
    } else if (!found) {
      if (!shrinking) {
        put(name, "v".repeat(random.nextInt(80)) + random.nextInt(100));
      }
    } else {
      changeFound(random, name);
    }
  }

  private void put(String name, String text) {
    table.setString(key.of(name), value.of(text), entry);
    model.put(name, text);
  }

  private void changeFound(SplittableRandom random, String name) {
    switch (random.nextInt(4)) {
      case 0 -> put(name, "w".repeat(random.nextInt(80)));
      case 1 -> table.edit(entry).setExpireAt(random.nextInt(2) - 1L);
      case 2 -> {
        table.edit(entry).resize(5);
        table.edit(entry).bytes(bytes).put(0, value.of("12345"));
        model.put(name, "12345");
      }
      default -> {
        if (entry.valueLength() > 0) {
          table.edit(entry).bytes(0, 1, bytes).put(0, (byte) '!');
          model.put(name, "!" + entry.value(out).toString().substring(1));
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void changeTable(SplittableRandom random, String name) {
    boolean found = table.find(key.of(name), entry);
    assertThat(found).isEqualTo(model.containsKey(name));
    if (!found) {
      OffHeapEntryTable made = new OffHeapEntryTable(table.structures());
      table.insertTable(entry, key.of(name), Entry.HASH, made, Entry.NO_EXPIRE);
      model.put(name, new TreeMap<String, String>());
    }
    if (random.nextInt(500) == 0) {
      switch (random.nextInt(3)) {
        case 0 -> table.delete(entry);
        case 1 -> {
          LazyFree lazy = new LazyFree();
          table.unlink(entry, lazy);
          lazy.drain();
        }
        default -> {
          table.edit(entry).setString(value.of("plain"));
          table.delete(entry);
        }
      }
      model.remove(name);
      return;
    }
    if (random.nextInt(5) == 0) {
      table.edit(entry).setExpireAt(random.nextInt(2) - 1L);
    }
    growingElements ^= random.nextInt(20) == 0;
    Map<String, String> fields = (Map<String, String>) model.computeIfAbsent(name, n -> model);
    for (int i = random.nextInt(16); i > 0; i--) {
      changeElement(random, fields);
    }
  }

  private void changeElement(SplittableRandom random, Map<String, String> fields) {
    EntryTable elements = table.edit(entry).table(nested);
    boolean growing = fields.size() < 20 || growingElements;
    String name = "f" + random.nextInt(growing ? 12_000 : 800);
    if (!growing && !fields.isEmpty() && random.nextInt(3) != 0) {
      name = fields.keySet().iterator().next();
      assertThat(elements.delete(field.of(name))).isTrue();
      fields.remove(name);
      return;
    }
    String text = "x".repeat(random.nextInt(30));
    elements.setString(field.of(name), value.of(text), random.nextInt(3) - 1L, element);
    fields.put(name, text);
  }
}
