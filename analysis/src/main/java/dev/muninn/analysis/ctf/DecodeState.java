package dev.muninn.analysis.ctf;

/**
 * What the decoding of one stream works on: a window of the packet and the values that later fields
 * depend on. Positions are bits from the window's first byte, which lies at a multiple of 512 bytes
 * of the packet, so that alignments hold.
 */
final class DecodeState {
  /** Spare bytes after the window, so that words may be read at its end. */
  static final int SLACK = 8;

  byte[] buffer = new byte[SLACK];
  int limit;
  long[] registers = new long[4];

  /** The last {@code id} of an event header. */
  long headerId;

  /** The stream's clock, in ticks. */
  long clock;

  /** Takes a clock's lower bits: it has gone on by less than what they can count. */
  void advanceClock(long value, int size) {
    if (size == 64) {
      clock = value;
      return;
    }
    clock += (value - clock) & ((1L << size) - 1);
  }
}
