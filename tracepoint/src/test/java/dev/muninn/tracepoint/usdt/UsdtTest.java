package dev.muninn.tracepoint.usdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.sample.SampleProgram;
import dev.muninn.tracepoint.testing.BpfTrace;
import dev.muninn.tracepoint.testing.ChildJvm;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsdtTest {
  private static final String PROBE = "usdt:*:muninn_sample:";

  private Path directory;
  private ChildJvm child;

  @BeforeEach
  void startChild(@TempDir Path directory) {
    this.directory = directory;
    child = start(directory.resolve("objects"));
  }

  @AfterEach
  void stopChild() {
    child.close();
  }

  private static ChildJvm start(Path objects) {
    ChildJvm started =
        ChildJvm.builder(SampleProgram.class).options("-Dmuninn.tracepoint.dir=" + objects).start();
    started.linesUntil("ready");
    return started;
  }

  private Path object() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("objects"))) {
      return files.filter(file -> file.toString().contains("muninn_sample")).toList().getFirst();
    }
  }

  @Test
  void shouldCountAndReadArgumentsWithBpftrace() {
    BpfTrace.assumeUsable();
    try (BpfTrace trace =
        BpfTrace.attach(
            child.pid(),
            script("@count = count(); @sum = sum(arg1); @name[str(arg0)] = count();"))) {
      assertThat(child.ask("await-enabled")).isEqualTo("done");
      assertThat(child.ask("listeners")).isEqualTo("[USDT]");
      awaitAttached(trace, child);
      child.ask("fire hget 1 100");
      child.ask("fire set 5 5");

      assertThat(trace.finish())
          .contains("@count: 101", "@name[set]: 1", "@name[hget]: 100", "@sum: 5055");
    }
    assertThat(child.ask("await-disabled")).isEqualTo("done");
    assertThat(child.ask("listeners")).isEqualTo("[]");
  }

  @Test
  void shouldPassEveryFieldType() {
    BpfTrace.assumeUsable();
    String script =
        PROBE
            + "numbers { printf(\"%d %u %d %u %d %u\\n\", arg0, arg1, arg2, arg3, arg4, arg5); }"
            + PROBE
            + "wide { printf(\"%ld %lu %lx %d %d\\n\", arg0, arg1, arg2, arg3, arg4); }"
            + PROBE
            + "texts { printf(\"%s %s %s %s\\n\", str(arg0), str(arg1), str(arg2), str(arg3)); }"
            + PROBE
            + "bytes { printf(\"%r %d %d\\n\", buf(arg0, arg1), arg1, arg2); }"
            + PROBE
            + "nothing { printf(\"nothing\\n\"); }";
    List<String> expected =
        List.of(
            "-128 255 -32768 65535 -2147483648 4294967295",
            "-9223372036854775808 18446744073709551615 bfe0000000000000 1 1",
            "text ch\u00e4rs constant utf8",
            "\\x00\\x01\\xff 3 42",
            " 0 43",
            "nothing");
    try (BpfTrace trace = BpfTrace.attach(child.pid(), script)) {
      trace.awaitOutput(expected, () -> child.ask("types"));

      assertThat(trace.finish()).containsAll(expected);
    }
  }

  /** Does something with each event but those by which {@link #awaitAttached} waits. */
  private static String script(String action) {
    return PROBE
        + "command_call { if (str(arg0) == \"marker\") { printf(\"attached\\n\"); } else { "
        + action
        + " } }";
  }

  private static void awaitAttached(BpfTrace trace, ChildJvm program) {
    trace.awaitOutput(List.of("attached"), () -> program.ask("fire marker 0 0"));
  }

  @Test
  void shouldReachProbesOfVirtualThreads() {
    BpfTrace.assumeUsable();
    try (BpfTrace trace = BpfTrace.attach(child.pid(), script("@[str(arg0)] = sum(arg1);"))) {
      awaitAttached(trace, child);
      child.ask("virtual 1000");

      assertThat(trace.finish()).contains("@[virtual]: 499500");
    }
  }

  @Test
  void shouldBeListedByGdb() throws IOException {
    Tools.assumeInstalled("gdb");
    String probes =
        Tools.output("gdb", "-batch", "-ex", "info probes stap muninn_sample", object().toString());

    assertThat(probes.lines().filter(line -> line.startsWith("stap")).map(UsdtTest::words))
        .containsExactly(
            "stap muninn_sample bytes 0x0000000000001050 0x000000000000219c " + object(),
            "stap muninn_sample command_call 0x0000000000001010 0x000000000000209c " + object(),
            "stap muninn_sample nothing 0x0000000000001060 0x00000000000021dc " + object(),
            "stap muninn_sample numbers 0x0000000000001020 0x00000000000020dc " + object(),
            "stap muninn_sample texts 0x0000000000001040 0x000000000000215c " + object(),
            "stap muninn_sample wide 0x0000000000001030 0x000000000000211c " + object());
  }

  @Test
  void shouldTellWhatItsProbesAreMadeOf() {
    assertThat(child.ask("probes"))
        .isIn(
            "1-byte nop, a hit is a trap",
            "5-byte nop, a hit is a call",
            "10-byte nop, a hit is a call",
            "4-byte nop, a hit is a trap");
  }

  private static String words(String line) {
    return String.join(" ", line.strip().split("\\s+"));
  }

  @Test
  void shouldBeListedByPerf() throws IOException {
    Tools.assumeInstalled("perf");
    String cache = directory.resolve("buildid").toString();
    Tools.output("perf", "--buildid-dir", cache, "buildid-cache", "--add", object().toString());
    String list = Tools.output("perf", "--buildid-dir", cache, "list", "sdt");

    assertThat(list.lines().filter(line -> line.contains("muninn_sample")).map(UsdtTest::words))
        .containsExactly(
            "sdt_muninn_sample:bytes [SDT event]",
            "sdt_muninn_sample:command_call [SDT event]",
            "sdt_muninn_sample:nothing [SDT event]",
            "sdt_muninn_sample:numbers [SDT event]",
            "sdt_muninn_sample:texts [SDT event]",
            "sdt_muninn_sample:wide [SDT event]");
  }

  @Test
  void shouldFallBackToAMemoryFileWhenTheDirectoryIsNoexec() throws IOException {
    BpfTrace.assumeUsable();
    Path mount = Files.createDirectory(directory.resolve("noexec"));
    Tools.Result mounted =
        Tools.run(
            Map.of(),
            List.of("mount", "-t", "tmpfs", "-o", "noexec", "muninn-test", mount.toString()));
    Assumptions.assumeTrue(mounted.status() == 0, mounted.output());
    try (ChildJvm other = start(mount.resolve("objects"))) {
      Path maps = Path.of("/proc/" + other.pid() + "/maps");
      assertThat(Files.readString(maps)).contains("/memfd:muninn-muninn_sample-");
      try (BpfTrace trace = BpfTrace.attach(other.pid(), script("@[str(arg0)] = sum(arg1);"))) {
        awaitAttached(trace, other);
        other.ask("fire get 1 10");

        assertThat(trace.finish()).contains("@[get]: 55");
      }
    } finally {
      Tools.output("umount", mount.toString());
    }
  }
}
