package dev.muninn.server.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs of pages, the lowest addresses first, so that high regions become empty and can be given
 * back. A run above {@link #MAX_RUN} has regions of its own.
 *
 * <p>Freed pages keep their memory for reuse up to a bound, beyond which they are given back to the
 * operating system, in huge pages where possible.
 */
final class PageAllocator {
  /** Largest run within a region, in bytes: 32 MiB. */
  static final long MAX_RUN = AddressSpace.REGION / 2;

  private static final long PAGE = SizeClasses.PAGE;
  private static final int CHUNK_ORDER = Integer.numberOfTrailingZeros(Region.CHUNK);
  private static final int SLAB_ORDER = Integer.numberOfTrailingZeros(SizeClasses.SLAB / 4096);

  /** Free pages that keep their memory: this many bytes, and a share of what is in use. */
  private static final long KEEP = 8L << 20;

  /** Memory in use from which on the pages to come are populated in advance. */
  private static final long POPULATE_FROM = 16L << 20;

  private static final long MAX_AHEAD = 16L << 20;

  private final MemoryHelper helper = new MemoryHelper();
  private final Map<Long, Integer> hugeRuns = new HashMap<>();

  /** By number in the address space. */
  private @Nullable Region[] regions = new Region[2];

  /** Per order, a region below which none has a free block of it. */
  private final int[] lowest = new int[Region.TOP + 1];

  private int regionCount;
  private int emptyRegions;
  private long activePages;
  private long residentPages;
  private long hugePages;

  /** Bytes of runs handed out. */
  long active() {
    return (activePages + hugePages) * PAGE;
  }

  /** Bytes for which the machine's memory is held, as far as is known. */
  long resident() {
    return (residentPages + hugePages) * PAGE;
  }

  /** Bytes of address space taken. */
  long reserved() {
    long total = regionCount;
    for (int count : hugeRuns.values()) {
      total += count;
    }
    return total * AddressSpace.REGION;
  }

  /**
   * Takes a run.
   *
   * @param size bytes, a multiple of the page
   * @throws OutOfStoreMemoryException the address space is exhausted
   */
  long allocate(long size) {
    if (size > MAX_RUN) {
      return allocateHuge(size);
    }
    int pages = (int) (size / PAGE);
    int order = Region.orderFor(pages);
    int number = find(order);
    if (number < 0) {
      number = addRegion();
      if (number < 0) {
        throw new OutOfStoreMemoryException("allocate: size=" + size);
      }
    }
    Region region = region(number);
    if (region.isEmpty()) {
      emptyRegions--;
    }
    int page = region.take(pages);
    activePages += pages;
    // A page touched brings in the huge page around it.
    int from = page & -Region.CHUNK;
    int to = page + pages + Region.CHUNK - 1 & -Region.CHUNK;
    residentPages += region.markResident(from, to - from);
    populateAhead(region, to);
    return region.base + page * PAGE;
  }

  /** Whether a run lies in a region that is mostly free while a lower one has room for it. */
  boolean isSparse(long address, long size) {
    if (size > MAX_RUN) {
      return false;
    }
    int number = (int) (address / AddressSpace.REGION);
    if (region(number).freePages() * 2 < Region.PAGES) {
      return false;
    }
    int better = find(Region.orderFor((int) (size / PAGE)));
    return better >= 0 && better < number;
  }

  /** Gives a run back that was taken with the same size. */
  void free(long address, long size) {
    if (size > MAX_RUN) {
      freeHuge(address, size);
      return;
    }
    int number = (int) (address / AddressSpace.REGION);
    Region region = region(number);
    int pages = (int) (size / PAGE);
    int largest = region.give((int) ((address - region.base) / PAGE), pages);
    activePages -= pages;
    int order = largest >>> 16;
    for (int k = 0; k <= order; k++) {
      lowest[k] = Math.min(lowest[k], number);
    }
    long idle = (residentPages - activePages) * PAGE;
    long keep = KEEP + activePages * PAGE / 8;
    if (order >= CHUNK_ORDER ? idle > keep : order >= SLAB_ORDER && idle > 4 * keep) {
      discard(region, largest & 0xFFFF, 1 << order);
    }
    if (region.isEmpty()) {
      emptyRegions++;
      if (emptyRegions > 1 && helper.isIdle()) {
        release(number, region);
      }
    }
  }

  private void discard(Region region, int page, int pages) {
    int count = region.markDiscarded(page, pages);
    if (count > 0) {
      AddressSpace.discard(region.base + page * PAGE, pages * PAGE);
      residentPages -= count;
      region.populated = Math.min(region.populated, page);
    }
  }

  private void release(int number, Region region) {
    residentPages -= region.residentPages();
    AddressSpace.releaseRegions(region.base, 1);
    regions[number] = null;
    regionCount--;
    emptyRegions--;
  }

  private Region region(int number) {
    Region region = number < regions.length ? regions[number] : null;
    if (region == null) {
      throw new IllegalStateException("memory: not a region, number=" + number);
    }
    return region;
  }

  /** Number of the lowest region that has a free block of an order, or -1. */
  private int find(int order) {
    for (int i = lowest[order]; i < regions.length; i++) {
      Region region = regions[i];
      if (region != null && region.hasOrder(order)) {
        lowest[order] = i;
        return i;
      }
    }
    lowest[order] = regions.length;
    return -1;
  }

  /** Number of a new region, or -1 when the address space is exhausted. */
  private int addRegion() {
    long base = AddressSpace.takeRegions(1);
    if (base == 0) {
      return -1;
    }
    int number = (int) (base / AddressSpace.REGION);
    if (number >= regions.length) {
      regions = Arrays.copyOf(regions, Math.max(number + 1, regions.length * 2));
    }
    regions[number] = new Region(base);
    regionCount++;
    emptyRegions++;
    for (int k = 0; k < lowest.length; k++) {
      lowest[k] = Math.min(lowest[k], number);
    }
    return number;
  }

  /**
   * Has the helper bring in the pages that will be used next, so that nobody waits for them.
   *
   * @param page the first one after those handed out, at a chunk's beginning
   */
  private void populateAhead(Region region, int page) {
    if (activePages * PAGE < POPULATE_FROM || page < region.populated - Region.CHUNK) {
      return;
    }
    int share = (int) Math.min(activePages / 64, MAX_AHEAD / PAGE) & -Region.CHUNK;
    int to = page + Math.max(share, Region.CHUNK);
    populate(region, Math.max(page, region.populated), Math.min(to, Region.PAGES));
    if (to > Region.PAGES && emptyRegions == 0 && AddressSpace.canPopulate()) {
      int next = addRegion();
      if (next >= 0) {
        populate(region(next), 0, to - Region.PAGES);
      }
    }
  }

  private void populate(Region region, int from, int to) {
    if (from < to && AddressSpace.canPopulate()) {
      residentPages += region.markResident(from, to - from);
      region.populated = to;
      helper.populate(region.base + from * PAGE, (to - from) * PAGE);
    }
  }

  private long allocateHuge(long size) {
    int count = (int) ((size + AddressSpace.REGION - 1) / AddressSpace.REGION);
    long address = AddressSpace.takeRegions(count);
    if (address == 0) {
      throw new OutOfStoreMemoryException("allocate: size=" + size);
    }
    hugeRuns.put(address, count);
    hugePages += size / PAGE;
    return address;
  }

  private void freeHuge(long address, long size) {
    Integer count = hugeRuns.remove(address);
    if (count == null) {
      throw new IllegalStateException("free: not a huge run, address=" + address);
    }
    hugePages -= size / PAGE;
    helper.release(address, count);
  }

  /** Gives everything back. */
  void close() {
    helper.close();
    for (Region region : regions) {
      if (region != null) {
        AddressSpace.releaseRegions(region.base, 1);
      }
    }
    hugeRuns.forEach(AddressSpace::releaseRegions);
    regions = new Region[0];
    hugeRuns.clear();
    regionCount = 0;
    emptyRegions = 0;
    activePages = 0;
    residentPages = 0;
    hugePages = 0;
  }
}
