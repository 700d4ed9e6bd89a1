package dev.muninn.tracepoint.runtime;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The call of a stub of machine code, with six integer registers whatever the stub reads of them:
 * one shape is linked once, in 10 to 20 ms, where one per number of arguments would cost that each;
 * a register too many costs nothing that can be measured.
 */
final class StubCall {
  private static final FunctionDescriptor SIX =
      FunctionDescriptor.ofVoid(
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);

  private static final MethodHandle CRITICAL = link(Linker.Option.critical(false));

  private StubCall() {}

  /** Holds the handle of calls that may wait; hardly ever wanted, so linked only then. */
  private static final class Blocking {
    static final MethodHandle HANDLE = link();
  }

  @SuppressWarnings("restricted") // native calls are what this class is for
  private static MethodHandle link(Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(SIX, options);
  }

  /** Links the call, so that the first enabled event does not wait for it. */
  static void warmUp() {
    // Initialising the class is all there is to do.
  }

  /** Calls a stub that returns soon: the thread holds safepoints up meanwhile. */
  static void call(long stub, long a0, long a1, long a2, long a3, long a4, long a5) {
    try {
      CRITICAL.invokeExact(MemorySegment.ofAddress(stub), a0, a1, a2, a3, a4, a5);
    } catch (Throwable e) {
      throw failed(stub, e);
    }
  }

  /** Calls a stub that may wait. */
  static void callBlocking(long stub, long a0, long a1, long a2) {
    try {
      Blocking.HANDLE.invokeExact(MemorySegment.ofAddress(stub), a0, a1, a2, 0L, 0L, 0L);
    } catch (Throwable e) {
      throw failed(stub, e);
    }
  }

  private static IllegalStateException failed(long stub, Throwable e) {
    return new IllegalStateException("stub call failed: address=" + stub, e);
  }
}
