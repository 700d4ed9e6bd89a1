package dev.muninn.server.command.string;

import java.util.Arrays;

/**
 * The longest common subsequence of two strings by dynamic programming: two rows of lengths and,
 * where the subsequence itself is wanted, one bit a cell that tells the way back. Of several
 * longest ones it finds the one that Valkey finds.
 */
final class Subsequence {
  /** Is told each run of adjacent bytes common to both strings, the last first. */
  interface Matches {
    /** A run of {@code size} bytes, at {@code start} and {@code otherStart}. */
    void match(int start, int otherStart, int size);
  }

  private final byte[] a;
  private final byte[] b;
  private final long[] up;
  private final int length;

  /**
   * @param way whether {@link #text} and {@link #matches} will be asked for
   */
  Subsequence(byte[] a, byte[] b, boolean way) {
    this.a = a;
    this.b = b;
    this.up = new long[way ? words((long) a.length * b.length) : 0];
    this.length = fill(way);
  }

  /** Whether the bits of so many cells go into one array. */
  static boolean fits(long cells) {
    return cells / 64 < Integer.MAX_VALUE - 64;
  }

  private static int words(long cells) {
    return (int) ((cells + 63) / 64);
  }

  private int fill(boolean way) {
    int[] above = new int[b.length + 1];
    int[] row = new int[b.length + 1];
    for (int i = 0; i < a.length; i++) {
      byte x = a[i];
      long cell = (long) i * b.length;
      for (int j = 0; j < b.length; j++, cell++) {
        if (x == b[j]) {
          row[j + 1] = above[j] + 1;
        } else if (above[j + 1] > row[j]) {
          row[j + 1] = above[j + 1];
          if (way) {
            up[(int) (cell >>> 6)] |= 1L << cell;
          }
        } else {
          row[j + 1] = row[j];
        }
      }
      int[] swap = above;
      above = row;
      row = swap;
    }
    return above[b.length];
  }

  /** Length of the subsequence. */
  int length() {
    return length;
  }

  /** The subsequence. */
  byte[] text() {
    byte[] text = new byte[length];
    int[] free = {length};
    matches(
        (start, otherStart, size) -> {
          free[0] -= size;
          System.arraycopy(a, start, text, free[0], size);
        });
    return free[0] == 0 ? text : Arrays.copyOfRange(text, free[0], length);
  }

  /** Tells every run of the subsequence, from the end to the beginning. */
  void matches(Matches matches) {
    int i = a.length;
    int j = b.length;
    int size = 0;
    while (i > 0 && j > 0) {
      if (a[i - 1] == b[j - 1]) {
        size++;
        i--;
        j--;
        continue;
      }
      if (size > 0) {
        matches.match(i, j, size);
        size = 0;
      }
      long cell = (long) (i - 1) * b.length + (j - 1);
      if ((up[(int) (cell >>> 6)] & (1L << cell)) != 0) {
        i--;
      } else {
        j--;
      }
    }
    if (size > 0) {
      matches.match(i, j, size);
    }
  }
}
