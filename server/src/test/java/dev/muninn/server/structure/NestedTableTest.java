package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.MemoryChecker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are the values of entries. */
@Tag("memory")
class NestedTableTest {
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

  private void insertTable(String name, int type) {
    assertThat(table.find(key.of(name), entry)).isFalse();
    table.insertTable(entry, key.of(name), type, new OffHeapEntryTable(structures), -1);
  }

  private void fill(String name, int count) {
    insertTable(name, Entry.HASH);
    EntryTable fields = table.edit(entry).table(nested);
    for (int i = 0; i < count; i++) {
      fields.setString(field.of("f" + i), value.of("v" + i), element);
    }
  }

  @Test
  void shouldHoldElementsWithTimesOfTheirOwn() {
    insertTable("h", Entry.HASH);
    assertThat(entry.type()).isEqualTo(Entry.HASH);
    assertThat(entry.encoding()).isEqualTo(Entry.HASHTABLE);
    EntryTable fields = table.edit(entry).table(nested);
    fields.setString(field.of("f"), value.of("v"), 1_000, element);
    table.edit(entry).elementsExpire(true);
    table.edit(entry).setExpireAt(5_000);
    assertThat(entry.table(nested).size()).isEqualTo(1);
    assertThat(nested.find(field.of("f"), element)).isTrue();
    assertThat(element.value(out).toString()).isEqualTo("v");
    assertThat(element.expireAt()).isEqualTo(1_000);
    assertThat(entry.expireAt()).isEqualTo(5_000);
    assertThat(table.elementExpires()).isEqualTo(1);
    TableAudit.check(table);
    table.edit(entry).setString(value.of("now a string"));
    assertThat(table.elementExpires()).isZero();
    assertThat(entry.elementsExpire()).isFalse();
    assertThat(entry.expireAt()).isEqualTo(5_000);
    TableAudit.check(table);
  }

  @Test
  void shouldHoldElementsWithoutValue() {
    insertTable("s", Entry.SET);
    EntryTable members = table.edit(entry).table(nested);
    assertThat(members.find(field.of("m"), element)).isFalse();
    members.insert(element, field.of("m"), Entry.STRING, Entry.EMBSTR, out.clear(), -1);
    assertThat(members.contains(field.of("m"))).isTrue();
    assertThat(nested.dataBytes()).isEqualTo(16);
  }

  @Test
  void shouldRefuseToChangeATableOpenedToBeRead() {
    fill("h", 3);
    EntryTable fields = entry.table(nested);
    assertThat(fields.find(field.of("f1"), element)).isTrue();
    assertThatThrownBy(() -> fields.edit(element)).hasMessage("table: opened to be read");
    assertThatThrownBy(() -> fields.delete(element)).hasMessage("table: opened to be read");
    assertThatThrownBy(() -> fields.delete(field.of("f1"))).hasMessage("table: opened to be read");
    assertThatThrownBy(fields::clear).hasMessage("table: belongs to an entry");
    assertThat(fields.find(field.of("g"), element)).isFalse();
    assertThatThrownBy(() -> fields.insertLong(element, field.of("g"), 1, -1))
        .hasMessage("table: opened to be read");
    assertThat(fields.size()).isEqualTo(3);
  }

  @Test
  void shouldRefuseEntriesOfOtherTablesAndWrongEncodings() {
    fill("h", 1);
    assertThat(nested.find(field.of("f0"), element)).isTrue();
    assertThatThrownBy(() -> table.edit(element))
        .hasMessage("edit: the entry is not of this table");
    assertThatThrownBy(() -> table.delete(element))
        .hasMessage("delete: the entry is not of this table");
    assertThatThrownBy(() -> entry.value(out)).hasMessage("entry value: encoding=HASHTABLE");
    assertThatThrownBy(() -> table.edit(entry).resize(3))
        .hasMessage("entry value: encoding=HASHTABLE");
    assertThatThrownBy(() -> element.table(nested)).hasMessage("entry table: encoding=8");
    assertThatThrownBy(
            () -> table.edit(entry).set(Entry.HASH, Entry.HASHTABLE, value.of("12345678")))
        .hasMessage("entry bytes: encoding=2");
    assertThatThrownBy(() -> table.insertLong(entry, key.of("h"), 1, -1))
        .hasMessage("insert: the key was not looked up, or is there");
    assertThatThrownBy(() -> table.edit(entry).setTable(Entry.HASH, nested))
        .hasMessage("table: not one to be given away");
    assertThatThrownBy(() -> entry.table(table)).hasMessage("table: has entries of its own");
  }

  @Test
  void shouldInsertAfterDeletingWithoutAnotherLookUp() {
    fill("h", 1);
    table.delete(entry);
    assertThat(entry.isPresent()).isFalse();
    table.insertString(entry, key.of("h"), value.of("v"), Entry.NO_EXPIRE);
    assertThat(table.find(key.of("h"), entry)).isTrue();
    assertThat(entry.value(out).toString()).isEqualTo("v");
    TableAudit.check(table);
  }

