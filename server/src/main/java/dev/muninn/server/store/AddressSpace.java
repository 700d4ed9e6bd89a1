package dev.muninn.server.store;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * One bounded range of virtual memory for the whole process; an address is an offset into it.
 *
 * <p>The segment is {@code static final}, so compiled code checks an offset against a constant: a
 * wild offset is an exception and not a crash. Pages cost nothing until touched (Linux and macOS:
 * {@code mmap} with {@code MAP_NORESERVE}). Elsewhere a range of {@value #FALLBACK_PROPERTY} bytes
 * (default 1 GiB) is allocated at start.
 *
 * <p>Regions of {@link #REGION} bytes are handed to allocators; offset 0 is never handed out, so 0
 * means "none".
 */
public final class AddressSpace {
  /** Bytes of a region, the unit in which allocators obtain memory: 64 MiB. */
  public static final long REGION = 64L << 20;

  /** System property: bytes to allocate at start where {@code mmap} is not to be had. */
  public static final String FALLBACK_PROPERTY = "muninn.memory.fallback";

  public static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  /** Little-endian whatever the machine's order is; used where bytes are compared as integers. */
  public static final ValueLayout.OfLong LONG_LE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** As {@link #LONG_LE}, for four bytes. */
  public static final ValueLayout.OfInt INT_LE =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final long[] SIZES = {1L << 40, 256L << 30, 64L << 30, 16L << 30, 4L << 30};
  private static final long ALIGNMENT = 2L << 20;
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_PRIVATE = 2;
  private static final int MADV_DONTNEED = 4;
  private static final int MADV_HUGEPAGE = 14;
  private static final int MADV_POPULATE_WRITE = 23;
  private static final int POPULATE_STEP = 2 << 20;

  /** System property: {@code false} to do without transparent huge pages. */
  private static final boolean HUGE_PAGES =
      !"false".equals(System.getProperty("muninn.memory.hugepages"));

  private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");
  private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");

  /** The range. Every access of the store goes through it. */
  public static final MemorySegment SPACE = reserve();

  /** Native address of offset 0, for system calls. */
  public static final long BASE = SPACE.address();

  private static final BitSet REGIONS = new BitSet();

  static {
    REGIONS.set(0);
  }

  private AddressSpace() {}

  /**
   * Takes adjacent regions.
   *
   * @param count number of regions, at least 1
   * @return offset of the first, or 0 when the range has no such room
   */
  public static synchronized long takeRegions(int count) {
    int limit = (int) (SPACE.byteSize() / REGION);
    for (int from = 1; ; ) {
      int start = REGIONS.nextClearBit(from);
      if (start + count > limit) {
        return 0;
      }
      int end = REGIONS.nextSetBit(start);
      if (end < 0 || end - start >= count) {
        REGIONS.set(start, start + count);
        return start * REGION;
      }
      from = end;
    }
  }

  /** Gives regions back, their pages to the operating system. */
  public static synchronized void releaseRegions(long offset, int count) {
    discard(offset, count * REGION);
    REGIONS.clear((int) (offset / REGION), (int) (offset / REGION) + count);
  }

  /** Gives the pages of a range back; the range stays usable and reads as zero or as it was. */
  public static void discard(long offset, long size) {
    if (Native.MADVISE != null) {
      int ignored = Native.madvise(BASE + offset, size, MADV_DONTNEED);
    }
  }

  /** Whether {@link #populate} has a chance. */
  public static boolean canPopulate() {
    return LINUX && Native.MADVISE != null;
  }

  /**
   * Brings in the pages of a range without changing what they hold, from any thread (Linux 5.14 and
   * later; elsewhere without effect).
   */
  public static void populate(long offset, long size) {
    for (long i = 0; i < size && canPopulate(); i += POPULATE_STEP) {
      int result =
          Native.madvise(BASE + offset + i, Math.min(POPULATE_STEP, size - i), MADV_POPULATE_WRITE);
      if (result != 0) {
        return;
      }
    }
  }

  public static byte getByte(long address) {
    return SPACE.get(JAVA_BYTE, address);
  }

  public static void putByte(long address, byte value) {
    SPACE.set(JAVA_BYTE, address, value);
  }

  public static int getInt(long address) {
    return SPACE.get(INT, address);
  }

  public static void putInt(long address, int value) {
    SPACE.set(INT, address, value);
  }

  public static long getLong(long address) {
    return SPACE.get(LONG, address);
  }

  public static void putLong(long address, long value) {
    SPACE.set(LONG, address, value);
  }

  /** Copies within the range; the two places may overlap. Short copies go by 8-byte steps. */
  public static void copy(long from, long to, long size) {
    if (size > 64 || (to < from + size && from < to + size)) {
      MemorySegment.copy(SPACE, from, SPACE, to, size);
    } else if (size >= 8) {
      long last = size - 8;
      for (long i = 0; i < last; i += 8) {
        putLong(to + i, getLong(from + i));
      }
      putLong(to + last, getLong(from + last));
    } else {
      for (long i = 0; i < size; i++) {
        putByte(to + i, getByte(from + i));
      }
    }
  }

  public static void copyIn(byte[] from, int fromIndex, long to, int size) {
    MemorySegment.copy(from, fromIndex, SPACE, JAVA_BYTE, to, size);
  }

  public static void copyOut(long from, byte[] to, int toIndex, int size) {
    MemorySegment.copy(SPACE, JAVA_BYTE, from, to, toIndex, size);
  }

  public static void fill(long address, long size, byte value) {
    SPACE.asSlice(address, size).fill(value);
  }

  /** Whether two ranges of the same size hold the same bytes. */
  public static boolean equal(long a, long b, int size) {
    if (size >= 8) {
      int last = size - 8;
      for (int i = 0; i < last; i += 8) {
        if (getLong(a + i) != getLong(b + i)) {
          return false;
        }
      }
      return getLong(a + last) == getLong(b + last);
    }
    for (int i = 0; i < size; i++) {
      if (getByte(a + i) != getByte(b + i)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("restricted") // giving the mapped range its size is the purpose of this class
  private static MemorySegment reserve() {
    if (Native.MMAP != null) {
      int flags = MAP_PRIVATE | (MAC ? 0x1000 | 0x40 : 0x20 | 0x4000);
      for (long size : SIZES) {
        long address = Native.mmap(size, PROT_READ_WRITE, flags);
        if (address != -1) {
          long aligned = (address + ALIGNMENT - 1) & -ALIGNMENT;
          long usable = (size - ALIGNMENT) / REGION * REGION;
          if (LINUX && HUGE_PAGES && Native.MADVISE != null) {
            // One call for the whole range keeps it one mapping in the kernel; a hint.
            int ignored = Native.madvise(aligned, usable, MADV_HUGEPAGE);
          }
          return MemorySegment.ofAddress(aligned).reinterpret(usable);
        }
      }
    }
    long size = Math.max(Long.getLong(FALLBACK_PROPERTY, 1L << 30) / REGION, 2) * REGION;
    return Arena.global().allocate(size, 4096);
  }

  /** The system calls, absent where the platform has none of them. */
  private static final class Native {
    // The shape of all the server's downcalls: linking another would delay the start.
    private static final FunctionDescriptor SHAPE =
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemorySegment STATE =
        Arena.global().allocate(Linker.Option.captureStateLayout());

    static final @org.jspecify.annotations.Nullable MethodHandle MMAP = link("mmap");
    static final @org.jspecify.annotations.Nullable MethodHandle MADVISE = link("madvise");

    @SuppressWarnings("restricted") // downcalls to libc
    private static @org.jspecify.annotations.Nullable MethodHandle link(String name) {
      if (!LINUX && !MAC) {
        return null;
      }
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find(name)
          .map(f -> linker.downcallHandle(f, SHAPE, ERRNO))
          .orElse(null);
    }

    static long mmap(long size, int protection, int flags) {
      try {
        return (long)
            java.util.Objects.requireNonNull(MMAP)
                .invokeExact(STATE, 0L, size, (long) protection, (long) flags, -1L, 0L);
      } catch (Throwable e) {
        throw new IllegalStateException("mmap: size=" + size, e);
      }
    }

    static int madvise(long address, long size, int advice) {
      try {
        return (int)
            (long)
                java.util.Objects.requireNonNull(MADVISE)
                    .invokeExact(STATE, address, size, (long) advice, 0L, 0L, 0L);
      } catch (Throwable e) {
        throw new IllegalStateException("madvise: size=" + size + " advice=" + advice, e);
      }
    }
  }
}
