package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Memory;
import dev.muninn.server.store.MemoryChecker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random operations on the table and on a simple one, which must tell the same. */
@Tag("memory")
class EntryTableModelTest {
  /** Hash masks: all bits; few index bits and tags; one bucket for all. */
  @ParameterizedTest
  @CsvSource({
    "1, 40, -1",
    "2, 2000, -1",
    "3, 20000, -1",
    "4, 300, 0x0300000000000007",
    "5, 100, 0",
    "6, 5000, 0xFF000000000000FF",
    "7, 400, 0x00FFFFFFFFFFFFFF"
  })
  void shouldTellTheSameAsAHashMap(long seed, int keys, String mask) {
    long bits =
        Long.parseUnsignedLong(mask.replace("-1", "ffffffffffffffff").replace("0x", ""), 16);
    try (Memory memory = new Memory();
        Memory other = new Memory()) {
      try (Run run = new Run(memory, other, seed, keys, bits)) {
        for (int i = 0; i < 30_000; i++) {
          run.step(i);
        }
        run.compareAll();
      }
      assertThat(memory.used()).isZero();
      assertThat(other.used()).isZero();
      MemoryChecker checker = memory.checker();
      if (checker != null) {
        checker.audit();
      }
    }
  }

  private static final class Run implements AutoCloseable {
    private final SplittableRandom random;
    private final int keys;
    private final Memory memory;
    private final OffHeapEntryTable table;
    private final HashMapEntryTable model;
    private final TestBytes key;
    private final TestBytes value;
    private final Entry entry;
    private final Entry expected;
    private final Slice a = new Slice();
    private final Slice b = new Slice();
    private final Bytes bytes = new Bytes();

    Run(Memory memory, Memory other, long seed, int keys, long mask) {
      this.memory = memory;
      this.keys = keys;
      random = new SplittableRandom(seed);
      table = new OffHeapEntryTable(memory, new KeyHash(seed, mask));
      model = new HashMapEntryTable(other);
      key = new TestBytes(memory);
      value = new TestBytes(memory);
      entry = table.newEntry();
      expected = model.newEntry();
    }

    private Slice randomKey() {
      int n = random.nextInt(keys);
      return key.of(n % 50 == 0 ? "long" + "k".repeat(n % 700) + n : "k" + n);
    }

    private Slice randomValue() {
      int size =
          switch (random.nextInt(200)) {
            case 0 -> random.nextInt(200_000);
            case 1, 2, 3 -> random.nextInt(5_000);
            default -> random.nextInt(80);
          };
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      return value.of(bytes);
    }

    private long randomExpireAt() {
      return random.nextInt(3) == 0 ? Entry.NO_EXPIRE : random.nextLong(1L << 42);
    }

    void step(int i) {
      // In turn the table grows and shrinks.
      boolean shrinking = i / 5_000 % 2 == 1;
      Slice k = randomKey();
      if (random.nextInt(10) < (shrinking ? 7 : 2)) {
        assertThat(table.delete(k)).isEqualTo(model.delete(k));
      } else {
        change(k);
      }
      assertThat(table.size()).isEqualTo(model.size());
      if (i % 1_000 == 0) {
        compareAll();
      }
    }

    private void change(Slice k) {
      switch (random.nextInt(10)) {
        case 0, 1 -> {
          Slice v = randomValue();
          table.setString(k, v, entry);
          model.setString(k, v, expected);
        }
        case 2 -> {
          Slice v = randomValue();
          long at = randomExpireAt();
          table.setString(k, v, at, entry);
          model.setString(k, v, at, expected);
        }
        case 3 -> {
          long v = random.nextLong() >> random.nextInt(64);
          table.setLong(k, v, entry);
          model.setLong(k, v, expected);
        }
        case 4 -> {
          long v = random.nextLong();
          long at = randomExpireAt();
          table.setLong(k, v, at, entry);
          model.setLong(k, v, at, expected);
        }
        default -> {
          boolean found = table.find(k, entry);
          assertThat(found).isEqualTo(model.find(k, expected)).isEqualTo(table.contains(k));
          if (found) {
            changeFound();
          } else if (random.nextBoolean()) {
            insertMissing(k);
          }
        }
      }
      if (entry.isPresent()) {
        compare();
      }
    }

    private void insertMissing(Slice k) {
      long at = randomExpireAt();
      if (random.nextBoolean()) {
        Slice v = randomValue();
        int encoding = random.nextBoolean() ? Entry.LISTPACK : Entry.RAW;
        table.insert(entry, k, Entry.HASH, encoding, v, at);
        model.insert(expected, k, Entry.HASH, encoding, v, at);
      } else {
        long v = random.nextLong();
        table.insertLong(entry, k, v, at);
        model.insertLong(expected, k, v, at);
      }
    }

