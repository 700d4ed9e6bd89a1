package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Memory;

/** Bytes from anywhere: told to be a listpack or not, and if they are, read to both ends. */
class ListpackFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void shouldReadWhateverItTellsToBeValid(byte[] data) {
    try (Memory memory = new Memory();
        TestBytes bytes = new TestBytes(memory)) {
      if (data.length >= Listpack.EMPTY) {
        // Header and end right, so that most inputs get as far as the elements.
        for (int i = 0; i < 4; i++) {
          data[i] = (byte) (data.length >>> (8 * i));
        }
        data[data.length - 1] = (byte) 0xFF;
      }
      Slice slice = bytes.of(data);
      if (!Listpack.isValid(slice)) {
        return;
      }
      Listpack listpack = new Listpack().at(slice);
      Slice value = new Slice();
      int forward = 0;
      while (listpack.next()) {
        forward++;
        assertThat(listpack.isLong() || listpack.value(value).length() == listpack.length())
            .isTrue();
      }
      int backward = 0;
      while (listpack.previous()) {
        backward++;
      }
      assertThat(backward).isEqualTo(forward).isEqualTo(listpack.count());
    }
  }
}
