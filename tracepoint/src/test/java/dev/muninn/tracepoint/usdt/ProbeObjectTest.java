package dev.muninn.tracepoint.usdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.elf.SharedObject;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  private Path write(ProbeStub stub) throws IOException {
    SharedObject.Image image =
        new ProbeObject("redis", PROBES, stub, new byte[] {(byte) 0xc3}).write();
    return Files.write(directory.resolve("probes.so"), image.bytes());
  }

  @Test
  void shouldHaveNotesReadelfReads() throws IOException {
    Tools.assumeInstalled("readelf");
    String notes = Tools.output("readelf", "-nW", write(ProbeStub.X86_NOP5).toString());

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
    String everything = Tools.output("readelf", "-aW", write(ProbeStub.X86_NOP5).toString());

    assertThat(everything)
        .doesNotContainIgnoringCase("warning")
        .doesNotContainIgnoringCase("error")
        .contains("Library soname: [muninn-redis.so]")
        .contains("FUNC    GLOBAL DEFAULT    6 redis_call__start")
        .contains("OBJECT  GLOBAL DEFAULT    8 redis_call__start_semaphore")
        .contains("There are no relocations in this file.");
  }

  private byte[] stub(ProbeStub stub) throws IOException {
    byte[] object = Files.readAllBytes(write(stub));
    return Arrays.copyOfRange(object, 0x1010, 0x1010 + ProbeObject.STUB_SIZE);
  }

  @Test
  void shouldPutOneNopAndAReturnWhereTheNoteSays() throws IOException {
    assertThat(stub(ProbeStub.X86_NOP1)).startsWith(0x90, 0xc3);
    assertThat(stub(ProbeStub.X86_NOP5)).startsWith(0x0f, 0x1f, 0x44, 0x00, 0x00, 0xc3);
    assertThat(stub(ProbeStub.X86_NOP10))
        .startsWith(0x66, 0x2e, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc3);
  }

  @Test
  void shouldBeWellFormedWithEveryStub() throws IOException {
    Tools.assumeInstalled("readelf");
    for (ProbeStub stub : ProbeStub.values()) {
      assertThat(Tools.output("readelf", "-aW", write(stub).toString()))
          .as(stub.toString())
          .doesNotContainIgnoringCase("warning")
          .contains("Name: call__start");
    }
  }

  @Test
  void shouldWriteForAarch64() throws IOException {
    Tools.assumeInstalled("readelf");
    Path file = write(ProbeStub.AARCH64_NOP);
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
  void shouldHaveAContentHashAsBuildId() {
    SharedObject.Image one = new ProbeObject("a", PROBES, ProbeStub.X86_NOP5, new byte[0]).write();
    SharedObject.Image same = new ProbeObject("a", PROBES, ProbeStub.X86_NOP5, new byte[0]).write();
    SharedObject.Image other =
        new ProbeObject("b", PROBES, ProbeStub.X86_NOP5, new byte[0]).write();

    assertThat(one.buildId()).hasSize(40).isEqualTo(same.buildId()).isNotEqualTo(other.buildId());
    assertThat(one.bytes()).isEqualTo(same.bytes());
  }
}
