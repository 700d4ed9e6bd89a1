package dev.muninn.tracepoint.elf;

/** Machines we write code for, by their ELF number ({@code e_machine}). */
public enum Machine {
  X86_64(62, 0x1000),
  /** Pages may have 64 KiB there. */
  AARCH64(183, 0x10000);

  private final int number;
  private final int pageSize;

  Machine(int number, int pageSize) {
    this.number = number;
    this.pageSize = pageSize;
  }

  int number() {
    return number;
  }

  /** Largest page size the machine's kernels use, in bytes. */
  public int pageSize() {
    return pageSize;
  }
}
