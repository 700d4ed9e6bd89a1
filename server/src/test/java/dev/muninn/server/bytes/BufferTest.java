package dev.muninn.server.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.store.Memory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("memory")
class BufferTest {
  private final Memory memory = new Memory();
  private final Buffer buffer = new Buffer(memory, 16);
  private final Slice slice = new Slice();

  @AfterEach
  void shouldGiveEverythingBack() {
    buffer.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  private String content() {
    return buffer.slice(buffer.readIndex(), buffer.readable(), slice).toString();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        9,
        10,
        99,
        100,
        -100,
        999_999_999_999_999_999L,
        1_000_000_000_000_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1
      })
  void shouldWriteDecimals(long value) {
    buffer.putDecimal(value);
    assertThat(content()).isEqualTo(Long.toString(value));
    assertThat(slice.isLong()).isTrue();
    assertThat(slice.toLong()).isEqualTo(value);
    assertThat(Decimal.length(value)).isEqualTo(Long.toString(value).length());
  }

  @Test
  void shouldGrowNoFurtherThanForWhatIsToCome() {
    try (Memory memory = new Memory();
        Buffer buffer = new Buffer(memory, 100_000)) {
      buffer.put(new byte[buffer.capacity()]);
      int full = buffer.capacity();
      buffer.reserve(10, 20_000);
      assertThat(buffer.capacity()).isEqualTo((int) memory.usable(full + 20_000L));
      buffer.put(new byte[buffer.writable()]);
      full = buffer.capacity();
      buffer.reserve(10);
      assertThat(buffer.capacity()).isEqualTo((int) memory.usable(2L * full));
    }
  }

  @Test
  void shouldKnowWhatIsTheFormOfAnInteger() {
    for (String text :
        new String[] {
          "",
          "-",
          "+1",
          "01",
          "-0",
          " 1",
          "1 ",
          "9223372036854775808",
          "-9223372036854775809",
          "99999999999999999999",
          "1.0",
          "0x1"
        }) {
      buffer.clear();
      buffer.put(text.getBytes(StandardCharsets.US_ASCII));
      assertThat(buffer.slice(0, text.length(), slice).isLong()).as(text).isFalse();
    }
  }

  @Test
  void shouldHoldWhatWasPutWhileItGrowsAndShrinks() {
    SplittableRandom random = new SplittableRandom(1);
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    int read = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      buffer.put(bytes);
      model.writeBytes(bytes);
      int skipped = random.nextInt(buffer.readable() + 1) / 8;
      buffer.skip(skipped);
      read += skipped;
      if (random.nextInt(20) == 0) {
        buffer.shrink(1);
        assertThat(buffer.capacity()).isLessThan(buffer.readable() * 4 / 3 + 4_096);
      }
      if (random.nextInt(5) == 0) {
        buffer.compact();
        assertThat(buffer.readIndex()).isZero();
      }
    }
    byte[] expected = Arrays.copyOfRange(model.toByteArray(), read, model.size());
    assertThat(buffer.slice(buffer.readIndex(), buffer.readable(), slice).toByteArray())
        .isEqualTo(expected);
    buffer.clear();
    buffer.shrink(1);
    assertThat(buffer.capacity()).isEqualTo(8);
  }

  @Test
  void shouldFindAByteWhereverItIs() {
    for (int size = 0; size < 40; size++) {
      for (int at = 0; at < size; at++) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) '\f'); // next to the byte looked for
        bytes[at] = '\r';
        buffer.clear();
        buffer.put(bytes);
        assertThat(buffer.indexOf((byte) '\r', 0)).isEqualTo(at);
        assertThat(buffer.indexOf((byte) '\r', at)).isEqualTo(at);
        assertThat(buffer.indexOf((byte) '\r', at + 1)).isEqualTo(-1);
      }
    }
    buffer.clear();
    assertThat(buffer.indexOf((byte) 'x', 0)).isEqualTo(-1);
  }

  @Test
  void shouldRefuseIndexesOutsideAndUseAfterClose() {
    buffer.put((byte) 1);
    assertThatThrownBy(() -> buffer.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> buffer.skip(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> buffer.written(1_000)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> buffer.slice(0, 2, slice))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> buffer.putPacked(0, 9)).isInstanceOf(IndexOutOfBoundsException.class);
    buffer.close();
    assertThatThrownBy(() -> buffer.put((byte) 1)).hasMessage("buffer: closed");
  }

  @Test
  void shouldCopyWithinTheSpaceWhereverTheRangesLie() {
    SplittableRandom random = new SplittableRandom(2);
    byte[] model = new byte[400];
    random.nextBytes(model);
    buffer.put(model);
    Bytes whole = buffer.edit(0, model.length, new Bytes());
    for (int i = 0; i < 20_000; i++) {
      int size = random.nextInt(i % 10 == 0 ? 200 : 70);
      int from = random.nextInt(model.length - size);
      int to = random.nextInt(model.length - size);
      whole.put(to, whole.part(from, size, new Slice()));
      System.arraycopy(model, from, model, to, size);
      Slice a = whole.part(from, size, new Slice());
      Slice b = whole.part(to, size, new Slice());
      boolean equal = Arrays.equals(model, from, from + size, model, to, to + size);
      assertThat(a.contentEquals(b)).isEqualTo(equal);
      assertThat(Integer.signum(a.compare(b)))
          .isEqualTo(
              Integer.signum(
                  Arrays.compareUnsigned(model, from, from + size, model, to, to + size)));
    }
    assertThat(whole.toByteArray()).isEqualTo(model);
  }
}
