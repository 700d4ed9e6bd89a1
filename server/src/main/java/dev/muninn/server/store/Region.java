package dev.muninn.server.store;

/**
 * The pages of one region: which are free, by a binary buddy system whose free blocks are bits, and
 * which hold memory of the machine. A run of any number of pages is cut out of the next power of
 * two and the rest stays free.
 */
final class Region {
  /** Pages of a region. */
  static final int PAGES = (int) (AddressSpace.REGION / SizeClasses.PAGE);

  /** Order of the whole region. */
  static final int TOP = Integer.numberOfTrailingZeros(PAGES);

  /** Pages of a huge page, 2 MiB. */
  static final int CHUNK = 512;

  private static final int[] FIRST_WORD = new int[TOP + 2];

  static {
    for (int order = 0; order <= TOP; order++) {
      FIRST_WORD[order + 1] = FIRST_WORD[order] + Math.max(1, PAGES >>> order >>> 6);
    }
  }

  /** Address of the first page. */
  final long base;

  private final long[] free = new long[FIRST_WORD[TOP + 1]];
  private final int[] freeBlocks = new int[TOP + 1];
  private final long[] resident = new long[PAGES >>> 6];

  /** Bit k: there is a free block of order k. */
  private int freeOrders;

  private int freePages;
  private int residentPages;

  /** Page up to which the helper was asked to populate. */
  int populated;

  Region(long base) {
    this.base = base;
    put(0, TOP);
    freePages = PAGES;
  }

  /** Whether a block of an order is to be had. */
  boolean hasOrder(int order) {
    return freeOrders >>> order != 0;
  }

  boolean isEmpty() {
    return freePages == PAGES;
  }

  int freePages() {
    return freePages;
  }

  int residentPages() {
    return residentPages;
  }

  /** Order of the least block that holds a number of pages. */
  static int orderFor(int pages) {
    return 32 - Integer.numberOfLeadingZeros(pages - 1);
  }

  /** Takes a run, for which {@link #hasOrder} said yes; returns its first page. */
  int take(int pages) {
    int order = orderFor(pages);
    int from = order + Integer.numberOfTrailingZeros(freeOrders >>> order);
    int page = first(from);
    remove(page, from);
    for (int k = from - 1; k >= order; k--) {
      put(page + (1 << k), k);
    }
    freePages -= 1 << order;
    if (pages < 1 << order) {
      give(page + pages, (1 << order) - pages);
    }
    return page;
  }

  /**
   * Gives a run back.
   *
   * @return the largest free block that came of it: its first page, and its order above bit 16
   */
  int give(int page, int pages) {
    freePages += pages;
    int largest = -1;
    while (pages > 0) {
      int order = Math.min(Integer.numberOfTrailingZeros(page | PAGES), log2(pages));
      largest = Math.max(largest, merge(page, order));
      page += 1 << order;
      pages -= 1 << order;
    }
    return largest;
  }

  private int merge(int page, int order) {
    while (order < TOP && isFree(page ^ 1 << order, order)) {
      remove(page ^ 1 << order, order);
      page &= -(2 << order);
      order++;
    }
    put(page, order);
    return order << 16 | page;
  }

  /** Notes that pages hold memory; returns how many did not before. */
  int markResident(int page, int pages) {
    int added = 0;
    int end = page + pages;
    while (page < end) {
      long bits = wordMask(page, end);
      long before = resident[page >>> 6];
      added += Long.bitCount(bits & ~before);
      resident[page >>> 6] = before | bits;
      page = (page | 63) + 1;
    }
    residentPages += added;
    return added;
  }

  /** Notes that pages hold no memory any more; returns how many did before. */
  int markDiscarded(int page, int pages) {
    int removed = 0;
    int end = page + pages;
    while (page < end) {
      long bits = wordMask(page, end);
      long before = resident[page >>> 6];
      removed += Long.bitCount(bits & before);
      resident[page >>> 6] = before & ~bits;
      page = (page | 63) + 1;
    }
    residentPages -= removed;
    return removed;
  }

  /** Bits of the word that holds {@code page}, from that page to the word's end or {@code end}. */
  private static long wordMask(int page, int end) {
    long from = -1L << page;
    return (page | 63) + 1 <= end ? from : from & (1L << end) - 1;
  }

  private static int log2(int n) {
    return 31 - Integer.numberOfLeadingZeros(n);
  }

  private boolean isFree(int page, int order) {
    int bit = page >>> order;
    return (free[FIRST_WORD[order] + (bit >>> 6)] & 1L << bit) != 0;
  }

  private void put(int page, int order) {
    int bit = page >>> order;
    free[FIRST_WORD[order] + (bit >>> 6)] |= 1L << bit;
    freeBlocks[order]++;
    freeOrders |= 1 << order;
  }

  private void remove(int page, int order) {
    int bit = page >>> order;
    free[FIRST_WORD[order] + (bit >>> 6)] &= ~(1L << bit);
    if (--freeBlocks[order] == 0) {
      freeOrders &= ~(1 << order);
    }
  }

  private int first(int order) {
    int word = FIRST_WORD[order];
    while (free[word] == 0) {
      word++;
    }
    int bit = ((word - FIRST_WORD[order]) << 6) + Long.numberOfTrailingZeros(free[word]);
    return bit << order;
  }
}
