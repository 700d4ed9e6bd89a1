package dev.muninn.server.structure;

import dev.muninn.server.bytes.Bytes;
import dev.muninn.server.bytes.Slice;

/**
 * Layout of a listpack, that of Valkey byte for byte.
 *
 * <pre>
 *  4 B  bytes in all    2 B  elements, 65535: not known    elements    1 B  255
 *
 *  element: encoding and content, then their length ("backlen"), to be read from its end
 *   0xxxxxxx                        integer, 7 bits, not negative
 *   10llllll content                string of up to 63 bytes
 *   110xxxxx 1 B                    integer, 13 bits; the higher bits first
 *   1110llll 1 B content            string of up to 4,095 bytes; the higher bits first
 *   11110000 4 B content            string
 *   11110001 2 B, 11110010 3 B, 11110011 4 B, 11110100 8 B   integers
 *
 *  backlen: 7 bits a byte, the lowest in the last one; all but the first have the top bit set
 * </pre>
 *
 * Everything is little-endian where not told otherwise.
 */
final class ListpackLayout {
  static final int HEADER = 6;
  static final int END = 0xFF;

  /** Number of elements that means: not known. */
  static final int UNKNOWN = 0xFFFF;

  /** Bytes of the longest encoding, without content. */
  static final int MAX_ENCODING = 9;

  /** Bytes of the longest backlen. */
  static final int MAX_BACKLEN = 5;

  static final int INT_16 = 0xF1;
  static final int INT_24 = 0xF2;
  static final int INT_32 = 0xF3;
  static final int INT_64 = 0xF4;
  static final int LONG_STRING = 0xF0;

  private ListpackLayout() {}

  static int unsigned(Slice bytes, int at) {
    return bytes.get(at) & 0xFF;
  }

  static boolean isString(int first) {
    return (first >= 0x80 && first < 0xC0) || (first >= 0xE0 && first <= LONG_STRING);
  }

  /** Where a string's content begins, from the element's beginning. */
  static int contentOffset(int first) {
    return first < 0xC0 ? 1 : first < LONG_STRING ? 2 : 5;
  }

  /** Bytes of a string's content. */
  static long contentLength(Slice bytes, int at, int first) {
    if (first < 0xC0) {
      return first & 0x3F;
    }
    return first < LONG_STRING
        ? (first & 0xF) << 8 | unsigned(bytes, at + 1)
        : bytes.getInt(at + 1) & 0xFFFF_FFFFL;
  }

  /**
   * Bytes of an element, its backlen not counted.
   *
   * @throws IllegalStateException there is no such encoding
   */
  static long size(Slice bytes, int at) {
    int first = unsigned(bytes, at);
    if (isString(first)) {
      return contentOffset(first) + contentLength(bytes, at, first);
    }
    if (first < 0x80) {
      return 1;
    }
    return switch (first) {
      case INT_16 -> 3;
      case INT_24 -> 4;
      case INT_32 -> 5;
      case INT_64 -> 9;
      default -> {
        if (first >= 0xE0) {
          throw new IllegalStateException("listpack: encoding=" + first + " at=" + at);
        }
        yield 2;
      }
    };
  }

  /** Value of an element that is an integer. */
  static long integer(Slice bytes, int at) {
    int first = unsigned(bytes, at);
    if (first < 0x80) {
      return first;
    }
    return switch (first) {
      case INT_16 -> (short) (unsigned(bytes, at + 1) | unsigned(bytes, at + 2) << 8);
      case INT_24 ->
          (unsigned(bytes, at + 1) | unsigned(bytes, at + 2) << 8 | unsigned(bytes, at + 3) << 16)
              << 8
              >> 8;
      case INT_32 -> bytes.getInt(at + 1);
      case INT_64 -> bytes.getLong(at + 1);
      default -> ((first & 0x1F) << 8 | unsigned(bytes, at + 1)) << 19 >> 19;
    };
  }

  /** Bytes of the backlen of an element; the bounds are Valkey's. */
  static int backlenSize(long size) {
    if (size <= 127) {
      return 1;
    }
    if (size < 16_383) {
      return 2;
    }
    if (size < 2_097_151) {
      return 3;
    }
    return size < 268_435_455 ? 4 : 5;
  }

  /** Writes a backlen; returns where it ends. */
  static int writeBacklen(Bytes bytes, int at, long size) {
    int count = backlenSize(size);
    for (int i = 0; i < count; i++) {
      long bits = (size >>> (7 * (count - 1 - i))) & 0x7F;
      bytes.put(at + i, (byte) (i == 0 ? bits : bits | 0x80));
    }
    return at + count;
  }

  /** The backlen that ends before a place, or -1: there is none. */
  static long backlen(Slice bytes, int end) {
    long size = 0;
    for (int i = 0; i < MAX_BACKLEN && end - 1 - i >= HEADER; i++) {
      int b = unsigned(bytes, end - 1 - i);
      size |= (b & 0x7FL) << (7 * i);
      if (b < 0x80) {
        return size;
      }
    }
    return -1;
  }

  /** Bytes of an element that is an integer, its backlen not counted. */
  static int integerSize(long value) {
    if (value >= 0 && value <= 127) {
      return 1;
    }
    if (value >= -4_096 && value <= 4_095) {
      return 2;
    }
    if (value == (short) value) {
      return 3;
    }
    if (value >= -(1 << 23) && value < 1 << 23) {
      return 4;
    }
    return value == (int) value ? 5 : 9;
  }

  /** Writes an integer without backlen; returns where it ends. */
  static int writeInteger(Bytes bytes, int at, long value) {
    int size = integerSize(value);
    if (size == 1) {
      bytes.put(at, (byte) value);
    } else if (size == 2) {
      bytes.put(at, (byte) (0xC0 | ((value >>> 8) & 0x1F)));
      bytes.put(at + 1, (byte) value);
    } else {
      bytes.put(at, (byte) (size == 9 ? INT_64 : INT_16 + size - 3));
      for (int i = 1; i < size; i++) {
        bytes.put(at + i, (byte) (value >>> (8 * (i - 1))));
      }
    }
    return at + size;
  }

  /** Bytes of an element that is a string, its backlen not counted. */
  static long stringSize(int length) {
    return (length < 64 ? 1 : length < 4_096 ? 2 : 5) + (long) length;
  }

  /** Writes a string without backlen; returns where it ends. */
  static int writeString(Bytes bytes, int at, Slice value) {
    int length = value.length();
    int content = at + 1;
    if (length < 64) {
      bytes.put(at, (byte) (0x80 | length));
    } else if (length < 4_096) {
      bytes.put(at, (byte) (0xE0 | length >>> 8));
      bytes.put(content++, (byte) length);
    } else {
      bytes.put(at, (byte) LONG_STRING);
      putInt(bytes, content, length);
      content += 4;
    }
    bytes.put(content, value);
    return content + length;
  }

  static void putInt(Bytes bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes.put(at + i, (byte) (value >>> (8 * i)));
    }
  }

  /** Number of elements that the header tells, or {@link #UNKNOWN}. */
  static int count(Slice bytes) {
    return unsigned(bytes, 4) | unsigned(bytes, 5) << 8;
  }

  static void count(Bytes bytes, int count) {
    bytes.put(4, (byte) count);
    bytes.put(5, (byte) (count >>> 8));
  }
}
