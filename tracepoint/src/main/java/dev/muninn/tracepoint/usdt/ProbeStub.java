package dev.muninn.tracepoint.usdt;

import dev.muninn.tracepoint.elf.Machine;
import java.io.IOException;
import java.util.HexFormat;

/**
 * A probe's machine code: a nop, which a tracer has the kernel replace, and a return. By the nop
 * the kernel decides what a hit costs (Linux, {@code arch/x86/kernel/uprobes.c}):
 *
 * <ul>
 *   <li>before 6.18 every hit is a trap; only the 1-byte nop is then emulated, others are stepped;
 *   <li>6.18 turns a hit 5-byte nop into a call, and refuses the 10-byte one (error 524);
 *   <li>later kernels turn the 10-byte one into a call that keeps off the 128 bytes below the stack
 *       pointer, and leave the 5-byte one a trap.
 * </ul>
 *
 * A stub is called and keeps nothing below the stack pointer, so the call of 6.18 is safe in it.
 */
public enum ProbeStub {
  /** On x86-64, where nothing better is known. */
  X86_NOP1(Machine.X86_64, "1-byte nop, a hit is a trap", "90 c3"),
  X86_NOP5(Machine.X86_64, "5-byte nop, a hit is a call", "0f 1f 44 00 00 c3"),
  /** These ten bytes, and no other nop of ten. */
  X86_NOP10(Machine.X86_64, "10-byte nop, a hit is a call", "66 2e 0f 1f 84 00 00 00 00 00 c3"),
  AARCH64_NOP(Machine.AARCH64, "4-byte nop, a hit is a trap", "1f 20 03 d5 c0 03 5f d6");

  private static final int ENXIO = 6;
  private static final int EPROTO = 71;

  private final Machine machine;
  private final String text;
  private final String code;

  ProbeStub(Machine machine, String text, String code) {
    this.machine = machine;
    this.text = text;
    this.code = code;
  }

  /** Asks the kernel what it does. */
  interface UprobeCall {
    /**
     * Calls {@code uprobe(2)}, which only the kernel's own code may.
     *
     * @return the error's number
     * @throws IOException if it could not be called
     */
    int error() throws IOException;
  }

  /**
   * The stub for a kernel on x86-64. What the system call says outside of the kernel's trampoline
   * tells what the kernel optimises: ENXIO the 5-byte nop, EPROTO the 10-byte one.
   *
   * @param kernelVersion as {@code uname -r} prints it
   * @param call made only of kernels that have it: an older one might let a seccomp filter end the
   *     process
   */
  static ProbeStub choose(String kernelVersion, UprobeCall call) {
    if (!Platform.hasUprobeCall(kernelVersion)) {
      return X86_NOP1;
    }
    try {
      return switch (call.error()) {
        case ENXIO -> X86_NOP5;
        case EPROTO -> X86_NOP10;
        default -> X86_NOP1;
      };
    } catch (IOException e) {
      // Every kernel takes this one.
      return X86_NOP1;
    }
  }

  /** The machine it is code of. */
  Machine machine() {
    return machine;
  }

  /** The code. */
  byte[] bytes() {
    return HexFormat.ofDelimiter(" ").parseHex(code);
  }

  /** What it is and what a tracer's hit costs, for people. */
  @Override
  public String toString() {
    return text;
  }
}
