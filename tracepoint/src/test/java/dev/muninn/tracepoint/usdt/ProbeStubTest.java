package dev.muninn.tracepoint.usdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.muninn.tracepoint.runtime.Usdt;
import dev.muninn.tracepoint.testing.BpfTrace;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeStubTest {
  private static final String KERNEL = System.getProperty("os.version", "");
  private static final int ENXIO = 6;
  private static final int ENOSYS = 38;
  private static final int EPROTO = 71;

  private Path directory;

  @BeforeEach
  void setUp(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void shouldTakeTheNopThatTheKernelOptimises() {
    assertThat(ProbeStub.choose("6.18.44-fc", () -> ENXIO)).isEqualTo(ProbeStub.X86_NOP5);
    assertThat(ProbeStub.choose("6.18.90", () -> EPROTO)).isEqualTo(ProbeStub.X86_NOP10);
    assertThat(ProbeStub.choose("7.2.0-rc1", () -> EPROTO)).isEqualTo(ProbeStub.X86_NOP10);
  }

  @Test
  void shouldTakeTheOneByteNopWhereTheKernelOptimisesNoneOrCannotBeAsked() {
    assertThat(ProbeStub.choose("7.0", () -> ENOSYS)).isEqualTo(ProbeStub.X86_NOP1);
    assertThat(
            ProbeStub.choose(
                "7.0",
                () -> {
                  throw new IOException("nowhere to put code");
                }))
        .isEqualTo(ProbeStub.X86_NOP1);
  }

  @Test
  void shouldNotAskOlderKernels() {
    for (String kernel : List.of("6.17.9", "5.99.1", "4.4.0", "", "unknown")) {
      assertThat(ProbeStub.choose(kernel, () -> fail("asked: kernel=" + kernel)))
          .isEqualTo(ProbeStub.X86_NOP1);
    }
  }

  @Test
  void shouldAskTheRunningKernel() throws IOException {
    assumeUprobeCall();
    assertThat(UprobeAnswer.error()).isIn(ENXIO, EPROTO);
  }

  @Test
  void shouldHaveAWellFormedObjectToAskWith() throws IOException {
    Tools.assumeInstalled("readelf");
    Path file = Files.write(directory.resolve("kernel.so"), UprobeAnswer.image().bytes());

    assertThat(Tools.output("readelf", "-hlSdsW", file.toString()))
        .doesNotContainIgnoringCase("warning")
        .containsPattern("\\(INIT\\) +0x1000");
  }

  @Test
  void shouldBeCountedWithEveryNopTheKernelTakesAndCalledWithTheOneItOptimises()
      throws IOException {
    assumeUprobeCall();
    BpfTrace.assumeUsable();
    boolean ten = UprobeAnswer.error() == EPROTO;

    assertThat(count(ProbeStub.X86_NOP1)).contains("@count: 10");
    // The first one only: what follows leaves the kernel's trampoline in this process.
    assertThat(trampoline()).isFalse();
    assertThat(count(ProbeStub.X86_NOP5)).contains("@count: 10");
    assertThat(trampoline()).isEqualTo(!ten);
    if (ten) {
      assertThat(count(ProbeStub.X86_NOP10)).contains("@count: 10");
      assertThat(trampoline()).isTrue();
    } else {
      assertThatThrownBy(() -> count(ProbeStub.X86_NOP10))
          .hasMessageContaining("bpftrace has ended");
    }
  }

  private static void assumeUprobeCall() {
    Assumptions.assumeTrue(
        System.getProperty("os.arch", "").equals("amd64") && Platform.hasUprobeCall(KERNEL),
        "no uprobe(2): kernel=" + KERNEL);
  }

  private static boolean trampoline() throws IOException {
    return Files.readString(Path.of("/proc/self/maps")).contains("[uprobes-trampoline]");
  }

  /** What bpftrace prints of ten hits after the one by which it is known to be attached. */
  private static List<String> count(ProbeStub stub) throws IOException {
    String provider = "muninn_" + stub.name().toLowerCase(Locale.ROOT);
    LoadedProbes probes =
        LoadedProbes.load(
            provider,
            List.of(new Probe("hit", List.of(new ProbeArgument(8, false)))),
            stub,
            new byte[0]);
    String script =
        "usdt:*:"
            + provider
            + ":hit { if (arg0 == 7) { printf(\"attached\\n\"); } else { @count = count(); } }";
    try (BpfTrace trace = BpfTrace.attach(ProcessHandle.current().pid(), script)) {
      trace.awaitOutput(List.of("attached"), () -> Usdt.fire1(probes.stub(0), 7));
      for (int i = 0; i < 10; i++) {
        Usdt.fire1(probes.stub(0), 1);
      }
      return trace.finish();
    }
  }
}
