package dev.muninn.server.bytes;

import dev.muninn.server.store.AddressSpace;
import dev.muninn.server.store.Memory;

/** Decimal form of integers, written to the store's memory. */
public final class Decimal {
  /** Most bytes that a form takes: 19 digits and a sign. */
  public static final int MAX_LENGTH = 20;

  private Decimal() {}

  /** Bytes of the decimal form. */
  public static int length(long value) {
    return value < 0 ? 1 + (value == Long.MIN_VALUE ? 19 : digits(-value)) : digits(value);
  }

  /** Number of decimal digits of a non-negative integer. */
  public static int digits(long value) {
    int n = 1;
    for (long limit = 10; value >= limit; limit *= 10) {
      n++;
      if (n == 19) {
        break;
      }
    }
    return n;
  }

  /**
   * Points {@code out} at the decimal form, which lies in the memory's scratch: valid until that is
   * used again.
   */
  public static Slice text(long value, Memory memory, Slice out) {
    long address = memory.scratch();
    return out.at(address, write(value, address));
  }

  /**
   * Writes the decimal form.
   *
   * @return its bytes
   */
  public static int write(long value, long address) {
    int length = length(value);
    long p = address + length;
    // Negative numbers reach further than positive ones.
    long rest = value < 0 ? value : -value;
    do {
      long quotient = rest / 10;
      AddressSpace.putByte(--p, (byte) ('0' + (quotient * 10 - rest)));
      rest = quotient;
    } while (rest != 0);
    if (value < 0) {
      AddressSpace.putByte(address, (byte) '-');
    }
    return length;
  }
}
