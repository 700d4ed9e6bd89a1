package dev.muninn.tracepoint.usdt;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file in memory alone ({@code memfd_create(2)}), for when no directory can hold code. */
final class MemoryFile {
  private MemoryFile() {}

  /**
   * Makes one that lives as long as the process.
   *
   * @return its path under {@code /proc} by our real pid: with {@code self} a debugger would look
   *     into its own
   */
  @SuppressWarnings("restricted") // a native call is what this class is for
  static Path create(String name, byte[] content) throws IOException {
    Linker linker = Linker.nativeLinker();
    MethodHandle memfdCreate =
        linker.downcallHandle(
            linker
                .defaultLookup()
                .find("memfd_create")
                .orElseThrow(() -> new IOException("the C library has no memfd_create")),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    int descriptor;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment nativeName = arena.allocateFrom(name);
      descriptor = (int) memfdCreate.invokeExact(nativeName, 0);
    } catch (Throwable e) {
      throw new IOException("memfd_create failed: name=" + name, e);
    }
    if (descriptor < 0) {
      throw new IOException("memfd_create failed: name=" + name);
    }
    Path path = Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor);
    Files.write(path, content, StandardOpenOption.WRITE);
    return path;
  }
}
