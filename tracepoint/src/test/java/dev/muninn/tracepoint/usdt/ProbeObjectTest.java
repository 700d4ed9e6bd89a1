package dev.muninn.tracepoint.usdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.elf.Machine;
import dev.muninn.tracepoint.elf.SharedObject;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeObjectTest {
  private static final List<Probe> PROBES =
      List.of(
          new Probe("call__start", List.of(new ProbeArgument(4, true))),
          new Probe(
              "all",
              List.of(
                  new ProbeArgument(8, false),
                  new ProbeArgument(8, true),
                  new ProbeArgument(4, false),
                  new ProbeArgument(4, true),
                  new ProbeArgument(8, false),
                  new ProbeArgument(4, false))),
          new Probe("nothing", List.of()));

  private Path directory;

  @BeforeEach
  void setUp(@TempDir Path directory) {
    this.directory = directory;
  }

  private Path write(Machine machine, String kernel) throws IOException {
    SharedObject.Image image =
        new ProbeObject("redis", PROBES, machine, kernel, new byte[] {(byte) 0xc3}).write();
    return Files.write(directory.resolve("probes.so"), image.bytes());
  }

  @Test
  void shouldHaveNotesReadelfReads() throws IOException {
    Tools.assumeInstalled("readelf");
    String notes = Tools.output("readelf", "-nW", write(Machine.X86_64, "6.18.1").toString());

    String probes = notes.substring(notes.indexOf("Displaying notes found in: .note.stapsdt"));
    assertThat(probes.lines().skip(2).map(String::strip).filter(line -> !line.isEmpty()))
        .containsExactly(
            "stapsdt              0x00000032\tNT_STAPSDT (SystemTap probe descriptors)\t"
                + "    Provider: redis",
            "Name: call__start",
            "Location: 0x0000000000001010, Base: 0x0000000000000352, Semaphore: 0x000000000000209c",
            "Arguments: -4@%edi",
            "stapsdt              0x0000004d\tNT_STAPSDT (SystemTap probe descriptors)\t"
                + "    Provider: redis",
            "Name: all",
            "Location: 0x0000000000001020, Base: 0x0000000000000352, Semaphore: 0x00000000000020dc",
            "Arguments: 8@%rdi -8@%rsi 4@%edx -4@%ecx 8@%r8 4@%r9d",
            "stapsdt              0x00000027\tNT_STAPSDT (SystemTap probe descriptors)\t"
                + "    Provider: redis",
            "Name: nothing",
            "Location: 0x0000000000001030, Base: 0x0000000000000352, Semaphore: 0x000000000000211c",
            "Arguments:");
  }

  @Test
  void shouldBeWellFormed() throws IOException {
    Tools.assumeInstalled("readelf");
    String everything = Tools.output("readelf", "-aW", write(Machine.X86_64, "6.18.1").toString());

    assertThat(everything)
        .doesNotContainIgnoringCase("warning")
        .doesNotContainIgnoringCase("error")
        .contains("Library soname: [muninn-redis.so]")
        .contains("FUNC    GLOBAL DEFAULT    6 redis_call__start")
        .contains("OBJECT  GLOBAL DEFAULT    8 redis_call__start_semaphore")
        .contains("There are no relocations in this file.");
  }

  @Test
  void shouldPutAFiveByteNopWhereTheKernelOptimisesIt() throws IOException {
    byte[] object = Files.readAllBytes(write(Machine.X86_64, "6.18.0-rc1"));

    assertThat(object).startsWith(0x7f, 'E', 'L', 'F');
    assertThat(List.of(object[0x1010], object[0x1014], object[0x1015]))
        .containsExactly((byte) 0x0f, (byte) 0, (byte) 0xc3);
  }

  @Test
  void shouldPutAOneByteNopOnOlderKernels() throws IOException {
    byte[] object = Files.readAllBytes(write(Machine.X86_64, "6.17.9"));

    assertThat(List.of(object[0x1010], object[0x1011])).containsExactly((byte) 0x90, (byte) 0xc3);
  }

  @Test
  void shouldWriteForAarch64() throws IOException {
    Tools.assumeInstalled("readelf");
    Path file = write(Machine.AARCH64, "6.1.0");
    String everything = Tools.output("readelf", "-aW", file.toString());

    assertThat(everything)
        .doesNotContainIgnoringCase("warning")
        .contains("Machine:                           AArch64")
        .contains("Arguments: 8@x0 -8@x1 4@x2 -4@x3 8@x4 4@x5")
        .contains("Location: 0x0000000000010010");
    byte[] object = Files.readAllBytes(file);
    byte[] stub = new byte[8];
    System.arraycopy(object, 0x10010, stub, 0, 8);
    assertThat(stub).containsExactly(0x1f, 0x20, 0x03, 0xd5, 0xc0, 0x03, 0x5f, 0xd6);
  }

  @Test
  void shouldKnowKernelsThatOptimiseTheFiveByteNop() {
    assertThat(Platform.optimisesFiveByteNop("6.18.44-fc")).isTrue();
    assertThat(Platform.optimisesFiveByteNop("7.0")).isTrue();
    assertThat(Platform.optimisesFiveByteNop("6.17.9")).isFalse();
    assertThat(Platform.optimisesFiveByteNop("5.99.1")).isFalse();
    assertThat(Platform.optimisesFiveByteNop("")).isFalse();
    assertThat(Platform.optimisesFiveByteNop("unknown")).isFalse();
  }

  @Test
  void shouldHaveAContentHashAsBuildId() {
    SharedObject.Image one =
        new ProbeObject("a", PROBES, Machine.X86_64, "6.18", new byte[0]).write();
    SharedObject.Image same =
        new ProbeObject("a", PROBES, Machine.X86_64, "6.18", new byte[0]).write();
    SharedObject.Image other =
        new ProbeObject("b", PROBES, Machine.X86_64, "6.18", new byte[0]).write();

    assertThat(one.buildId()).hasSize(40).isEqualTo(same.buildId()).isNotEqualTo(other.buildId());
    assertThat(one.bytes()).isEqualTo(same.bytes());
  }
}
