package dev.muninn.tracepoint.runtime;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Calls a USDT probe's stub with its arguments in registers. The handles are linked when this class
 * is first used, by the first enabled event or by {@link #warmUp}; that costs tens of milliseconds.
 *
 * <p>Every argument is a {@code long}: small integers widened, doubles as {@link
 * Double#doubleToRawLongBits}, strings as the address of NUL-terminated bytes, byte sequences as
 * address and length.
 */
public final class Usdt {
  private static final MethodHandle FIRE0 = link(0);
  private static final MethodHandle FIRE1 = link(1);
  private static final MethodHandle FIRE2 = link(2);
  private static final MethodHandle FIRE3 = link(3);
  private static final MethodHandle FIRE4 = link(4);
  private static final MethodHandle FIRE5 = link(5);
  private static final MethodHandle FIRE6 = link(6);

  private Usdt() {}

  @SuppressWarnings("restricted") // native calls are what this class is for
  private static MethodHandle link(int arguments) {
    MemoryLayout[] layouts = new MemoryLayout[arguments];
    Arrays.fill(layouts, ValueLayout.JAVA_LONG);
    return Linker.nativeLinker()
        .downcallHandle(FunctionDescriptor.ofVoid(layouts), Linker.Option.critical(false));
  }

  /** Links the handles, so that the first enabled event does not wait for it. */
  public static void warmUp() {
    // Initialising the class is all there is to do.
  }

  /** Fires a probe without arguments. */
  public static void fire0(long stub) {
    try {
      FIRE0.invokeExact(MemorySegment.ofAddress(stub));
    } catch (Throwable e) {
      throw failed(stub, e);
    }
  }

  /** Fires a probe with one argument. */
  public static void fire1(long stub, long a0) {
    try {
      FIRE1.invokeExact(MemorySegment.ofAddress(stub), a0);
    } catch (Throwable e) {
      throw failed(stub, e);
    }
  }

  /** Fires a probe with two arguments. */
  public static void fire2(long stub, long a0, long a1) {
    try {
      FIRE2.invokeExact(MemorySegment.ofAddress(stub), a0, a1);
    } catch (Throwable e) {
      throw failed(stub, e);
    }
  }

  /** Fires a probe with three arguments. */
  public static void fire3(long stub, long a0, long a1, long a2) {
    try {
      FIRE3.invokeExact(MemorySegment.ofAddress(stub), a0, a1, a2);
    } catch (Throwable e) {
      throw failed(stub, e);
    }
  }

  /** Fires a probe with four arguments. */
  public static void fire4(long stub, long a0, long a1, long a2, long a3) {
    try {
      FIRE4.invokeExact(MemorySegment.ofAddress(stub), a0, a1, a2, a3);
    } catch (Throwable e) {
      throw failed(stub, e);
    }
  }

  /** Fires a probe with five arguments. */
  public static void fire5(long stub, long a0, long a1, long a2, long a3, long a4) {
    try {
      FIRE5.invokeExact(MemorySegment.ofAddress(stub), a0, a1, a2, a3, a4);
    } catch (Throwable e) {
      throw failed(stub, e);
    }
  }

  /** Fires a probe with six arguments. */
  public static void fire6(long stub, long a0, long a1, long a2, long a3, long a4, long a5) {
    try {
      FIRE6.invokeExact(MemorySegment.ofAddress(stub), a0, a1, a2, a3, a4, a5);
    } catch (Throwable e) {
      throw failed(stub, e);
    }
  }

  private static IllegalStateException failed(long stub, Throwable e) {
    return new IllegalStateException("USDT call failed: stub=" + stub, e);
  }
}
