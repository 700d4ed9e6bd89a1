package dev.muninn.tracepoint.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A SystemTap probe's note (type 3, name {@code stapsdt}): what bpftrace, perf and gdb find probes
 * by (systemtap wiki, UserSpaceProbeImplementation).
 *
 * @param pc address of the probe's first instruction
 * @param base address of {@code .stapsdt.base}
 * @param semaphore address of the 16-bit counter, 0 for none
 * @param arguments e.g. {@code 8@%rdi -4@%esi}; may be empty
 */
public record StapsdtNote(
    long pc, long base, long semaphore, String provider, String name, String arguments) {

  /** The note as it stands in the section, padded to 4 bytes. */
  public byte[] bytes() {
    byte[] names =
        (provider + '\0' + name + '\0' + arguments + '\0').getBytes(StandardCharsets.US_ASCII);
    int content = 24 + names.length;
    int padded = (content + 3) & -4;
    ByteBuffer out = ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(8).putInt(content).putInt(3).put("stapsdt\0".getBytes(StandardCharsets.US_ASCII));
    out.putLong(pc).putLong(base).putLong(semaphore).put(names);
    return out.array();
  }
}
