package dev.muninn.server.bytes;

/**
 * The slot of a key, as a cluster's members and clients agree on it: CRC16 (polynomial 0x1021,
 * start 0) of the key, or of what stands between its first opening brace and the next closing one,
 * if that is not empty; modulo {@link #SLOTS}.
 */
public final class KeySlot {
  /** Number of slots. */
  public static final int SLOTS = 16_384;

  private static final char[] TABLE = table();

  private KeySlot() {}

  /** The slot of a key, 0 to {@link #SLOTS} - 1. */
  public static int of(Slice key) {
    int length = key.length();
    int open = indexOf(key, (byte) '{', 0);
    if (open < length) {
      int close = indexOf(key, (byte) '}', open + 1);
      if (close < length && close > open + 1) {
        return crc(key, open + 1, close) & (SLOTS - 1);
      }
    }
    return crc(key, 0, length) & (SLOTS - 1);
  }

  private static int indexOf(Slice key, byte wanted, int from) {
    int i = from;
    while (i < key.length() && key.get(i) != wanted) {
      i++;
    }
    return i;
  }

  private static int crc(Slice key, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc = (crc << 8 & 0xFF00) ^ TABLE[(crc >>> 8 ^ key.get(i)) & 0xFF];
    }
    return crc;
  }

  private static char[] table() {
    char[] table = new char[256];
    for (int i = 0; i < 256; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
      }
      table[i] = (char) crc;
    }
    return table;
  }
}
