package dev.muninn.analysis.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The same String object for the same bytes, for those seen lately. */
final class StringCache {
  private static final int SLOTS = 1 << 13;
  private static final int LONGEST = 256;

  private static final class Entry {
    final byte[] bytes;
    final String text;

    Entry(byte[] bytes) {
      this.bytes = bytes;
      text = new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private final @Nullable Entry[] entries = new Entry[SLOTS];

  String get(byte[] bytes, int offset, int length) {
    if (length > LONGEST) {
      return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
    Entry entry = entries[slot];
    if (entry != null
        && Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, offset, offset + length)) {
      return entry.text;
    }
    entry = new Entry(Arrays.copyOfRange(bytes, offset, offset + length));
    entries[slot] = entry;
    return entry.text;
  }
}
