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
    byte[] from = text.padded;
    if (buffer.length - at < from.length + ROOM) {
      room(from.length);
    }
    byte[] to = buffer;
    int start = at;
    for (int i = 0; i < from.length; i += 8) {
      LONG.set(to, start + i, (long) LONG.get(from, i));
    }
    at = start + text.length;
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

  /** Exactly nine digits. */
  void nineDigits(int value) {
    int high = value / 10_000;
    int first = high / 10_000;
    buffer[at] = (byte) ('0' + first);
    INT.set(buffer, at + 1, DIGITS[high - first * 10_000]);
    INT.set(buffer, at + 5, DIGITS[value - high * 10_000]);
    at += 9;
  }

  /** Exactly two digits. */
  void twoDigits(int value) {
    buffer[at++] = (byte) ('0' + value / 10);
    buffer[at++] = (byte) ('0' + value % 10);
  }

  void signed(long value) {
    if (value < 0) {
      put('-');
      unsigned(-value);
    } else {
      unsigned(value);
    }
  }

  void unsigned(long value) {
    if (value >= 0 && value < 10) {
      buffer[at++] = (byte) ('0' + value);
    } else if (value >= 0 && value < 10_000) {
      upToFour((int) value);
    } else if (value >= 0 && value < 100_000_000) {
      int number = (int) value;
      int high = number / 10_000;
      upToFour(high);
      INT.set(buffer, at, DIGITS[number - high * 10_000]);
      at += 4;
    } else {
      long high = Long.divideUnsigned(value, 100_000_000);
      unsigned(high);
      int low = (int) (value - high * 100_000_000);
      INT.set(buffer, at, DIGITS[low / 10_000]);
      INT.set(buffer, at + 4, DIGITS[low % 10_000]);
      at += 8;
    }
  }

  private void upToFour(int value) {
    int digits = DIGITS[value];
    int skip = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
    INT.set(buffer, at, digits >>> (8 * skip));
    at += 4 - skip;
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
