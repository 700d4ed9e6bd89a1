package dev.muninn.tracepoint.runtime;

/**
 * Calls a USDT probe's stub with its arguments in registers. The handles are linked when this class
 * is first used, by the first enabled event or by {@link #warmUp}; that costs tens of milliseconds.
 *
 * <p>Every argument is a {@code long}: small integers widened, doubles as {@link
 * Double#doubleToRawLongBits}, strings as the address of NUL-terminated bytes, byte sequences as
 * address and length.
 */
public final class Usdt {
  private Usdt() {}

  /** Links the call, so that the first enabled event does not wait for it. */
  public static void warmUp() {
    StubCall.warmUp();
  }

  /** Fires a probe without arguments. */
  public static void fire0(long stub) {
    StubCall.call(stub, 0, 0, 0, 0, 0, 0);
  }

  /** Fires a probe with one argument. */
  public static void fire1(long stub, long a0) {
    StubCall.call(stub, a0, 0, 0, 0, 0, 0);
  }

  /** Fires a probe with two arguments. */
  public static void fire2(long stub, long a0, long a1) {
    StubCall.call(stub, a0, a1, 0, 0, 0, 0);
  }

  /** Fires a probe with three arguments. */
  public static void fire3(long stub, long a0, long a1, long a2) {
    StubCall.call(stub, a0, a1, a2, 0, 0, 0);
  }

  /** Fires a probe with four arguments. */
  public static void fire4(long stub, long a0, long a1, long a2, long a3) {
    StubCall.call(stub, a0, a1, a2, a3, 0, 0);
  }

  /** Fires a probe with five arguments. */
  public static void fire5(long stub, long a0, long a1, long a2, long a3, long a4) {
    StubCall.call(stub, a0, a1, a2, a3, a4, 0);
  }

  /** Fires a probe with six arguments. */
  public static void fire6(long stub, long a0, long a1, long a2, long a3, long a4, long a5) {
    StubCall.call(stub, a0, a1, a2, a3, a4, a5);
  }
}
