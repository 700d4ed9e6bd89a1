package dev.muninn.server.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.store.Memory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slots as CLUSTER KEYSLOT of redis-server 7.0.15 tells them. */
@Tag("memory")
class KeySlotTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "foo, 12182",
    "bar, 5061",
    "123456789, 12739",
    "{user1000}.following, 3443",
    "user1000, 3443",
    "foo{}{bar}, 8363",
    "foo{{bar}}zap, 4015",
    "foo{bar}{zap}, 5061",
    "foo{bar, 15278",
    "}{bar}, 5061"
  })
  void shouldTellTheSlotThatTheClusterAgreesOn(String key, int slot) {
    try (Memory memory = new Memory();
        TestBytes bytes = new TestBytes(memory)) {
      assertThat(KeySlot.of(bytes.of(key))).isEqualTo(slot);
    }
  }
}
