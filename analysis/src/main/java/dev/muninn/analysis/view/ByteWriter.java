package dev.muninn.analysis.view;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as bytes, gathered and handed on in large pieces. Numbers are written without a String in
 * between. After {@link #begin}, {@link #room} and every text there is room for 1 KiB; whatever may
 * need more asks for it.
 */
final class ByteWriter {
  private static final int FLUSH = 1 << 16;
  private static final int ROOM = 1 << 10;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Four decimal digits as four bytes, the first one lowest. */
  private static final int[] DIGITS = new int[10_000];

  static {
    for (int i = 0; i < DIGITS.length; i++) {
      DIGITS[i] =
          ('0' + i / 1000)
              | ('0' + i / 100 % 10) << 8
              | ('0' + i / 10 % 10) << 16
              | ('0' + i % 10) << 24;
    }
  }

  private final OutputStream out;
  private byte[] buffer = new byte[FLUSH + 4 * ROOM];
  private int at;

  ByteWriter(OutputStream out) {
    this.out = out;
  }

  /** A text to be written often, filled up so that it can be copied by words. */
  static final class Constant {
    final byte[] padded;
    final int length;

    Constant(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      length = bytes.length;
      padded = Arrays.copyOf(bytes, (length + 7) & -8);
    }
  }

  /** Makes room for an event's first parts, and hands on what is there if it is much. */
  void begin() throws IOException {
    if (at >= FLUSH) {
      flush();
    }
  }

  /** Makes room for so many bytes, and the usual on top. */
  void room(int bytes) {
    if (buffer.length - at < bytes + ROOM) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, at + bytes + 2 * ROOM));
    }
  }

  void flush() throws IOException {
    out.write(buffer, 0, at);
    at = 0;
  }

  void put(char c) {
    buffer[at++] = (byte) c;
  }

  /** Makes room for the usual after it. */
  void put(Constant text) {
    room(text.padded.length);
    at = put(buffer, at, text);
  }

  void put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    put(bytes, 0, bytes.length);
  }

  void put(byte[] bytes, int offset, int length) {
    room(length);
    System.arraycopy(bytes, offset, buffer, at, length);
    at += length;
  }

  /** The bytes to write to, from {@link #position} on, with the room that was asked for. */
  byte[] buffer() {
    return buffer;
  }

  int position() {
    return at;
  }

  /** Takes what was written to the buffer by hand. */
  void position(int end) {
    at = end;
  }

  /** Exactly nine digits. */
  void nineDigits(int value) {
    at = nineDigits(buffer, at, value);
  }

  /** Exactly two digits. */
  void twoDigits(int value) {
    buffer[at++] = (byte) ('0' + value / 10);
    buffer[at++] = (byte) ('0' + value % 10);
  }

  void signed(long value) {
    at = signed(buffer, at, value);
  }

  void unsigned(long value) {
    at = unsigned(buffer, at, value);
  }

  /** Copies a text, and up to seven bytes more, and returns where it ends. */
  static int put(byte[] to, int start, Constant text) {
    byte[] from = text.padded;
    for (int i = 0; i < from.length; i += 8) {
      LONG.set(to, start + i, (long) LONG.get(from, i));
    }
    return start + text.length;
  }

  /** Writes nine digits, and returns where they end. */
  static int nineDigits(byte[] to, int start, int value) {
    int high = value / 10_000;
    int first = high / 10_000;
    to[start] = (byte) ('0' + first);
    INT.set(to, start + 1, DIGITS[high - first * 10_000]);
    INT.set(to, start + 5, DIGITS[value - high * 10_000]);
    return start + 9;
  }

  /** Writes a number with its sign, and returns where it ends. */
  static int signed(byte[] to, int start, long value) {
    if (value < 0) {
      to[start] = '-';
      return unsigned(to, start + 1, -value);
    }
    return unsigned(to, start, value);
  }

  /** Writes a number without sign, and returns where it ends. */
  static int unsigned(byte[] to, int start, long value) {
    if (value >= 0 && value < 10) {
      to[start] = (byte) ('0' + value);
      return start + 1;
    }
    if (value >= 0 && value < 10_000) {
      return upToFour(to, start, (int) value);
    }
    return large(to, start, value);
  }

  private static int large(byte[] to, int start, long value) {
    if (value >= 0 && value < 100_000_000) {
      int number = (int) value;
      int high = number / 10_000;
      int at = high < 10 ? unsigned(to, start, high) : upToFour(to, start, high);
      INT.set(to, at, DIGITS[number - high * 10_000]);
      return at + 4;
    }
    long high = Long.divideUnsigned(value, 100_000_000);
    int at = unsigned(to, start, high);
    int low = (int) (value - high * 100_000_000);
    INT.set(to, at, DIGITS[low / 10_000]);
    INT.set(to, at + 4, DIGITS[low % 10_000]);
    return at + 8;
  }

  private static int upToFour(byte[] to, int start, int value) {
    int skip = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
    INT.set(to, start, DIGITS[value] >>> (8 * skip));
    return start + 4 - skip;
  }

  /** Digits of a power of two as base, capitals, without leading zeros. */
  void power(long value, int bitsPerDigit) {
    int digits = Math.max(1, (63 - Long.numberOfLeadingZeros(value) + bitsPerDigit) / bitsPerDigit);
    for (int i = digits - 1; i >= 0; i--) {
      int digit = (int) (value >>> (i * bitsPerDigit)) & ((1 << bitsPerDigit) - 1);
      buffer[at++] = (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }
  }
}
