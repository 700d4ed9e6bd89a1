package dev.muninn.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.Readme;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the README's commands of the trace tools as they stand there, against a server on another
 * port: small scripts stand for {@code redis-cli}, which add the port, and for {@code ./muninn},
 * which run the tools' classes.
 */
class QuickStartTest {
  private static final String SECTION = "QuickStart: why is it slow?";

  @TempDir private Path home = Path.of("");
  private ServerProcess server;

  @BeforeEach
  void startServer() throws IOException {
    Tools.assumeInstalled("redis-cli");
    server = ServerProcess.builder().arguments("--dir", home.toString()).start();
    String client = Tools.output("sh", "-c", "command -v redis-cli").strip();
    script("bin/redis-cli", "exec " + client + " -p " + server.port() + " \"$@\"");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    script(
        "muninn",
        java
            + " --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -cp "
            + System.getProperty("java.class.path")
            + " dev.muninn.cli.Main \"$@\"");
  }

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  private void script(String name, String command) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What the shell prints of a block. */
  private String run(String block) {
    String path = home.resolve("bin") + File.pathSeparator + System.getenv("PATH");
    Map<String, String> environment =
        Map.of(
            "HOME", home.toString(),
            "PATH", path,
            "MUNINN_PORT", Integer.toString(server.port()));
    List<String> command = List.of("bash", "-e", "-c", "cd \"$HOME\"\n" + block);
    Tools.Result result = Tools.run(environment, command);
    assertThat(result.status()).as(block + result.output()).isZero();
    return result.output();
  }

  @Test
  void shouldSayWhyItIsSlowInThreeCommands() throws IOException {
    String block = Readme.blocks(SECTION).get(0);
    assertThat(block).contains("-d 10s");
    // Slow for as long as the block runs.
    String slow = "(while [ ! -e done ]; do redis-cli debug sleep 0.2; done) >/dev/null &\n";
    String output = run(slow + block.replace("-d 10s", "-d 2s -o traced") + "touch done; wait\n");

    assertThat(output)
        .containsPattern("Culprits\\s+1\\. \\w+: DEBUG held up the server")
        .contains("Commands (their own time)");
    assertThat(Files.readString(home.resolve("report.html")))
        .contains("DEBUG held up the server", "\"kind\":\"BLOCKING_DEBUG\"");
  }

  @Test
  void shouldRecordAndAskAsWithLttng() throws IOException {
    List<String> blocks = Readme.blocks(SECTION);
    String output =
        run(blocks.get(1).replace("trace start\n", "trace start\nredis-cli debug sleep 0.02\n"));
    assertThat(output.lines().filter(line -> line.contains(" valkey_commands:command_call: ")))
        .anyMatch(line -> line.matches(".*name = \"debug\", duration = [2-9]\\d{4,} }"))
        .allMatch(line -> line.matches(".*duration = \\d{4,} }"));

    assertThat(run(blocks.get(2))).contains("debug");
    assertThat(home.resolve("night.pftrace")).exists();
    assertThat(home.resolve("night.folded")).exists();
    assertThat(home.resolve("night.parquet")).isNotEmptyFile();
  }
}
