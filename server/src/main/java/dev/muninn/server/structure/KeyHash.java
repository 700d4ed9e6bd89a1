package dev.muninn.server.structure;

import dev.muninn.server.store.AddressSpace;

/**
 * Seeded 64-bit hash of a key: 8 bytes at a time, mixed by the two halves of a 128-bit product, so
 * that who does not know the seed cannot choose keys that collide.
 */
final class KeyHash {
  private static final long P0 = 0x9E3779B97F4A7C15L;
  private static final long P1 = 0xC2B2AE3D27D4EB4FL;

  private final long seed;
  private final long mask;

  /**
   * A hash.
   *
   * @param seed a secret
   * @param mask bits of the hash that are kept, -1 for all; few bits force collisions in tests
   */
  KeyHash(long seed, long mask) {
    this.seed = mix(seed ^ P0, P1);
    this.mask = mask;
  }

  /** Hash of {@code length} bytes at {@code address}; reads nothing beyond them. */
  long of(long address, int length) {
    long h = seed ^ length * P1;
    long last;
    if (length >= 8) {
      long p = address;
      for (long end = address + length - 8; p < end; p += 8) {
        h = mix(h ^ AddressSpace.getLong(p), P0);
      }
      last = AddressSpace.getLong(address + length - 8);
    } else if (length >= 4) {
      last =
          (AddressSpace.getInt(address) & 0xFFFF_FFFFL)
              | (long) AddressSpace.getInt(address + length - 4) << 32;
    } else if (length > 0) {
      last =
          (AddressSpace.getByte(address) & 0xFFL)
              | (AddressSpace.getByte(address + (length >> 1)) & 0xFFL) << 8
              | (AddressSpace.getByte(address + length - 1) & 0xFFL) << 16;
    } else {
      last = 0;
    }
    h = mix(h ^ last, P1);
    return mix(h ^ seed, P0) & mask;
  }

  private static long mix(long a, long b) {
    return a * b ^ Math.unsignedMultiplyHigh(a, b);
  }
}
