package dev.muninn.tracepoint.usdt;

import dev.muninn.tracepoint.elf.Machine;
import dev.muninn.tracepoint.elf.SharedObject;
import dev.muninn.tracepoint.elf.Symbol;
import dev.muninn.tracepoint.elf.Symbol.Section;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * What the kernel answers to {@code uprobe(2)} on x86-64. The call is made by the initialiser of a
 * shared object of its own, loaded and unloaded again: linking a call through {@link
 * java.lang.foreign.Linker} would cost the program's start ten times as much.
 */
final class UprobeAnswer {
  private static final String SYMBOL = "muninn.uprobe";
  private static final int UPROBE = 336;
  private static final int CODE_SIZE = 14;
  private static final int CODE_BEFORE_RET = 13;

  private UprobeAnswer() {}

  /** The number of the error it ends with. */
  static int error() throws IOException {
    SharedObject.Image image = image();
    String name = "kernel-" + image.buildId().substring(0, 16) + ".so";
    try {
      return load(PrivateDirectory.place(PrivateDirectory.path(), name, image.bytes()));
    } catch (IOException | IllegalArgumentException e) {
      return load(MemoryFile.create(name, image.bytes()));
    }
  }

  @SuppressWarnings("restricted") // the object is our own, its size is known
  private static int load(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment answer =
          SymbolLookup.libraryLookup(path.toString(), arena)
              .find(SYMBOL)
              .orElseThrow(() -> new IOException("symbol missing: path=" + path));
      return -answer.reinterpret(Integer.BYTES).get(ValueLayout.JAVA_INT, 0);
    }
  }

  /** Code and data lie where they do whatever the code's one distance is. */
  static SharedObject.Image image() {
    SharedObject.Addresses at = image(0).addresses();
    return image((int) (at.data() - at.text() - CODE_BEFORE_RET));
  }

  private static SharedObject.Image image(int distance) {
    byte[] code =
        ByteBuffer.allocate(CODE_SIZE)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0xb8) // mov $336, %eax
            .putInt(UPROBE)
            .put(new byte[] {0x0f, 0x05}) // syscall
            .put(new byte[] {(byte) 0x89, 0x05}) // mov %eax, distance(%rip)
            .putInt(distance)
            .put((byte) 0xc3) // ret
            .array();
    List<Symbol> symbols = List.of(new Symbol(SYMBOL, Section.DATA, 0, Integer.BYTES));
    return new SharedObject(Machine.X86_64, "muninn-kernel.so", code, Integer.BYTES, symbols)
        .initialisedBy(0)
        .write(_ -> new byte[0]);
  }
}
