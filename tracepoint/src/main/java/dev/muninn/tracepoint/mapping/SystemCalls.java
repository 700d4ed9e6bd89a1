package dev.muninn.tracepoint.mapping;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The C library's functions used here, all called through one shape of six integer registers. */
final class SystemCalls {
  static final int PROT_READ = 1;
  static final int PROT_WRITE = 2;
  static final int PROT_EXEC = 4;

  private static final long MAP_PRIVATE = 0x02;
  private static final long MAP_ANONYMOUS = 0x20;
  private static final long MAP_NORESERVE = 0x4000;

  private static final MethodHandle CALL = link();
  private static final MemorySegment MMAP = find("mmap");
  private static final MemorySegment MUNMAP = find("munmap");
  private static final MemorySegment MPROTECT = find("mprotect");
  private static final MemorySegment SIGACTION = find("sigaction");
  private static final MemorySegment PAGE_SIZE = find("getpagesize");

  private SystemCalls() {}

  @SuppressWarnings("restricted") // native calls are what this class is for
  private static MethodHandle link() {
    ValueLayout word = ValueLayout.JAVA_LONG;
    return Linker.nativeLinker()
        .downcallHandle(FunctionDescriptor.of(word, word, word, word, word, word, word));
  }

  private static MemorySegment find(String name) {
    return Linker.nativeLinker().defaultLookup().findOrThrow(name);
  }

  private static long call(MemorySegment function, long a0, long a1, long a2, long a3, long a4) {
    try {
      return (long) CALL.invokeExact(function, a0, a1, a2, a3, a4, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("native call failed: address=" + function.address(), e);
    }
  }

  /**
   * Zeros, readable and writable.
   *
   * @return the address
   * @throws OutOfMemoryError if the system has none to give
   */
  static long mmap(long size) {
    long flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    long address = call(MMAP, 0, size, PROT_READ | PROT_WRITE, flags, -1);
    if (address == -1) {
      throw new OutOfMemoryError("mmap: size=" + size);
    }
    return address;
  }

  static void munmap(long address, long size) {
    call(MUNMAP, address, size, 0, 0, 0);
  }

  /** Returns whether the pages may be used so now. */
  static boolean mprotect(long address, long size, int protection) {
    return (int) call(MPROTECT, address, size, protection, 0, 0) == 0;
  }

  /**
   * {@code sigaction(2)}; either structure may be {@link MemorySegment#NULL}.
   *
   * @return whether it was done
   */
  static boolean sigaction(int signal, MemorySegment next, MemorySegment before) {
    return (int) call(SIGACTION, signal, next.address(), before.address(), 0, 0) == 0;
  }

  static int pageSize() {
    return (int) call(PAGE_SIZE, 0, 0, 0, 0, 0);
  }
}
