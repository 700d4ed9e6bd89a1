package dev.muninn.server.store;

/**
 * The sizes of blocks: multiples of 8 up to 2 KiB; then what divides a slab evenly, in multiples of
 * 64, so that nothing is left over at its end; above {@link #MAX_SMALL} whole pages.
 */
public final class SizeClasses {
  /** Bytes of a slab, which begins at a multiple of it. */
  public static final int SLAB = 64 << 10;

  /** Bytes of the header that a slab begins with. */
  public static final int HEADER = 64;

  /** Bytes of a page, the unit of runs. */
  public static final int PAGE = 4096;

  private static final int FINE = 2048;
  private static final int ROOM = SLAB - HEADER;
  private static final int MOST_COARSE = ROOM / (FINE + 1);
  private static final int LEAST_COARSE = 4;

  /** Largest block that lies in a slab. */
  public static final int MAX_SMALL = ROOM / LEAST_COARSE & -64;

  /** Number of classes; class 0 is not used. */
  public static final int COUNT = FINE / 8 + 1 + MOST_COARSE - LEAST_COARSE + 1;

  private SizeClasses() {}

  /** Class of a size from 0 to {@link #MAX_SMALL}. */
  public static int of(int size) {
    if (size <= FINE) {
      return size == 0 ? 1 : (size + 7) >>> 3;
    }
    return FINE / 8 + 1 + MOST_COARSE - ROOM / ((size + 63) & -64);
  }

  /** Bytes of a block of a class. */
  public static int size(int sizeClass) {
    if (sizeClass <= FINE / 8) {
      return sizeClass << 3;
    }
    return ROOM / (MOST_COARSE - (sizeClass - FINE / 8 - 1)) & -64;
  }

  /** Bytes that a block asked for with {@code size} takes. */
  public static long round(long size) {
    return size <= MAX_SMALL ? size(of((int) size)) : (size + PAGE - 1) & -PAGE;
  }
}
