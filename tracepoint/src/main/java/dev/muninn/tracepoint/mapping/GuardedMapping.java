package dev.muninn.tracepoint.mapping;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import org.jspecify.annotations.Nullable;

/**
 * A file in memory that may be truncated, or whose disk may be full, while it is used: a page that
 * cannot be had any more becomes zeros, what is written there is lost, and {@link #lost} tells. No
 * thread that touches it notices anything else.
 *
 * <p>On Linux on x86-64 and aarch64; elsewhere, and beyond 32 mappings at once, a lost page is what
 * the JVM makes of it, an InternalError in the thread that touches it.
 */
public final class GuardedMapping {
  private final MemorySegment memory;
  private final @Nullable FaultHandler handler;
  private final int entry;

  private GuardedMapping(MemorySegment memory, @Nullable FaultHandler handler, int entry) {
    this.memory = memory;
    this.handler = handler;
    this.entry = entry;
  }

  /**
   * Maps the beginning of a file.
   *
   * @param mode to read, or to read and write
   * @param size bytes
   * @param arena whose end is the mapping's
   * @throws IOException if it cannot be mapped
   */
  @SuppressWarnings("restricted") // the size is that of the mapping
  public static GuardedMapping map(FileChannel channel, MapMode mode, long size, Arena arena)
      throws IOException {
    MemorySegment mapped = channel.map(mode, 0, size, arena);
    FaultHandler handler = FaultHandler.installed();
    boolean writable = mode.equals(MapMode.READ_WRITE);
    int entry = handler == null ? -1 : handler.watch(mapped.address(), size, writable);
    if (entry < 0 && !writable) {
      return new GuardedMapping(mapped, null, entry);
    }
    // A segment like that of plain memory: the code of those who write knows one kind only. An
    // arena closes first what it was given last.
    MemorySegment memory =
        MemorySegment.ofAddress(mapped.address())
            .reinterpret(
                size, arena, entry < 0 || handler == null ? null : gone -> handler.forget(entry));
    return new GuardedMapping(memory, handler, entry);
  }

  /** The file's bytes. */
  public MemorySegment memory() {
    return memory;
  }

  /** Whether a page that was touched could not be had. */
  public boolean lost() {
    return handler != null && entry >= 0 && handler.faults(entry) > 0;
  }
}
