package dev.muninn.cli.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.Main;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.cli.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says of wrong configuration, and the status it ends with. */
class StartAndStopTest {
  @TempDir Path directory = Path.of("");

  private record Ended(int status, String output, String error) {}

  private Ended server(String... args) throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dmuninn.tracepoints=off"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends by itself").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private void assertRefused(String line, String... args) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("server"));
    all.addAll(List.of(args));
    Ended ended = server(all.toArray(String[]::new));
    assertThat(ended.error()).isEqualTo("muninn: " + line + "\n");
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void shouldNameWrongDirectiveValueAndWhatIsAllowed() throws IOException, InterruptedException {
    assertRefused(
        "command line:1: 'frobnicate': Bad directive or wrong number of arguments",
        "--frobnicate",
        "yes");
    assertRefused(
        "command line:2: port '70000': argument must be between 0 and 65535 inclusive",
        "--maxclients",
        "100",
        "--port",
        "70000");
    assertRefused(
        "command line:1: io-transport 'uring': argument(s) must be one of the following: auto, nio,"
            + " epoll",
        "--io-transport",
        "uring");
  }

  @Test
  void shouldNameFileAndLine() throws IOException, InterruptedException {
    Path file = directory.resolve("bad.conf");
    Files.writeString(file, "# comment\nport 0\nappendonly perhaps\n");
    assertRefused(file + ":3: appendonly 'perhaps': argument must be 'yes' or 'no'", "" + file);
    Files.writeString(file, "requirepass \"open\n");
    assertRefused(file + ":1: 'requirepass': Unbalanced quotes in configuration line", "" + file);
    Files.delete(file);
    assertRefused("can't open config file '" + file + "': no such file", "" + file);
  }

  @Test
  void shouldNamePortInUse() throws IOException, InterruptedException {
    try (TestServer other = TestServer.start("nio")) {
      assertRefused(
          "port '" + other.port() + "', bind '127.0.0.1': bind: Address already in use",
          "--port",
          Integer.toString(other.port()),
          "--bind",
          "127.0.0.1");
    }
  }

  @Test
  void shouldNameLogFileThatCannotBeWritten() throws IOException, InterruptedException {
    Path file = directory.resolve("none").resolve("server.log");
    assertRefused(
        "logfile '" + file + "': " + file + " (No such file or directory)", "--logfile", "" + file);
  }

  @Test
  void shouldTellUsageOfUnknownCommand() throws IOException, InterruptedException {
    Ended ended = server("serve");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.error()).isEqualTo("muninn: unknown command: 'serve'\nTry 'muninn --help'.\n");
    assertThat(ended.output()).isEmpty();
  }

  @Test
  void shouldExitInOrderOnSigterm() throws IOException {
    Path pidFile = directory.resolve("pid");
    try (ServerProcess server =
        ServerProcess.builder().arguments("--pidfile", pidFile.toString()).start()) {
      assertThat(Files.readString(pidFile)).isEqualTo(server.pid() + "\n");
      assertThat(server.cli("SET", "k", "v")).isEqualTo("OK");
      assertThat(server.log())
          .containsPattern(" PID: " + server.pid() + "\\.\n.* \\* Server initialized\n");
      assertThat(server.stop()).isZero();
      assertThat(server.log())
          .containsSubsequence(
              " # Received SIGTERM scheduling shutdown...\n",
              " * User requested shutdown...\n",
              " * Removing the pid file.\n",
              " # Muninn is now ready to exit, bye bye...\n")
          .endsWith("Muninn is now ready to exit, bye bye...\n");
      assertThat(pidFile).doesNotExist();
    }
  }

  @Test
  void shouldShowItsTitleAndSetItsOomScore() throws IOException {
    try (ServerProcess server =
        ServerProcess.builder()
            .arguments("--oom-score-adj", "absolute", "--oom-score-adj-values", "123 200 800")
            .start()) {
      Path process = Path.of("/proc/" + server.pid());
      assertThat(Files.readString(process.resolve("oom_score_adj"))).isEqualTo("123\n");
      assertThat(Files.readString(process.resolve("cmdline")))
          .startsWith("muninn-server\0" + "127.0.0.1:" + server.port() + "\0\0");
      assertThat(server.cli("CONFIG", "SET", "proc-title-template", "{title} {server-mode} x"))
          .isEqualTo("OK");
      assertThat(Files.readString(process.resolve("cmdline"))).startsWith("muninn-server\0\0x\0\0");
      assertThat(server.cli("CONFIG", "SET", "oom-score-adj-values", "223 200 800"))
          .isEqualTo("OK");
      assertThat(Files.readString(process.resolve("oom_score_adj"))).isEqualTo("223\n");
    }
  }

  @Test
  void shouldRefuseToBecomeADaemon() throws IOException, InterruptedException {
    assertRefused(
        "command line:1: daemonize 'yes': this version stays in the foreground, for a supervisor to"
            + " start; allowed: no",
        "--daemonize",
        "yes");
  }

  @Test
  void shouldExitInOrderOnShutdown() throws IOException {
    try (ServerProcess server = ServerProcess.builder().start()) {
      assertThat(server.cli("SHUTDOWN", "NOSAVE")).isEmpty();
      assertThat(server.awaitExit()).isZero();
      assertThat(server.log()).contains("User requested shutdown...");
    }
  }
}
