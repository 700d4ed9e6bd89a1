package dev.muninn.tracepoint.usdt;

import dev.muninn.tracepoint.elf.Machine;
import dev.muninn.tracepoint.elf.SharedObject;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.List;

/**
 * A provider's shared object, loaded into this process for good.
 *
 * @param cells 64 bytes per probe, global scope
 * @param text address of the code: a bare return, then the stubs
 * @param fire address of the LTTng fire code, 0 where there is none for this machine
 * @param path where tracers find the object
 * @param code what a probe is made of, by the running kernel
 */
public record LoadedProbes(MemorySegment cells, long text, long fire, Path path, ProbeStub code) {
  private static final VarHandle CLAIM = ValueLayout.JAVA_LONG.varHandle();

  /** What the running kernel wants, found out once. */
  private static final class Kernel {
    static final ProbeStub STUB =
        ProbeStub.choose(System.getProperty("os.version", ""), UprobeAnswer::error);
  }

  /**
   * Writes the object, unless it is there already, and loads it. Uses no {@link
   * java.lang.foreign.Linker} but where memory has to serve as file.
   *
   * @param fireCode LTTng fire code for x86-64
   * @throws IOException if this platform has no such objects, or none could be placed or loaded
   */
  public static LoadedProbes load(String provider, List<Probe> probes, byte[] fireCode)
      throws IOException {
    Machine machine =
        Platform.machine()
            .orElseThrow(
                () ->
                    new IOException(
                        "no probes on this platform: os="
                            + System.getProperty("os.name")
                            + " arch="
                            + System.getProperty("os.arch")));
    return load(provider, probes, stub(machine), fireCode);
  }

  private static ProbeStub stub(Machine machine) {
    return switch (machine) {
      case X86_64 -> Kernel.STUB;
      case AARCH64 -> ProbeStub.AARCH64_NOP;
    };
  }

  /** The same with probes of a given kind. */
  static LoadedProbes load(String provider, List<Probe> probes, ProbeStub stub, byte[] fireCode)
      throws IOException {
    byte[] code = stub.machine() == Machine.X86_64 ? fireCode : new byte[0];
    SharedObject.Image image = new ProbeObject(provider, probes, stub, code).write();
    String name = "muninn-" + provider + "-" + image.buildId().substring(0, 16) + ".so";
    LoadedProbes loaded;
    try {
      Path path = PrivateDirectory.place(PrivateDirectory.path(), name, image.bytes());
      loaded = open(path, provider, probes.size(), image, stub, code.length > 0);
    } catch (IOException | IllegalArgumentException e) {
      // Not writable, not ours, or mounted noexec.
      Path path = MemoryFile.create(name, image.bytes());
      loaded = open(path, provider, probes.size(), image, stub, code.length > 0);
    }
    loaded.claim();
    return loaded;
  }

  @SuppressWarnings("restricted") // the object is our own, its size is known
  private static LoadedProbes open(
      Path path,
      String provider,
      int probes,
      SharedObject.Image image,
      ProbeStub stub,
      boolean hasFire)
      throws IOException {
    // As text: given a Path, the JDK resolves links, and a memory file's link leads nowhere.
    SymbolLookup lookup = SymbolLookup.libraryLookup(path.toString(), Arena.global());
    MemorySegment start =
        lookup
            .find(ProbeObject.cellsSymbol(provider))
            .orElseThrow(() -> new IOException("symbol missing: path=" + path));
    MemorySegment cells = start.reinterpret((long) ProbeObject.CELL_SIZE * probes);
    long load = start.address() - image.addresses().data();
    long text = load + image.addresses().text();
    long fire = hasFire ? text + ProbeObject.stubOffset(probes) : 0;
    return new LoadedProbes(cells, text, fire, path, stub);
  }

  /** The dynamic loader gives a second class loader with this library the same memory again. */
  @SuppressWarnings("restricted") // the cell behind the probes' is part of the object
  private void claim() throws IOException {
    MemorySegment own =
        MemorySegment.ofAddress(cells.address() + cells.byteSize())
            .reinterpret(ProbeObject.CELL_SIZE);
    if (!CLAIM.compareAndSet(own, 0L, 0L, 1L)) {
      throw new IOException("object loaded twice in this process: path=" + path);
    }
  }

  /** Address of a function that returns at once. */
  public long returnStub() {
    return text;
  }

  /** Address of a probe's stub. */
  public long stub(int probe) {
    return text + ProbeObject.stubOffset(probe);
  }
}
