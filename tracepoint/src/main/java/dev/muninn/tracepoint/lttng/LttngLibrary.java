package dev.muninn.tracepoint.lttng;

import dev.muninn.tracepoint.runtime.Listener.UnavailableException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * liblttng-ust 2.13 or later ({@code .so.1}; 2.12's {@code .so.0} has another ABI), loaded for
 * good. It is never unloaded nor told of the exit: its own destructors see to that.
 */
final class LttngLibrary {
  private static final String TRACEPOINT_LIBRARY = "liblttng-ust-tracepoint.so.1";
  private static final String LIBRARY = "liblttng-ust.so.1";

  private final MethodHandle moduleRegister;
  private final MethodHandle probeRegister;
  private final long readLock;
  private final long readUnlock;

  @SuppressWarnings("restricted") // native calls are what this class is for
  private LttngLibrary(SymbolLookup tracepoint, SymbolLookup ust) throws UnavailableException {
    Linker linker = Linker.nativeLinker();
    // One shape for both: a register too many is harmless, another shape costs 10 ms to link.
    FunctionDescriptor shape =
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    moduleRegister =
        linker.downcallHandle(find(tracepoint, "lttng_ust_tracepoint_module_register"), shape);
    probeRegister = linker.downcallHandle(find(ust, "lttng_ust_probe_register"), shape);
    readLock = find(tracepoint, "lttng_ust_tp_rcu_read_lock").address();
    readUnlock = find(tracepoint, "lttng_ust_tp_rcu_read_unlock").address();
  }

  /**
   * Loads it. Takes 13 to 30 ms, and up to {@code LTTNG_UST_REGISTER_TIMEOUT} (3 s) where a session
   * daemon does not answer.
   */
  static LttngLibrary load() throws UnavailableException {
    return new LttngLibrary(open(TRACEPOINT_LIBRARY), open(LIBRARY));
  }

  @SuppressWarnings("restricted") // a system library
  private static SymbolLookup open(String name) throws UnavailableException {
    try {
      return SymbolLookup.libraryLookup(name, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new UnavailableException("liblttng-ust not installed: library=" + name, e);
    }
  }

  private static MemorySegment find(SymbolLookup lookup, String name) throws UnavailableException {
    return lookup
        .find(name)
        .orElseThrow(() -> new UnavailableException("liblttng-ust lacks a function: name=" + name));
  }

  /** Address of the function that takes the RCU read lock. */
  long readLock() {
    return readLock;
  }

  /** Address of the function that gives the RCU read lock back. */
  long readUnlock() {
    return readUnlock;
  }

  /** Makes call sites known: their state will follow the sessions. */
  void registerTracepoints(long pointers, int count) throws UnavailableException {
    int result;
    try {
      result = (int) (long) moduleRegister.invokeExact(pointers, (long) count);
    } catch (Throwable e) {
      throw new UnavailableException("lttng_ust_tracepoint_module_register failed", e);
    }
    if (result != 0) {
      throw new UnavailableException("tracepoints rejected: result=" + result);
    }
  }

  /** Makes a provider's events known: sessions may enable them. */
  void registerProvider(long probeDescription) throws UnavailableException {
    long result;
    try {
      result = (long) probeRegister.invokeExact(probeDescription, 0L);
    } catch (Throwable e) {
      throw new UnavailableException("lttng_ust_probe_register failed", e);
    }
    if (result == 0) {
      throw new UnavailableException("provider rejected by liblttng-ust");
    }
  }
}
