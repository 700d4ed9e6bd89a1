package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Memory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("memory")
class EntryTableScanTest {
  private static final int LASTING = 500;

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 20000", "4, 20000", "5, 6000", "6, 6000", "7, 60", "8, 60"})
  void shouldGiveEveryLastingKeyWhileTheTableGrowsAndShrinks(long seed, int others) {
    SplittableRandom random = new SplittableRandom(seed);
    try (Memory memory = new Memory();
        OffHeapEntryTable table = new OffHeapEntryTable(memory, new KeyHash(seed, -1));
        TestBytes bytes = new TestBytes(memory)) {
      Entry entry = table.newEntry();
      for (int i = 0; i < LASTING; i++) {
        table.setString(bytes.of("lasting" + i), new Slice(), 1, entry);
      }
      for (int i = 0; i < others; i++) {
        table.setString(bytes.of("other" + i), new Slice(), 1, entry);
      }
      boolean growing = others == 0;
      int other = others;
      Set<String> seen = new HashSet<>();
      Set<String> seenExpiring = new HashSet<>();
      Slice key = new Slice();
      Consumer<Entry> add = e -> seen.add(e.key(key).toString());
      Consumer<Entry> addExpiring = e -> seenExpiring.add(e.key(key).toString());
      long cursor = 0;
      long expireCursor = 0;
      boolean done = false;
      boolean expiresDone = false;
      int steps = 0;
      while (!done || !expiresDone) {
        if (!done) {
          cursor = table.scan(cursor, add);
          done = cursor == 0;
        }
        if (!expiresDone) {
          expireCursor = table.scanExpires(expireCursor, addExpiring);
          expiresDone = expireCursor == 0;
        }
        if (steps++ % 200 == 0) {
          growing ^= random.nextInt(3) == 0;
        }
        for (int i = random.nextInt(growing ? 60 : 200); i > 0; i--) {
          if (growing && steps < 2_000) {
            table.setString(bytes.of("other" + other++), new Slice(), 1, entry);
          } else if (other > 0) {
            table.delete(bytes.of("other" + --other));
          }
        }
      }
      for (int i = 0; i < LASTING; i++) {
        assertThat(seen).contains("lasting" + i);
        assertThat(seenExpiring).contains("lasting" + i);
      }
      TableAudit.check(table);
    }
  }

  @Test
  void shouldLetTheConsumerDeleteWhatItIsGiven() {
    try (Memory memory = new Memory();
        OffHeapEntryTable table = new OffHeapEntryTable(memory);
        TestBytes bytes = new TestBytes(memory)) {
      Entry entry = table.newEntry();
      for (int i = 0; i < 10_000; i++) {
        table.setString(bytes.of("k" + i), new Slice(), i % 2 == 0 ? 1 : Entry.NO_EXPIRE, entry);
      }
      long cursor = 0;
      do {
        cursor = table.scanExpires(cursor, table::delete);
      } while (cursor != 0);
      assertThat(table.expires()).isZero();
      assertThat(table.size()).isEqualTo(5_000);
      do {
        cursor = table.scan(cursor, table::delete);
      } while (cursor != 0);
      assertThat(table.size()).isZero();
      assertThat(table.indexBytes() + table.dataBytes()).isZero();
    }
  }

  @Test
  void shouldEndForAnyCursorFromOutside() {
    try (Memory memory = new Memory();
        OffHeapEntryTable table = new OffHeapEntryTable(memory);
        TestBytes bytes = new TestBytes(memory)) {
      assertThat(table.scan(-1, e -> {})).isZero();
      for (int i = 0; i < 100; i++) {
        table.setString(bytes.of("k" + i), new Slice(), table.newEntry());
      }
      for (long cursor : new long[] {-1, 12345, Long.MIN_VALUE, Long.MAX_VALUE}) {
        int steps = 0;
        long at = cursor;
        do {
          at = table.scan(at, e -> {});
        } while (at != 0 && ++steps < 1_000);
        assertThat(steps).isLessThan(100);
      }
    }
  }

  @Test
  void shouldDrawKeysEvenly() {
    try (Memory memory = new Memory();
        OffHeapEntryTable table = new OffHeapEntryTable(memory, new KeyHash(1, -1));
        TestBytes bytes = new TestBytes(memory)) {
      Entry entry = table.newEntry();
      int keys = 777; // between two powers of two: some buckets split, some not
      for (int i = 0; i < keys; i++) {
        table.setLong(bytes.of("k" + i), i, i < 100 ? 1 : Entry.NO_EXPIRE, entry);
      }
      SplittableRandom random = new SplittableRandom(1);
      int[] drawn = new int[keys];
      int[] drawnExpiring = new int[keys];
      for (int i = 0; i < keys * 400; i++) {
        assertThat(table.random(random, entry)).isTrue();
        drawn[(int) entry.longValue()]++;
        if (i < 100 * 400) {
          assertThat(table.randomExpire(random, entry)).isTrue();
          drawnExpiring[(int) entry.longValue()]++;
        }
      }
      // 400 expected each; five standard deviations either way.
      assertThat(Arrays.stream(drawn).allMatch(n -> n > 300 && n < 500)).isTrue();
      for (int i = 0; i < keys; i++) {
        if (i < 100) {
          assertThat(drawnExpiring[i]).isBetween(300, 500);
        } else {
          assertThat(drawnExpiring[i]).isZero();
        }
      }
    }
  }
}
