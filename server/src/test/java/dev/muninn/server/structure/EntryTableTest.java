package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Memory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("memory")
class EntryTableTest {
  private final Memory memory = new Memory();
  private final TestBytes key = new TestBytes(memory);
  private final TestBytes value = new TestBytes(memory);
  private final OffHeapEntryTable table = new OffHeapEntryTable(memory);
  private final Entry entry = table.newEntry();
  private final Slice out = new Slice();
  private final Bytes bytes = new Bytes();

  @AfterEach
  void shouldHaveGivenEverythingBack() {
    table.close();
    key.close();
    value.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  @Test
  void shouldFindWhatWasSet() {
    table.setString(key.of("k"), value.of("v"), entry);
    assertThat(table.find(key.of("k"), entry)).isTrue();
    assertThat(entry.key(out).toString()).isEqualTo("k");
    assertThat(entry.value(out).toString()).isEqualTo("v");
    assertThat(entry.encoding()).isEqualTo(Entry.EMBSTR);
    assertThat(entry.type()).isEqualTo(Entry.STRING);
    assertThat(entry.expireAt()).isEqualTo(Entry.NO_EXPIRE);
    assertThat(table.find(key.of("l"), entry)).isFalse();
    assertThat(entry.isPresent()).isFalse();
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void shouldHoldEmptyKeyAndEmptyValue() {
    table.setString(new Slice(), new Slice(), entry);
    assertThat(table.find(new Slice(), entry)).isTrue();
    assertThat(entry.value(out).length()).isZero();
    assertThat(table.delete(new Slice())).isTrue();
    assertThat(table.size()).isZero();
  }

  @Test
  void shouldKeepExpireTimeWhenOverwritten() {
    table.setString(key.of("k"), value.of("v"), 1_000, entry);
    table.setString(key.of("k"), value.of("a longer value than it was"), entry);
    assertThat(entry.expireAt()).isEqualTo(1_000);
    assertThat(table.expires()).isEqualTo(1);
    table.setString(key.of("k"), value.of("v"), Entry.NO_EXPIRE, entry);
    assertThat(entry.expireAt()).isEqualTo(Entry.NO_EXPIRE);
    assertThat(table.expires()).isZero();
  }

  @Test
  void shouldTurnIntegerIntoTextWhenResized() {
    table.setLong(key.of("k"), Long.MIN_VALUE, entry);
    assertThat(entry.longValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(entry.valueLength()).isEqualTo(20);
    table.edit(entry).resize(22);
    assertThat(entry.value(out).toString()).isEqualTo("-9223372036854775808\0\0");
    assertThat(entry.encoding()).isEqualTo(Entry.RAW);
    table.edit(entry).setLong(7);
    assertThat(entry.longValue()).isEqualTo(7);
    assertThat(entry.valueLength()).isEqualTo(1);
  }

  @Test
  void shouldTellBytesChangedInPartFromThoseStoredWhole() {
    table.setString(key.of("k"), value.of("x".repeat(44)), entry);
    assertThat(entry.encoding()).isEqualTo(Entry.EMBSTR);
    table.setString(key.of("k"), value.of("x".repeat(45)), entry);
    assertThat(entry.encoding()).isEqualTo(Entry.RAW);
    table.edit(entry).setString(value.of("short"));
    assertThat(entry.encoding()).isEqualTo(Entry.EMBSTR);
    table.edit(entry).resize(5);
    assertThat(entry.encoding()).isEqualTo(Entry.RAW);
    table.edit(entry).setExpireAt(1_000);
    assertThat(entry.encoding()).isEqualTo(Entry.RAW);
    table.edit(entry).setString(value.of("whole"));
    assertThat(entry.encoding()).isEqualTo(Entry.EMBSTR);
  }

  @Test
  void shouldRefuseTheWrongEncoding() {
    table.setLong(key.of("n"), 1, entry);
    assertThatThrownBy(() -> entry.value(out)).hasMessage("entry value: encoding=INT");
    table.setString(key.of("n"), value.of("x"), entry);
    assertThatThrownBy(entry::longValue).hasMessage("entry integer: encoding=8");
  }

  @Test
  void shouldGrowALargeValueWithRoomInAdvance() {
    table.setString(key.of("k"), value.of("start"), entry);
    for (int length = 10; length < 3_000_000; length += 9_973) {
      table.edit(entry).resize(length);
      table.edit(entry).bytes(bytes).put(length - 1, (byte) 'x');
      assertThat(entry.valueLength()).isEqualTo(length);
    }
    table.edit(entry).setExpireAt(5);
    assertThat(entry.value(out).part(0, 5, out).toString()).isEqualTo("start");
    table.edit(entry).resize(3);
    assertThat(entry.value(out).toString()).isEqualTo("sta");
    assertThat(entry.expireAt()).isEqualTo(5);
    assertThat(entry.memoryUsage()).isLessThan(100);
  }
}