    private void splice() {
      EntryEditor editor = table.edit(entry);
      EntryEditor other = model.edit(expected);
      int length = entry.valueLength();
      int at = random.nextInt(length + 1);
      int removed = random.nextInt(Math.min(length - at, 300) + 1);
      int inserted = random.nextInt(300);
      editor.splice(at, removed, inserted);
      editor.bytes(bytes).fill(at, inserted, (byte) 0);
      other.splice(at, removed, inserted);
      Arrays.fill(model.bytes(expected), at, at + inserted, (byte) 0);
    }

    private void changeFound() {
      switch (random.nextInt(10)) {
        case 7 -> {
          boolean expire = random.nextBoolean();
          table.edit(entry).elementsExpire(expire);
          model.edit(expected).elementsExpire(expire);
        }
        case 8 -> {
          Slice v = randomValue();
          table.edit(entry).set(Entry.SET, Entry.INTSET, v);
          model.edit(expected).set(Entry.SET, Entry.INTSET, v);
        }
        case 9 -> {
          if (entry.encoding() != Entry.INT) {
            splice();
          }
        }
        case 0 -> {
          int length = random.nextInt(50) == 0 ? random.nextInt(300_000) : random.nextInt(200);
          table.edit(entry).resize(length);
          model.edit(expected).resize(length);
        }
        case 1 -> {
          int length = entry.valueLength() + random.nextInt(1_000);
          table.edit(entry).resize(length);
          model.edit(expected).resize(length);
        }
        case 2 -> {
          long at = randomExpireAt();
          table.edit(entry).setExpireAt(at);
          model.edit(expected).setExpireAt(at);
        }
        case 3 -> {
          long v = random.nextLong();
          table.edit(entry).setLong(v);
          model.edit(expected).setLong(v);
        }
        case 4 -> {
          Slice v = randomValue();
          table.edit(entry).setString(v);
          model.edit(expected).setString(v);
        }
        case 5 -> {
          int lru = random.nextInt();
          table.lru(entry, lru);
          model.lru(expected, lru);
        }
        default -> {
          table.delete(entry);
          model.delete(expected);
        }
      }
    }

    private void compare() {
      assertThat(entry.type()).isEqualTo(expected.type());
      assertThat(entry.encoding()).isEqualTo(expected.encoding());
      assertThat(entry.key(a).contentEquals(expected.key(b))).isTrue();
      assertThat(entry.valueLength()).isEqualTo(expected.valueLength());
      if (entry.encoding() == Entry.INT) {
        assertThat(entry.longValue()).isEqualTo(expected.longValue());
      } else {
        assertThat(entry.value(a).contentEquals(expected.value(b))).isTrue();
      }
      assertThat(entry.expireAt()).isEqualTo(expected.expireAt());
      assertThat(entry.lru()).isEqualTo(expected.lru());
      assertThat(entry.elementsExpire()).isEqualTo(expected.elementsExpire());
    }

    void compareAll() {
      TableAudit.check(table);
      MemoryChecker checker = memory.checker();
      if (checker != null) {
        checker.audit();
      }
      assertThat(table.expires()).isEqualTo(model.expires());
      assertThat(table.elementExpires()).isEqualTo(model.elementExpires());
      compareElementExpires();
      Map<String, Integer> seen = new HashMap<>();
      Consumer<Entry> count = e -> seen.merge(e.key(a).toString(), 1, Integer::sum);
      long cursor = 0;
      do {
        cursor = table.scan(cursor, count);
      } while (cursor != 0);
      List<String> all = new ArrayList<>();
      model.scan(
          0,
          e -> {
            all.add(e.key(a).toString());
            assertThat(table.find(a, entry)).isTrue();
            assertThat(model.find(a, expected)).isTrue();
            compare();
          });
      assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(all);
      assertThat(seen.values()).allMatch(n -> n == 1);
      assertThat(table.random(random, entry)).isEqualTo(!all.isEmpty());
      if (entry.isPresent()) {
        assertThat(model.contains(entry.key(a))).isTrue();
      }
      assertThat(table.randomExpire(random, entry)).isEqualTo(model.expires() > 0);
      if (entry.isPresent()) {
        assertThat(entry.expireAt()).isNotEqualTo(Entry.NO_EXPIRE);
      }
    }

    private void compareElementExpires() {
      List<String> found = new ArrayList<>();
      long cursor = 0;
      do {
        cursor = table.scanElementExpires(cursor, e -> found.add(e.key(a).toString()));
      } while (cursor != 0);
      List<String> all = new ArrayList<>();
      model.scanElementExpires(0, e -> all.add(e.key(a).toString()));
      assertThat(found).containsExactlyInAnyOrderElementsOf(all);
    }

    @Override
    public void close() {
      table.close();
      model.close();
      key.close();
      value.close();
    }
  }
}
