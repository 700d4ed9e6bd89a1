package dev.muninn.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.testing.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher by itself, in a directory where nothing is built, with a Maven that only says so.
 */
class LauncherTest {
  private static final String USAGE =
      "benchmarks/src/main/resources/dev/muninn/benchmarks/usage.txt";

  private Path home;

  @BeforeEach
  void copyLauncher(@TempDir Path home) throws IOException {
    this.home = home;
    Files.copy(Path.of("../muninn"), home.resolve("muninn"));
    Files.createDirectories(home.resolve(USAGE).getParent());
    Files.copy(Path.of("..").resolve(USAGE), home.resolve(USAGE));
    maven("touch \"$HERE/built\"", "exit 1");
  }

  private void maven(String... lines) throws IOException {
    Path mvn = home.resolve("bin/mvn");
    Files.createDirectories(mvn.getParent());
    Files.writeString(mvn, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs it without HOME; both of its outputs together. */
  private Tools.Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("env", "-u", "HOME", "bash"));
    command.add(home.resolve("muninn").toString());
    command.addAll(List.of(arguments));
    return Tools.run(
        Map.of(
            "HERE", home.toString(),
            "JAVA_HOME", System.getProperty("java.home"),
            "PATH", home.resolve("bin") + File.pathSeparator + System.getenv("PATH")),
        command);
  }

  private void assertNothingBuilt() {
    assertThat(home.resolve("built")).doesNotExist();
  }

  @Test
  void shouldTellTheServersVersionAtOnce() {
    for (String word : List.of("--version", "-v")) {
      Tools.Result result = run("server", word);

      assertThat(result.status()).isZero();
      assertThat(result.output())
          .matches("Muninn server v=0\\.1\\.0 sha=[0-9a-f]{8}:\\d+ malloc=muninn bits=64\n");
    }
    assertNothingBuilt();
  }

  @Test
  void shouldTellTheServersUsageAtOnce() {
    for (String word : List.of("--help", "-h")) {
      Tools.Result result = run("server", word);

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.output())
          .startsWith("Usage: ./muninn server [/path/to/valkey.conf] [options] [-]\n");
    }
    assertNothingBuilt();
  }

  @Test
  void shouldRefuseAnUnknownMeasurementInOneLineAtOnce() {
    String rest = "one of overhead, compare, memory, jmh, reader, stall-lab; see 'bench --help'\n";

    Tools.Result bogus = run("bench", "bogus");
    assertThat(bogus.output()).isEqualTo("muninn: bench: unknown measurement: bogus; " + rest);
    assertThat(bogus.status()).isEqualTo(2);

    Tools.Result none = run("bench");
    assertThat(none.output()).isEqualTo("muninn: bench: " + rest);
    assertThat(none.status()).isEqualTo(2);
    assertNothingBuilt();
  }

  @Test
  void shouldTellTheUsageOfBenchAtOnce() throws IOException {
    Tools.Result result = run("bench", "--help");

    assertThat(result.status()).isZero();
    assertThat(result.output()).isEqualTo(Files.readString(home.resolve(USAGE)));
    assertNothingBuilt();
  }

  @Test
  void shouldShowTheBuildModuleByModuleAndWhyItFailed() throws IOException {
    maven(
        "echo '[INFO] Scanning for projects...'",
        "echo '[INFO] Building Muninn: tracepoints for the JVM 0.1.0                    [1/5]'",
        "echo '[INFO] Building Muninn: the data store 0.1.0                             [3/5]'",
        "echo '[ERROR] Server.java:[1,2] missing semicolon'",
        "exit 1");
    Tools.Result result = run("server");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output().replaceAll("(?m) +\\d+ s  ", " N s "))
        .containsSubsequence(
            "muninn: building, once",
            "muninn: N s [1/5] tracepoints for the JVM\n",
            "muninn: N s [3/5] the data store\n",
            "[ERROR] Server.java:[1,2] missing semicolon\n",
            "muninn: the build failed\n")
        .doesNotContain("Scanning");
  }

  @Test
  void shouldBuildWithoutTestsAndBenchmarks() throws IOException {
    maven("echo \"$@\" >\"$HERE/arguments\"", "exit 1");
    run("server");

    assertThat(Files.readString(home.resolve("arguments")).split(" "))
        .contains("-Dmaven.test.skip", "tracepoint,command-processor,server,analysis,cli");
  }
}
