package dev.muninn.server.structure;

import java.util.Arrays;

/** A growable list of addresses, reused. */
final class AddressList {
  private long[] addresses = new long[32];
  private int size;

  void add(long address) {
    if (size == addresses.length) {
      addresses = Arrays.copyOf(addresses, size * 2);
    }
    addresses[size++] = address;
  }

  long get(int index) {
    return addresses[index];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }
}
