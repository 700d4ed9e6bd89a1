package dev.muninn.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SetRequestTest {
  @Test
  void shouldEncodeKeyOfSixteenBytes() {
    assertThat(encode(new SetRequest(8), 4_999_999))
        .isEqualTo("*3\r\n$3\r\nSET\r\n$16\r\nkey:000004999999\r\n$8\r\npdlemevv\r\n");
  }

  @Test
  void shouldLeaveNothingOfTheLastKey() {
    SetRequest request = new SetRequest(8);
    encode(request, 4_999_999);
    assertThat(encode(request, 0))
        .isEqualTo("*3\r\n$3\r\nSET\r\n$16\r\nkey:000000000000\r\n$8\r\naaaaaavv\r\n");
  }

  private static String encode(SetRequest request, int key) {
    ByteBuffer out = ByteBuffer.allocate(request.size());
    request.put(out, key);
    return new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII);
  }
}
