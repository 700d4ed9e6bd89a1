package dev.muninn.tracepoint.usdt;

/**
 * One argument of a probe: a register's width as tracers are to read it.
 *
 * @param size 4 or 8 bytes
 * @param signed whether it has a sign
 */
public record ProbeArgument(int size, boolean signed) {
  private static final String[] X86_32 = {"edi", "esi", "edx", "ecx", "r8d", "r9d"};
  private static final String[] X86_64 = {"rdi", "rsi", "rdx", "rcx", "r8", "r9"};

  /** In the syntax of {@code sys/sdt.h}; the C calling convention's register of that index. */
  String x86(int index) {
    return (signed ? "-" : "") + size + "@%" + (size == 4 ? X86_32 : X86_64)[index];
  }

  /** The same for aarch64: always the full register's name, libbpf knows no other. */
  String aarch64(int index) {
    return (signed ? "-" : "") + size + "@x" + index;
  }
}
