package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("memory")
class ListpackTest {
  private final Memory memory = new Memory();
  private final Buffer buffer = new Buffer(memory, 16);
  private final TestBytes value = new TestBytes(memory);
  private final ListpackEditor editor = new ListpackEditor();
  private final Listpack listpack = new Listpack();
  private final Slice all = new Slice();
  private final Slice out = new Slice();

  @AfterEach
  void shouldHaveGivenEverythingBack() {
    buffer.close();
    value.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  private Slice bytes() {
    return buffer.slice(buffer.readIndex(), buffer.readable(), all);
  }

  private ListpackEditor of(String... elements) {
    editor.create(buffer);
    for (String element : elements) {
      editor.append(value.of(element));
    }
    return editor;
  }

  private static String text(Listpack at) {
    return at.isLong() ? Long.toString(at.longValue()) : at.value(new Slice()).toString();
  }

  private List<String> elements() {
    List<String> elements = new ArrayList<>();
    listpack.at(bytes());
    while (listpack.next()) {
      assertThat(listpack.length()).isEqualTo(text(listpack).length());
      elements.add(text(listpack));
    }
    return elements;
  }

  /** As redis-server 7.0.15 dumps a hash of these fields and values. */
  @Test
  void shouldWriteTheBytesThatRedisWrites() {
    String[] elements = {
      "",
      "a",
      "1",
      "-1",
      "127",
      "128",
      "-4096",
      "4095",
      "-4097",
      "4096",
      "32767",
      "32768",
      "-8388608",
      "8388607",
      "8388608",
      "2147483647",
      "2147483648",
      "-9223372036854775808",
      "9223372036854775807",
      "w".repeat(63),
      "x".repeat(64),
      "y".repeat(130),
      "007",
      "-0"
    };
    of(elements);
    assertThat(HexFormat.of().formatHex(bytes().toByteArray()))
        .isEqualTo(
            "74010000180080018161020101dfff027f01c08002d00002cfff02f1ffef03f1001003f1ff7f03f2008000"
                + "04f200008004f2ffff7f04f30000800005f3ffffff7f05f4000000800000000009f40000000000"
                + "00008009f4ffffffffffffff7f09bf"
                + "77".repeat(63)
                + "40e040"
                + "78".repeat(64)
                + "42e082"
                + "79".repeat(130)
                + "01848330303704822d3003ff");
    assertThat(elements()).containsExactly(elements);
    assertThat(Listpack.isValid(bytes())).isTrue();
  }

  /** The bounds of the length at an element's end, as redis-server 7.0.15 dumps them. */
  @Test
  void shouldWriteLongElementsAsRedisDoes() {
    of("f", "z".repeat(5_000), "k", "z".repeat(16_376), "m", "z".repeat(16_379));
    assertThat(HexFormat.of().formatHex(bytes().toByteArray()))
        .isEqualTo(
            "a19300000600816602f088130000"
                + "7a".repeat(5_000)
                + "278d816b02f0f83f0000"
                + "7a".repeat(16_376)
                + "7ffd816d02f0fb3f0000"
                + "7a".repeat(16_379)
                + "018080ff");
    assertThat(Listpack.isValid(bytes())).isTrue();
    listpack.at(bytes());
    assertThat(listpack.last()).isTrue();
    assertThat(listpack.previous()).isTrue();
    assertThat(text(listpack)).isEqualTo("m");
  }

  @Test
  void shouldFindFieldsAndNotTheirValues() {
    of("a", "b", "b", "1", "17", "a");
    listpack.at(bytes());
    assertThat(listpack.first() && listpack.find(value.of("b"), 1)).isTrue();
    assertThat(listpack.next()).isTrue();
    assertThat(listpack.longValue()).isEqualTo(1);
    assertThat(listpack.first() && listpack.find(value.of("17"), 1)).isTrue();
    assertThat(listpack.first() && listpack.find(value.of("1"), 1)).isFalse();
    assertThat(listpack.isPresent()).isFalse();
    assertThat(listpack.first() && listpack.find(value.of("1"), 0)).isTrue();
    assertThat(listpack.contentEquals(value.of("1"))).isTrue();
    assertThat(listpack.contentEquals(value.of("01"))).isFalse();
  }

  @Test
  void shouldRefuseTheWrongKindAndNoElement() {
    of("a", "1");
    listpack.at(bytes());
    assertThatThrownBy(listpack::longValue).hasMessage("listpack: no element under the cursor");
    assertThat(listpack.first()).isTrue();
    assertThatThrownBy(listpack::longValue).hasMessage("listpack integer: encoding=129");
    assertThat(listpack.next()).isTrue();
    assertThatThrownBy(() -> listpack.value(out)).hasMessage("listpack value: encoding=1");
    assertThatThrownBy(() -> new ListpackEditor().append(1))
        .hasMessage("listpack: nothing under the editor");
  }

  @Test
  void shouldCountBeyondWhatTheHeaderHolds() {
    editor.create(buffer);
    for (int i = 0; i < 65_534; i++) {
      editor.append(1);
    }
    assertThat(editor.cursor().count()).isEqualTo(65_534);
    editor.append(1);
    editor.append(2);
    assertThat(bytes().get(4)).isEqualTo((byte) 0xFF);
    assertThat(bytes().get(5)).isEqualTo((byte) 0xFF);
    assertThat(editor.cursor().count()).isEqualTo(65_536);
    assertThat(editor.cursor().seek(-1)).isTrue();
    assertThat(editor.cursor().longValue()).isEqualTo(2);
    assertThat(editor.cursor().seek(65_535)).isTrue();
    assertThat(editor.cursor().longValue()).isEqualTo(2);
    assertThat(editor.cursor().seek(65_536)).isFalse();
    assertThat(Listpack.isValid(bytes())).isTrue();
  }

  @Test
  void shouldTellEveryChangedByteThatMatters() {
    of("abc", "300", "x".repeat(100), "-5", "70000", "y".repeat(5_000));
    byte[] good = bytes().toByteArray();
    int refused = 0;
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) 0x80;
      refused += Listpack.isValid(value.of(bad)) ? 0 : 1;
      assertThat(Listpack.isValid(value.of(Arrays.copyOf(good, i)))).isFalse();
    }
    // All but content may not change: 6 of the header, 1 + 1, 1 + 1, 2 + 1, 2 + 1, 1 + 1, 5 + 2, 1;
    // of integers' bytes none is told but the first.
    assertThat(refused).isBetween(20, 30);
  }

  /** MEMORY USAGE of this hash in redis-server 7.0.15 is 144. */
  @Test
  void shouldTakeNoMoreBytesForTenFieldsThanRedis() {
    try (OffHeapEntryTable table = new OffHeapEntryTable(memory)) {
      Entry entry = table.newEntry();
      assertThat(table.find(value.of("h"), entry)).isFalse();
      table.insert(entry, value.of("h"), Entry.HASH, Entry.LISTPACK, out.clear(), -1);
      editor.create(table.edit(entry));
      for (int i = 1; i <= 10; i++) {
        editor.append(value.of("f" + i));
        editor.append(value.of("v" + i));
      }
      assertThat(editor.cursor().count()).isEqualTo(20);
      assertThat(entry.memoryUsage()).isEqualTo(120);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldTellTheSameAsAList(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (OffHeapEntryTable table = new OffHeapEntryTable(memory)) {
      Entry entry = table.newEntry();
      boolean inEntry = seed % 2 == 0;
      if (inEntry) {
        assertThat(table.find(value.of("k"), entry)).isFalse();
        table.insert(entry, value.of("k"), Entry.LIST, Entry.LISTPACK, out.clear(), -1);
        editor.create(table.edit(entry));
      } else {
        editor.create(buffer);
      }
      List<String> model = new ArrayList<>();
      for (int i = 0; i < 4_000; i++) {
        change(random, model, i / 500 % 2 == 1);
        Slice now = inEntry ? entry.value(all) : bytes();
        assertThat(now.getInt(0)).isEqualTo(now.length());
        if (i % 50 == 0) {
          assertThat(Listpack.isValid(now)).isTrue();
          compare(now, model);
        }
      }
    }
  }

  private void change(SplittableRandom random, List<String> model, boolean shrinking) {
    String text = randomText(random);
    int at = model.isEmpty() ? 0 : random.nextInt(model.size());
    boolean found = editor.cursor().seek(random.nextBoolean() ? at : at - model.size());
    assertThat(found).isEqualTo(!model.isEmpty());
    switch (random.nextInt(shrinking ? 12 : 7)) {
      case 0 -> {
        editor.append(value.of(text));
        at = model.size();
        model.add(text);
      }
      case 1 -> {
        editor.prepend(value.of(text));
        at = 0;
        model.add(0, text);
      }
      case 2 -> {
        if (found) {
          editor.insertBefore(value.of(text));
          model.add(at, text);
        }
      }
      case 3 -> {
        if (found) {
          editor.insertAfter(value.of(text));
          model.add(++at, text);
        }
      }
      case 4 -> {
        if (found) {
          editor.replace(value.of(text));
          model.set(at, text);
        }
      }
      case 5 -> {
        if (found) {
          long number = random.nextLong() >> random.nextInt(64);
          editor.replace(number);
          model.set(at, Long.toString(number));
        }
      }
      default -> {
        if (found) {
          int count = 1 + random.nextInt(3);
          editor.delete(count);
          model.subList(at, Math.min(at + count, model.size())).clear();
        }
      }
    }
    assertThat(editor.cursor().isPresent()).isEqualTo(at < model.size());
    if (at < model.size()) {
      assertThat(text(editor.cursor())).isEqualTo(model.get(at));
    }
    assertThat(editor.cursor().count()).isEqualTo(model.size());
  }

  private static String randomText(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
      case 2 -> "z".repeat(random.nextInt(5_000));
      default -> "t" + "u".repeat(random.nextInt(70));
    };
  }

  private void compare(Slice now, List<String> model) {
    List<String> forward = new ArrayList<>();
    List<String> backward = new ArrayList<>();
    listpack.at(now);
    while (listpack.next()) {
      forward.add(text(listpack));
    }
    while (listpack.previous()) {
      backward.addFirst(text(listpack));
    }
    assertThat(forward).isEqualTo(model);
    assertThat(backward).isEqualTo(model);
    for (String text : model) {
      assertThat(listpack.first() && listpack.find(value.of(text), 0)).isTrue();
    }
  }
}
