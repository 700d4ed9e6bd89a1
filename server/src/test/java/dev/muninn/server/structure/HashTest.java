package dev.muninn.server.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.bytes.TestBytes;
import dev.muninn.server.store.Memory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("memory")
class HashTest {
  @Test
  void shouldMatchTagsExactly() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      long word = 0;
      int tag = random.nextInt(256);
      long expected = 0;
      for (int b = 0; b < 8; b++) {
        // Often the tag itself and its neighbours, which the inexact test would confuse.
        int at =
            random.nextInt(3) == 0 ? random.nextInt(256) : (tag + random.nextInt(-1, 2)) & 0xFF;
        word |= (long) at << (b * 8);
        if (at == tag && b < 7) {
          expected |= 1L << (b * 8);
        }
      }
      assertThat(Bucket.matches(word, tag * 0x0001_0101_0101_0101L)).isEqualTo(expected);
    }
  }

  @Test
  void shouldDependOnEveryByteTheLengthAndTheSeed() {
    try (Memory memory = new Memory();
        TestBytes bytes = new TestBytes(memory)) {
      KeyHash hash = new KeyHash(1, -1);
      Set<Long> seen = new HashSet<>();
      int count = 0;
      for (int length = 0; length < 70; length++) {
        byte[] key = new byte[length];
        seen.add(hash(hash, bytes.of(key)));
        seen.add(hash(new KeyHash(2, -1), bytes.of(key)));
        count += 2;
        for (int i = 0; i < length; i++) {
          for (int bit = 0; bit < 8; bit++) {
            key[i] ^= (byte) (1 << bit);
            seen.add(hash(hash, bytes.of(key)));
            count++;
            key[i] ^= (byte) (1 << bit);
          }
        }
      }
      assertThat(seen).hasSize(count);
    }
  }

  @Test
  void shouldSpreadNumberedKeysOverBucketsAndTags() {
    try (Memory memory = new Memory();
        TestBytes bytes = new TestBytes(memory)) {
      KeyHash hash = new KeyHash(3, -1);
      int[] low = new int[256];
      int[] high = new int[256];
      int[] middle = new int[256];
      for (int i = 0; i < 256 * 400; i++) {
        long h = hash(hash, bytes.of("key:" + i));
        low[(int) h & 0xFF]++;
        middle[(int) (h >>> 17) & 0xFF]++;
        high[(int) (h >>> 56)]++;
      }
      // 400 expected each; five standard deviations either way.
      assertThat(Arrays.stream(low).allMatch(n -> n > 300 && n < 500)).isTrue();
      assertThat(Arrays.stream(middle).allMatch(n -> n > 300 && n < 500)).isTrue();
      assertThat(Arrays.stream(high).allMatch(n -> n > 300 && n < 500)).isTrue();
    }
  }

  private static long hash(KeyHash hash, Slice key) {
    return hash.of(key.address(), key.length());
  }
}
