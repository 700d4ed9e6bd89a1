package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Integers in bytes, at byte and at bit positions. */
final class Bits {
  static final VarHandle SHORT_LE =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT_LE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle SHORT_BE =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle INT_BE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  static final VarHandle LONG_BE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Bits() {}

  static int alignUp(int position, int align) {
    return (position + align - 1) & -align;
  }

  /** The index of the first NUL from {@code from}, or {@code end} where there is none before. */
  static int indexOfNul(byte[] bytes, int from, int end) {
    int i = from;
    while (i + 8 <= end) {
      long word = (long) LONG_LE.get(bytes, i);
      long zeros = (word - ONES) & ~word & HIGHS;
      if (zeros != 0) {
        return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
      i += 8;
    }
    while (i < end && bytes[i] != 0) {
      i++;
    }
    return i;
  }

  /**
   * An integer of up to 64 bits at any bit. In little-endian order the first bit is a byte's least
   * significant one, in big-endian order its most significant one (CTF 1.8, section 4.1.5); CTF 2
   * can have the bits the other way round.
   */
  static long read(byte[] bytes, int bit, int size, CtfType.Coding coding, boolean signed) {
    boolean bigEndian = coding.bigEndian();
    long value = 0;
    int done = 0;
    while (done < size) {
      int inByte = (bit + done) & 7;
      int count = Math.min(8 - inByte, size - done);
      int octet = bytes[(bit + done) >>> 3] & 0xFF;
      int mask = (1 << count) - 1;
      if (bigEndian) {
        value = (value << count) | ((octet >>> (8 - inByte - count)) & mask);
      } else {
        value |= (long) ((octet >>> inByte) & mask) << done;
      }
      done += count;
    }
    int unused = 64 - size;
    if (coding.reversed()) {
      value = Long.reverse(value) >>> unused;
    }
    return signed ? value << unused >> unused : value;
  }

  /** The index of the first unit of zeros from {@code from}, or {@code end}. */
  static int indexOfNul(byte[] bytes, int from, int end, int unit) {
    if (unit == 1) {
      return indexOfNul(bytes, from, end);
    }
    for (int i = from; i + unit <= end; i += unit) {
      int at = 0;
      while (at < unit && bytes[i + at] == 0) {
        at++;
      }
      if (at == unit) {
        return i;
      }
    }
    return end;
  }

  /** Bytes of a LEB128 number, 0 where it does not end before {@code end}, -1 beyond 64 bits. */
  static int leb128Bytes(byte[] bytes, int from, int end) {
    for (int i = 0; i < 10; i++) {
      if (from + i >= end) {
        return 0;
      }
      if (bytes[from + i] >= 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** A LEB128 number. */
  static long leb128(byte[] bytes, int from, boolean signed) {
    long value = 0;
    int shift = 0;
    int at = from;
    byte octet;
    do {
      octet = bytes[at++];
      value |= (long) (octet & 0x7F) << shift;
      shift += 7;
    } while (octet < 0 && shift < 70);
    return signed && shift < 64 && (octet & 0x40) != 0 ? value | -1L << shift : value;
  }
}
