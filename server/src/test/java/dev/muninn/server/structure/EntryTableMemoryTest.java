package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Debug;
import dev.muninn.server.store.Memory;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("memory")
class EntryTableMemoryTest {
  private final Memory memory = new Memory();
  private final OffHeapEntryTable table = new OffHeapEntryTable(memory, new KeyHash(9, -1));
  private final TestBytes key = new TestBytes(memory);
  private final TestBytes value = new TestBytes(memory);
  private final Entry entry = table.newEntry();

  @AfterEach
  void close() {
    key.close();
    value.close();
    memory.close();
  }

  private void fill(int count) {
    Slice v = value.of("v".repeat(32));
    for (int i = 0; i < count; i++) {
      table.setString(key.of(String.format("key:%012d", i)), v, entry);
    }
  }

  @Test
  void shouldTakeAtMost75BytesForAKeyOf16AndAValueOf32() {
    int count = Debug.ENABLED ? 30_000 : 300_000;
    fill(count);
    assertThat(table.dataBytes()).isEqualTo(56L * count);
    assertThat((table.dataBytes() + table.indexBytes()) / (double) count).isBetween(65.0, 75.0);
    table.close();
    assertThat(table.dataBytes() + table.indexBytes()).isZero();
  }

  @Test
  void shouldCountEveryByteOfDataAndIndexAsUsed() {
    long before = memory.used();
    fill(20_000);
    table.find(key.of("key:000000000007"), entry);
    table.edit(entry).setExpireAt(1);
    assertThat(memory.used() - before).isEqualTo(table.dataBytes() + table.indexBytes());
    assertThat(entry.memoryUsage()).isEqualTo(64 + 16);
    table.close();
    assertThat(memory.used()).isEqualTo(before);
  }

  @Test
  void shouldGiveIndexBackAsKeysGo() {
    int count = 50_000;
    fill(count);
    long full = table.indexBytes();
    for (int i = 0; i < count - 100; i++) {
      assertThat(table.delete(key.of(String.format("key:%012d", i)))).isTrue();
    }
    assertThat(table.size()).isEqualTo(100);
    assertThat(table.indexBytes()).isLessThan(full / 50);
    TableAudit.check(table);
    table.close();
  }

  @Test
  void shouldFreeTheBlockOfAnUnlinkedLargeValueLater() {
    LazyFree lazy = new LazyFree();
    long before = memory.used();
    for (int i = 0; i < 3; i++) {
      table.setString(key.of("large:" + i), value.of("v"), entry);
      table.edit(entry).resize(1 << 20);
    }
    table.setString(key.of("small"), value.of("v"), entry);
    table.unlink(entry, lazy);
    assertThat(lazy.isEmpty()).isTrue();
    for (int i = 0; i < 3; i++) {
      table.find(key.of("large:" + i), entry);
      table.unlink(entry, lazy);
    }
    assertThat(table.size()).isZero();
    assertThat(table.dataBytes()).isZero();
    assertThat(lazy.pending()).isEqualTo(3);
    assertThat(memory.used() - before).isGreaterThan(3 << 20);
    assertThat(lazy.step(0)).isTrue();
    assertThat(lazy.pending()).isEqualTo(2);
    lazy.drain();
    assertThat(lazy.freed()).isEqualTo(3);
    table.close();
    assertThat(memory.used()).isEqualTo(before);
  }

  @Test
  void shouldFreeADetachedTableStepByStep() {
    long before = memory.used();
    fill(10_000);
    table.find(key.of("key:000000000007"), entry);
    table.edit(entry).setExpireAt(1);
    LazyFree lazy = new LazyFree();
    lazy.add(table);
    assertThat(lazy.pending()).isEqualTo(10_000);
    assertThat(lazy.step(0)).isTrue();
    assertThat(lazy.pending()).isBetween(9_800L, 9_990L);
    assertThat(lazy.freed()).isEqualTo(10_000 - lazy.pending());
    int steps = 1;
    while (lazy.step(0)) {
      steps++;
    }
    assertThat(steps).isGreaterThan(100);
    assertThat(lazy.pending()).isZero();
    assertThat(lazy.freed()).isEqualTo(10_000);
    assertThat(memory.used()).isEqualTo(before);
    lazy.add(new OffHeapEntryTable(memory));
    assertThat(lazy.step(0)).isFalse();
  }

  @Test
  void shouldRefuseToDeleteAnEntryOfAnotherTableOrNone() {
    fill(1);
    try (OffHeapEntryTable other = new OffHeapEntryTable(memory)) {
      assertThatThrownBy(() -> other.delete(entry))
          .hasMessage("delete: the entry is not of this table");
    }
    table.delete(entry);
    assertThatThrownBy(() -> table.delete(entry))
        .hasMessage("delete: the entry is not of this table");
    assertThatThrownBy(() -> table.edit(entry).setExpireAt(1)).isInstanceOf(RuntimeException.class);
  }

  @Test
  @Tag("memory-debug")
  void shouldFindAStaleCursorInDebugMode() {
    fill(2);
    Entry stale = table.newEntry();
    Slice out = new Slice();
    assertThat(table.find(key.of("key:000000000001"), stale)).isTrue();
    assertThat(table.delete(key.of("key:000000000001"))).isTrue();
    assertThatThrownBy(() -> stale.key(out)).hasMessageContaining("not in use");
  }

  @Test
  void shouldAcceptAValueThatLiesInAnEntryOfTheTable() {
    table.setString(key.of("a"), value.of("0123456789".repeat(30)), entry);
    Slice own = new Slice();
    entry.value(own).part(100, 150, own);
    String expected = own.toString();
    table.setString(key.of("a"), own, entry);
    assertThat(entry.value(own).toString()).isEqualTo(expected);
    own.part(1, 148, own);
    expected = own.toString();
    table.edit(entry).setString(own);
    assertThat(entry.value(own).toString()).isEqualTo(expected);
    table.setString(key.of("b"), own, entry);
    assertThat(entry.value(own).toString()).isEqualTo(expected);
    table.close();
  }

  @Test
  @Tag("memory-plain") // the checks of debug mode allocate
  void shouldLeaveTheHeapAloneOnceWarm() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int count = 4_000;
    fill(count);
    SplittableRandom random = new SplittableRandom(1);
    Slice k = key.of("key:000000000000");
    Bytes digits = new Bytes();
    Slice ignored = digits.set(k);
    Slice v = value.of("v".repeat(64));
    Slice part = new Slice();
    long[] sum = new long[1];
    Runnable work =
        () -> {
          for (int i = 0; i < 20_000; i++) {
            digits.put(13, (byte) ('0' + random.nextInt(10)));
            digits.put(14, (byte) ('0' + random.nextInt(10)));
            table.setString(k, v.part(0, random.nextInt(64), part), entry);
            table.edit(entry).setExpireAt(random.nextInt(2) - 1);
            if (table.find(k, entry)) {
              sum[0] += entry.value(part).length();
            }
            if (i % 5 == 0) {
              table.delete(k);
            }
            sum[0] += table.touchEntry(table.touchBucket(k));
          }
        };
    work.run();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      work.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(1_000);
    table.close();
  }
}
