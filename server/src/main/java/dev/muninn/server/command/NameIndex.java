package dev.muninn.server.command;

import dev.muninn.server.bytes.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names to commands: open addressing over the first and last eight bytes in lower case and the
 * length, which decide alone for names of at most 16 bytes; longer ones are compared in full. Upper
 * and lower case of ASCII letters are the same.
 */
final class NameIndex {
  private static final long ONES = 0x0101010101010101L;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final int mask;
  private final int shift;
  private final long[] first;
  private final long[] last;
  private final byte[][] names;
  private final @Nullable CommandSpec[] specs;

  /** An index of at most {@code capacity} names; a quarter full at most, so probes are short. */
  NameIndex(int capacity) {
    int slots = Integer.highestOneBit(Math.max(2, capacity) * 4 - 1) << 1;
    mask = slots - 1;
    shift = 64 - Integer.numberOfTrailingZeros(slots);
    first = new long[slots];
    last = new long[slots];
    names = new byte[slots][];
    Arrays.fill(names, new byte[0]);
    specs = new @Nullable CommandSpec[slots];
  }

  @Nullable CommandSpec get(Slice name) {
    int length = name.length();
    long head;
    long tail;
    if (length >= 8) {
      head = lower(name.getLong(0));
      tail = lower(name.getLong(length - 8));
    } else {
      head = lower(shortWord(name, length));
      tail = 0;
    }
    int slot = slot(head, tail, length);
    for (CommandSpec spec = specs[slot]; spec != null; spec = specs[slot]) {
      if (first[slot] == head && last[slot] == tail) {
        byte[] stored = names[slot];
        if (stored.length == length && (length <= 16 || middleEquals(name, stored))) {
          return spec;
        }
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  @Nullable CommandSpec get(byte[] name) {
    return specs[find(name)];
  }

  /** Adds a name, in lower case, that is not there. */
  void put(byte[] name, CommandSpec spec) {
    int slot = find(name);
    first[slot] = word(name, 0);
    last[slot] = name.length >= 8 ? word(name, name.length - 8) : 0;
    names[slot] = name;
    specs[slot] = spec;
  }

  /** Removes a name and moves those behind it up, so that no probe ends too early. */
  void remove(byte[] name) {
    int hole = find(name);
    specs[hole] = null;
    for (int next = (hole + 1) & mask; ; next = (next + 1) & mask) {
      CommandSpec spec = specs[next];
      if (spec == null) {
        return;
      }
      specs[next] = null;
      put(names[next], spec);
    }
  }

  boolean contains(CommandSpec spec) {
    for (CommandSpec each : specs) {
      if (each == spec) {
        return true;
      }
    }
    return false;
  }

  private int find(byte[] name) {
    int length = name.length;
    int slot = slot(word(name, 0), length >= 8 ? word(name, length - 8) : 0, length);
    while (specs[slot] != null && !Arrays.equals(names[slot], name)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int slot(long head, long tail, int length) {
    return (int) (((head ^ Long.rotateLeft(tail, 17) ^ length) * MULTIPLIER) >>> shift);
  }

  /** Up to eight bytes from {@code from}, the first in the lowest place. */
  private static long word(byte[] name, int from) {
    long word = 0;
    for (int i = Math.min(name.length, from + 8) - 1; i >= from; i--) {
      word = (word << 8) | (name[i] & 0xFF);
    }
    return word;
  }

  /** The bytes of a name shorter than eight, the first in the lowest place. */
  private static long shortWord(Slice name, int length) {
    if (length >= 4) {
      long low = name.getInt(0) & 0xFFFFFFFFL;
      long high = name.getInt(length - 4) & 0xFFFFFFFFL;
      return low | (high << ((length - 4) * 8));
    }
    if (length == 0) {
      return 0;
    }
    long low = name.get(0) & 0xFFL;
    long middle = (name.get(length >> 1) & 0xFFL) << ((length >> 1) * 8);
    long high = (name.get(length - 1) & 0xFFL) << ((length - 1) * 8);
    return low | middle | high;
  }

  private static boolean middleEquals(Slice name, byte[] stored) {
    for (int i = 8; i < stored.length - 8; i++) {
      int b = name.get(i);
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != stored[i]) {
        return false;
      }
    }
    return true;
  }

  /** Eight bytes at once: adds 32 to each that is an ASCII capital and changes no other. */
  private static long lower(long word) {
    long low = word & (0x7F * ONES);
    long aboveZ = low + (0x7F - 'Z') * ONES;
    long fromA = low + (0x80 - 'A') * ONES;
    long capital = ~word & (fromA ^ aboveZ) & 0x8080808080808080L;
    return word | (capital >>> 2);
  }
}
