package dev.muninn.benchmarks.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * CPU time of another process, user and system, all threads, in nanoseconds: the clock of {@code
 * clock_getcpuclockid(3)}. The counters of {@code /proc/PID/stat} are the same time cut to ticks of
 * 10 ms, too coarse for a run of a second.
 */
public final class CpuClock {
  private static final MethodHandle CLOCK_GETTIME = link();

  // include/linux/posix-timers.h: a process's scheduler clock is its pid, inverted, and the type.
  private static final int CPUCLOCK_SCHED = 2;

  private CpuClock() {}

  @SuppressWarnings("restricted") // one call of the C library
  private static MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find("clock_gettime").orElseThrow(),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  }

  /**
   * CPU time a process has used so far, in nanoseconds.
   *
   * @throws IllegalStateException when there is no such process
   */
  public static long nanos(long pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timespec = arena.allocate(ValueLayout.JAVA_LONG, 2);
      int clock = ((int) ~pid << 3) | CPUCLOCK_SCHED;
      int status = (int) CLOCK_GETTIME.invokeExact(clock, timespec);
      if (status != 0) {
        throw new IllegalStateException("no CPU time of process: pid=" + pid);
      }
      return timespec.getAtIndex(ValueLayout.JAVA_LONG, 0) * 1_000_000_000L
          + timespec.getAtIndex(ValueLayout.JAVA_LONG, 1);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("clock_gettime failed: pid=" + pid, e);
    }
  }
}
