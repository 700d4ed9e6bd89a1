package dev.muninn.tracepoint.usdt;

import dev.muninn.tracepoint.elf.Machine;
import dev.muninn.tracepoint.elf.SharedObject;
import dev.muninn.tracepoint.elf.StapsdtNote;
import dev.muninn.tracepoint.elf.Symbol;
import dev.muninn.tracepoint.elf.Symbol.Section;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a provider's shared object: in {@code .text} a bare return (LTTng's probe
 * callback), a stub per probe and the LTTng fire code; in {@code .probes} a cell of 64 bytes per
 * probe, with the semaphore at 28, and one more cell for the library itself.
 */
final class ProbeObject {
  static final int CELL_SIZE = 64;
  static final int SEMAPHORE_OFFSET = 28;
  static final int STUB_SIZE = 16;

  private static final byte[] X86_RET = {(byte) 0xc3};
  private static final byte[] AARCH64_RET = {(byte) 0xc0, 0x03, 0x5f, (byte) 0xd6};

  private final String provider;
  private final List<Probe> probes;
  private final ProbeStub stub;
  private final byte[] fireCode;

  /**
   * @param stub what each probe's code is
   * @param fireCode machine code put behind the stubs; may be empty
   */
  ProbeObject(String provider, List<Probe> probes, ProbeStub stub, byte[] fireCode) {
    this.provider = provider;
    this.probes = probes;
    this.stub = stub;
    this.fireCode = fireCode;
  }

  /** Offset of a probe's stub in {@code .text}; the return stub is at 0. */
  static int stubOffset(int probe) {
    return STUB_SIZE * (1 + probe);
  }

  /** Name of the symbol over all cells; the dot keeps it apart from every probe's. */
  static String cellsSymbol(String provider) {
    return provider + ".cells";
  }

  SharedObject.Image write() {
    int fireOffset = stubOffset(probes.size());
    int cells = CELL_SIZE * (probes.size() + 1);
    List<Symbol> symbols = new ArrayList<>();
    symbols.add(new Symbol(cellsSymbol(provider), Section.DATA, 0, cells));
    if (fireCode.length > 0) {
      symbols.add(new Symbol(provider + ".fire", Section.TEXT, fireOffset, fireCode.length));
    }
    for (int i = 0; i < probes.size(); i++) {
      String name = provider + "_" + probes.get(i).name();
      symbols.add(new Symbol(name, Section.TEXT, stubOffset(i), stub.bytes().length));
      symbols.add(new Symbol(name + "_semaphore", Section.DATA, semaphoreOffset(i), 2));
    }
    String soname = "muninn-" + provider + ".so";
    return new SharedObject(stub.machine(), soname, text(fireOffset), cells, symbols)
        .write(this::notes);
  }

  private static int semaphoreOffset(int probe) {
    return CELL_SIZE * probe + SEMAPHORE_OFFSET;
  }

  private byte[] text(int fireOffset) {
    byte[] text = new byte[fireOffset + fireCode.length];
    byte[] ret = stub.machine() == Machine.X86_64 ? X86_RET : AARCH64_RET;
    System.arraycopy(ret, 0, text, 0, ret.length);
    byte[] code = stub.bytes();
    for (int i = 0; i < probes.size(); i++) {
      System.arraycopy(code, 0, text, stubOffset(i), code.length);
    }
    System.arraycopy(fireCode, 0, text, fireOffset, fireCode.length);
    return text;
  }

  private byte[] notes(SharedObject.Addresses at) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < probes.size(); i++) {
      Probe probe = probes.get(i);
      out.writeBytes(
          new StapsdtNote(
                  at.text() + stubOffset(i),
                  at.base(),
                  at.data() + semaphoreOffset(i),
                  provider,
                  probe.name(),
                  arguments(probe.arguments()))
              .bytes());
    }
    return out.toByteArray();
  }

  private String arguments(List<ProbeArgument> arguments) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      ProbeArgument argument = arguments.get(i);
      texts.add(stub.machine() == Machine.X86_64 ? argument.x86(i) : argument.aarch64(i));
    }
    return String.join(" ", texts);
  }
}
