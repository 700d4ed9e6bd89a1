package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.metadata.CtfType;
import java.util.List;

/** Ranges of integers, each with a number; the first that has a value says its number. */
final class Ranges {
  private final boolean signed;
  private final long[] low;
  private final long[] high;
  private final int[] number;

  /** A range and its number. */
  record Numbered(CtfType.Range range, int number) {}

  Ranges(boolean signed, List<Numbered> ranges) {
    this.signed = signed;
    low = ranges.stream().mapToLong(range -> range.range().low()).toArray();
    high = ranges.stream().mapToLong(range -> range.range().high()).toArray();
    number = ranges.stream().mapToInt(Numbered::number).toArray();
  }

  /** The number of a value, or -1. */
  int of(long value) {
    // In an order where unsigned ones compare like signed ones.
    long flip = signed ? 0 : Long.MIN_VALUE;
    long v = value ^ flip;
    for (int i = 0; i < low.length; i++) {
      if ((low[i] ^ flip) <= v && v <= (high[i] ^ flip)) {
        return number[i];
      }
    }
    return -1;
  }

  /** Whether these are two: from 0 to below a value, then the value alone. */
  boolean splitAt(long value) {
    return low.length == 2
        && low[0] == 0
        && high[0] == value - 1
        && number[0] == 0
        && low[1] == value
        && high[1] == value
        && number[1] == 1;
  }
}
