package dev.muninn.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Encodes {@code SET key:000000000042 <letters>}; allocates nothing per request. */
final class SetRequest {
  private static final int DIGITS = 12;

  private final byte[] template;
  private final int digitsEnd;
  private final int valueStart;
  private final int valueSize;

  SetRequest(int valueSize) {
    String head = "*3\r\n$3\r\nSET\r\n$16\r\nkey:000000000000";
    String middle = "\r\n$" + valueSize + "\r\n";
    this.valueSize = valueSize;
    digitsEnd = head.length();
    valueStart = head.length() + middle.length();
    template = (head + middle + "v".repeat(valueSize) + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** Bytes of a request. */
  int size() {
    return template.length;
  }

  /** Appends the request for a key; the value depends on the key, and is no number. */
  void put(ByteBuffer out, int key) {
    int rest = key;
    for (int i = digitsEnd - 1; i >= digitsEnd - DIGITS; i--) {
      template[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    int letters = Math.min(6, valueSize);
    rest = key;
    for (int i = 0; i < letters; i++) {
      template[valueStart + i] = (byte) ('a' + (rest & 15));
      rest >>>= 4;
    }
    out.put(template);
  }
}
