package dev.muninn.server.bytes;

import dev.muninn.server.store.AddressSpace;
import java.nio.charset.StandardCharsets;

/**
 * A view of bytes in the store's memory, to read: a command's argument, a key, a value. Reused;
 * valid until the command ends or the viewed memory changes, whichever is first. Holds no memory of
 * its own. {@link Bytes} is one that may be written.
 */
public sealed class Slice permits Bytes {
  long address;
  int length;

  /** An empty slice, to be pointed at something. */
  public Slice() {}

  /** Points this slice at {@code length} bytes at {@code address}; for rooms with addresses. */
  public final Slice at(long address, int length) {
    this.address = address;
    this.length = length;
    return this;
  }

  /** Where the bytes are; for rooms with addresses. */
  public final long address() {
    return address;
  }

  /** Points this slice at the same bytes as {@code other}. */
  public final Slice set(Slice other) {
    return at(other.address, other.length);
  }

  /** Points this slice at no bytes. */
  public final Slice clear() {
    return at(0, 0);
  }

  /** Number of bytes. */
  public final int length() {
    return length;
  }

  /**
   * One byte.
   *
   * @throws IndexOutOfBoundsException {@code index} is not within the slice
   */
  public final byte get(int index) {
    java.util.Objects.checkIndex(index, length);
    return AddressSpace.getByte(address + index);
  }

  /**
   * Four bytes, the first in the lowest place.
   *
   * @throws IndexOutOfBoundsException they are not within the slice
   */
  public final int getInt(int index) {
    java.util.Objects.checkFromIndexSize(index, 4, length);
    return AddressSpace.SPACE.get(AddressSpace.INT_LE, address + index);
  }

  /**
   * Eight bytes, the first in the lowest place.
   *
   * @throws IndexOutOfBoundsException they are not within the slice
   */
  public final long getLong(int index) {
    java.util.Objects.checkFromIndexSize(index, 8, length);
    return AddressSpace.SPACE.get(AddressSpace.LONG_LE, address + index);
  }

  /** Points {@code out} at a part of this slice. */
  public final Slice part(int from, int size, Slice out) {
    java.util.Objects.checkFromIndexSize(from, size, length);
    return out.at(address + from, size);
  }

  /** A copy of the bytes on the heap. */
  public final byte[] toByteArray() {
    byte[] copy = new byte[length];
    AddressSpace.copyOut(address, copy, 0, length);
    return copy;
  }

  /** Copies a part to the heap. */
  public final void copyTo(int from, byte[] to, int toIndex, int size) {
    java.util.Objects.checkFromIndexSize(from, size, length);
    AddressSpace.copyOut(address + from, to, toIndex, size);
  }

  /** Whether the bytes are those of {@code other}. */
  public final boolean contentEquals(Slice other) {
    return length == other.length && AddressSpace.equal(address, other.address, length);
  }

  /**
   * Whether the bytes from {@code from} on begin with those of {@code other}.
   *
   * @throws IndexOutOfBoundsException there are not so many
   */
  public final boolean contentEquals(int from, Slice other) {
    java.util.Objects.checkFromIndexSize(from, other.length, length);
    return AddressSpace.equal(address + from, other.address, other.length);
  }

  /** Whether the bytes are those of {@code other}. */
  public final boolean contentEquals(byte[] other) {
    if (length != other.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (AddressSpace.getByte(address + i) != other[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes are {@code lower}, which is lower-case ASCII, in any mixture of cases. */
  public final boolean equalsIgnoreCase(String lower) {
    if (length != lower.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (lower(AddressSpace.getByte(address + i)) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Lexicographic order of unsigned bytes, as {@code memcmp}, then by length. */
  public final int compare(Slice other) {
    int common = Math.min(length, other.length);
    for (int i = 0; i < common; i++) {
      int difference =
          (AddressSpace.getByte(address + i) & 0xFF)
              - (AddressSpace.getByte(other.address + i) & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(length, other.length);
  }

  /**
   * Whether the bytes are the canonical decimal form of a signed 64-bit integer: no sign but a
   * minus, no leading zeros, no space. {@link #toLong} then gives it.
   */
  public final boolean isLong() {
    int n = length;
    if (n == 0 || n > 20) {
      return false;
    }
    int i = 0;
    boolean negative = AddressSpace.getByte(address) == '-';
    if (negative) {
      i = 1;
      if (n == 1) {
        return false;
      }
    }
    byte first = AddressSpace.getByte(address + i);
    if (first == '0') {
      return n == 1;
    }
    int digits = n - i;
    if (digits > 19) {
      return false;
    }
    long value = 0;
    for (; i < n; i++) {
      int digit = AddressSpace.getByte(address + i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      value = value * 10 + digit;
    }
    // 19 digits fit unsigned arithmetic; the sign bit tells an overflow, but for the smallest
    // number itself.
    return value >= 0 || (negative && value == Long.MIN_VALUE);
  }

  /** The integer of which {@link #isLong} said that these bytes are its form. */
  public final long toLong() {
    int i = 0;
    boolean negative = AddressSpace.getByte(address) == '-';
    if (negative) {
      i = 1;
    }
    long value = 0;
    for (; i < length; i++) {
      value = value * 10 + (AddressSpace.getByte(address + i) - '0');
    }
    return negative ? -value : value;
  }

  /** The bytes as Latin-1 text, one character a byte; for messages, globs and names. */
  @Override
  public final String toString() {
    return new String(toByteArray(), StandardCharsets.ISO_8859_1);
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b & 0xFF;
  }
}
