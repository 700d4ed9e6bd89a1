package dev.muninn.tracepoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private final Payload payload = Payload.acquire();

  @AfterEach
  void release() {
    payload.release();
  }

  @SuppressWarnings("restricted") // memory of the payload
  private static byte[] read(long address, int size) {
    return MemorySegment.ofAddress(address).reinterpret(size).toArray(ValueLayout.JAVA_BYTE);
  }

  private String hex() {
    return HexFormat.of().formatHex(read(payload.address(), payload.size()));
  }

  @Test
  void shouldPackNumbersWithoutPadding() {
    payload.putByte(0x1ff);
    payload.putShort(0x1fffe);
    payload.putInt(1);
    payload.putLong(-2);
    payload.putDouble(1.0);

    assertThat(hex())
        .isEqualTo("ff" + "feff" + "01000000" + "feffffffffffffff" + "000000000000f03f");
  }

  @Test
  void shouldEndStringsWithNulAndReturnTheirAddress() {
    payload.putByte(7);
    long address = payload.putString("h\u00e9\u20ac\ud83d\ude00");

    assertThat(address).isEqualTo(payload.address() + 1);
    assertThat(read(address, 11))
        .isEqualTo("h\u00e9\u20ac\ud83d\ude00\0".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldReplaceALoneSurrogate() {
    payload.putString("a\ud800b\udc00");

    assertThat(hex()).isEqualTo("613f623f00");
  }

  @Test
  void shouldEndAStringAtItsFirstNul() {
    payload.putString(new byte[] {'a', 0, 'b'});
    payload.putString("c\0d");

    assertThat(hex()).isEqualTo("6100" + "6300");
  }

  @Test
  void shouldWriteNullAsLttngDoes() {
    payload.putString((byte[]) null);
    payload.putBytes(null);

    assertThat(hex()).isEqualTo("286e756c6c2900" + "00000000");
  }

  @Test
  void shouldCutAtACharacterBoundary() {
    payload.putString("x".repeat(Payload.MAX_STRING - 1) + "\u00e9");

    assertThat(payload.size()).isEqualTo(Payload.MAX_STRING);
  }

  @Test
  void shouldHoldAsManyLongFieldsAsAnEventMayHave() {
    byte[] bytes = "y".repeat(Payload.MAX_STRING + 100).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < EventDefinition.MAX_ARGUMENTS; i++) {
      payload.putString(bytes);
    }

    assertThat(payload.size()).isEqualTo(EventDefinition.MAX_ARGUMENTS * (Payload.MAX_STRING + 1));
  }

  @Test
  void shouldPutTheLengthBeforeABytesField() {
    long address = payload.putBytes(new byte[] {0, 1});

    assertThat(hex()).isEqualTo("02000000" + "0001");
    assertThat(address).isEqualTo(payload.address() + 4);
    assertThat(Payload.length(new byte[Payload.MAX_STRING + 1])).isEqualTo(Payload.MAX_STRING);
  }

  @Test
  void shouldRefuseMoreThanAnEventCanHave() {
    String longest = "x".repeat(Payload.MAX_STRING);
    for (int i = 0; i < EventDefinition.MAX_ARGUMENTS; i++) {
      payload.putString(longest);
    }
    assertThatThrownBy(() -> payload.putString(longest))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("fields beyond the event's: size=24582");
  }

  @Test
  void shouldGiveAnotherScratchToAnEventWithinAnEvent() {
    Payload inner = Payload.acquire();
    try {
      assertThat(inner.address()).isNotEqualTo(payload.address());
    } finally {
      inner.release();
    }
  }

  @Test
  void shouldReuseTheThreadsScratch() {
    payload.release();
    Payload again = Payload.acquire();
    assertThat(again.address()).isEqualTo(payload.address());
    assertThat(again.size()).isEqualTo(0);
  }
}