  @Test
  void shouldTakeOverATableMadeApart() {
    table.setString(key.of("k"), value.of("was bytes"), 77, entry);
    OffHeapEntryTable apart = new OffHeapEntryTable(structures);
    apart.setString(field.of("f"), value.of("v"), element);
    table.edit(entry).setTable(Entry.HASH, apart);
    assertThat(apart.find(field.of("f"), element)).isTrue();
    apart.setString(field.of("g"), value.of("w"), element);
    assertThat(entry.table(nested).size()).isEqualTo(2);
    assertThat(entry.type()).isEqualTo(Entry.HASH);
    assertThat(entry.expireAt()).isEqualTo(77);
    apart.close();
    assertThat(nested.size()).isEqualTo(2);
    TableAudit.check(table);
  }

  @Test
  void shouldCountAllThatAnEntryOwns() {
    long before = memory.used();
    fill("h", 1_000);
    long index = table.indexBytes() + table.dataBytes();
    assertThat(entry.memoryUsage() - 40).isEqualTo(memory.used() - before - index);
    assertThat(entry.memoryUsage()).isBetween(32_000L, 48_000L);
  }

  @Test
  void shouldFreeALargeTableByStepsWhenUnlinked() {
    long before = memory.used();
    fill("h", 10_000);
    LazyFree lazy = new LazyFree();
    table.unlink(entry, lazy);
    assertThat(table.size()).isZero();
    assertThat(lazy.pending()).isEqualTo(1);
    int steps = 0;
    long most = 0;
    long used = memory.used();
    while (lazy.step(0)) {
      steps++;
      most = Math.max(most, used - memory.used());
      used = memory.used();
    }
    assertThat(steps).isGreaterThan(100);
    assertThat(most).isLessThan(75_000); // a segment of the index
    assertThat(lazy.freed()).isEqualTo(1);
    assertThat(memory.used()).isEqualTo(before);
    fill("small", 10);
    table.unlink(entry, lazy);
    assertThat(lazy.isEmpty()).isTrue();
    assertThat(memory.used()).isEqualTo(before);
  }

  @Test
  void shouldFreeNestedTablesOfADetachedTableByTheSameSteps() {
    long before = memory.used();
    for (int i = 0; i < 20; i++) {
      fill("h" + i, i * 100);
    }
    LazyFree lazy = new LazyFree();
    lazy.add(table);
    int steps = 0;
    while (lazy.step(0)) {
      steps++;
    }
    assertThat(steps).isGreaterThan(200);
    assertThat(lazy.freed()).isEqualTo(20);
    assertThat(memory.used()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldTellTheSameAsMapsOfMaps(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Map<String, String>> model = new HashMap<>();
    for (int i = 0; i < 30_000; i++) {
      String name = "h" + random.nextInt(12);
      boolean found = table.find(key.of(name), entry);
      assertThat(found).isEqualTo(model.containsKey(name));
      if (!found) {
        insertTable(name, Entry.HASH);

      } else if (random.nextInt(600) == 0) {
        switch (random.nextInt(3)) {
          case 0 -> table.delete(entry);
          case 1 -> {
            OffHeapEntryTable empty = new OffHeapEntryTable(structures);
            table.edit(entry).setTable(Entry.HASH, empty);
            table.delete(entry);
          }
          default -> {
            table.edit(entry).setString(value.of("x"));
            table.delete(entry);
          }
        }
        model.remove(name);
        continue;
      }
      table.edit(entry).setExpireAt(random.nextInt(2) - 1L);
      change(random, model.computeIfAbsent(name, n -> new HashMap<>()));
      if (i % 2_000 == 0) {
        compare(model);
      }
    }
    compare(model);
  }

  private void change(SplittableRandom random, Map<String, String> model) {
    EntryTable fields = table.edit(entry).table(nested);
    String name = "f" + random.nextInt(1_500);
    if (random.nextInt(3) == 0) {
      assertThat(fields.delete(field.of(name))).isEqualTo(model.remove(name) != null);
    } else {
      String text = "v".repeat(random.nextInt(100));
      fields.setString(field.of(name), value.of(text), random.nextInt(2) - 1L, element);
      model.put(name, text);
    }
    assertThat(fields.size()).isEqualTo(model.size());
  }

  private void compare(Map<String, Map<String, String>> model) {
    TableAudit.check(table);
    List<String> keys = new ArrayList<>();
    table.scan(0, e -> {});
    model.forEach(
        (name, fields) -> {
          keys.add(name);
          assertThat(table.find(key.of(name), entry)).isTrue();
          assertThat(entry.table(nested).size()).isEqualTo(fields.size());
          fields.forEach(
              (f, v) -> {
                assertThat(nested.find(field.of(f), element)).isTrue();
                assertThat(element.value(out).toString()).isEqualTo(v);
              });
        });
    assertThat(table.size()).isEqualTo(keys.size());
  }
}
