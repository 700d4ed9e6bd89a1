package dev.muninn.tracepoint.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JfrListenerTest {
  private static final String NUMBERS = "+muninn_test_jfr.numbers#enabled=true";

  @TempDir Path directory = Path.of("");

  @Test
  void shouldRecordExactlyWhatWasFiredWhileARecordingWantsIt() throws Exception {
    try (Program program = new Program()) {
      assertThat(program.ask("enabled")).isEqualTo("false false false");
      program.tool(
          "jcmd",
          program.pid(),
          "JFR.start",
          "name=all",
          "settings=none",
          NUMBERS,
          "+muninn_test_jfr.others#enabled=true",
          "+muninn_test_jfr.texts#enabled=true");
      assertThat(program.ask("enabled")).isEqualTo("true true true");
      assertThat(program.ask("fire")).isEqualTo("fired");
      Path file = directory.resolve("all.jfr");
      program.tool("jcmd", program.pid(), "JFR.dump", "name=all", "filename=" + file);
      program.tool("jcmd", program.pid(), "JFR.stop", "name=all");
      assertThat(program.ask("enabled")).isEqualTo("false false false");
      assertThat(program.ask("fire")).isEqualTo("fired");
      assertThat(program.printed(file))
          .containsExactly(
              "muninn_test_jfr.numbers {",
              "duration_ = 18446744073709551615",
              "count = 4294967294",
              "tiny = -3",
              "octet = 252",
              "port = 65531",
              "big = -9223372036854775807",
              "}",
              "muninn_test_jfr.others {",
              "ratio = 0.5",
              "first = true",
              "kind = \"LARGE\"",
              "name = \"nämé\"",
              "data = \"0001ff\"",
              "}",
              "muninn_test_jfr.texts {",
              "text = \"text\"",
              "constant = \"constant\"",
              "took = 1.50 ms",
              "uptime = 42.0 s",
              "}");
    }
  }

  @Test
  void shouldNotStartFlightRecorderByItself() throws Exception {
    try (Program program = new Program()) {
      assertThat(program.ask("fire")).isEqualTo("fired");
      assertThat(program.ask("initialized")).isEqualTo("false");
    }
  }

  @Test
  void shouldBeOffInARecordingThatDoesNotNameTheEvent() throws Exception {
    try (Program program = new Program()) {
      program.tool("jcmd", program.pid(), "JFR.start", "name=plain", "settings=default");
      assertThat(program.ask("enabled")).isEqualTo("false false false");
      program.tool("jcmd", program.pid(), "JFR.start", "name=one", "settings=none", NUMBERS);
      assertThat(program.ask("enabled")).isEqualTo("true false false");
      program.tool("jcmd", program.pid(), "JFR.stop", "name=one");
      assertThat(program.ask("enabled")).isEqualTo("false false false");
    }
  }

  @Test
  void shouldFollowSettingsChangedWhileARecordingRuns() throws Exception {
    try (Program program = new Program()) {
      program.tool("jcmd", program.pid(), "JFR.start", "name=one", "settings=none", NUMBERS);
      assertThat(program.ask("enabled")).isEqualTo("true false false");
      assertThat(program.ask("change")).isEqualTo("changed");
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      String state = program.ask("enabled");
      while (!state.equals("false true false") && System.nanoTime() < deadline) {
        state = program.ask("enabled");
      }
      assertThat(state).isEqualTo("false true false");
    }
  }

  @Test
  void shouldFollowARecordingStartedWithTheProgram() throws Exception {
    try (Program program =
        new Program("-XX:StartFlightRecording:settings=none," + NUMBERS + ",dumponexit=false")) {
      assertThat(program.ask("enabled")).isEqualTo("true false false");
    }
  }

  @Test
  void shouldSayInOneLineThatTheModuleIsMissing() throws Exception {
    try (Program program = new Program("--limit-modules", "java.base")) {
      assertThat(program.log).contains("log JFR: module jdk.jfr not present");
      assertThat(program.ask("fire")).isEqualTo("fired");
    }
  }

  /** The sample program in a JVM of its own. */
  private static final class Program implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;
    private final List<String> log = new ArrayList<>();

    Program(String... options) throws IOException {
      List<String> command = new ArrayList<>(List.of(java("java").toString()));
      command.addAll(List.of(options));
      command.addAll(
          List.of(
              "--enable-native-access=ALL-UNNAMED",
              "-Xlog:disable",
              "-Xlog:all=error:stderr",
              "-cp",
              System.getProperty("java.class.path"),
              JfrSampleProgram.class.getName()));
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      out = process.inputReader(StandardCharsets.UTF_8);
      in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
      String line = out.readLine();
      while (line != null && !line.equals("ready")) {
        log.add(line);
        line = out.readLine();
      }
      assertThat(line).isEqualTo("ready");
    }

    String pid() {
      return Long.toString(process.pid());
    }

    String ask(String line) throws IOException {
      in.println(line);
      return out.readLine();
    }

    List<String> tool(String name, String... arguments) throws Exception {
      List<String> command = new ArrayList<>(List.of(java(name).toString()));
      command.addAll(List.of(arguments));
      Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
      List<String> lines;
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(tool.getInputStream(), StandardCharsets.UTF_8))) {
        lines = reader.lines().toList();
      }
      assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(tool.exitValue()).as(String.join("\n", lines)).isZero();
      return lines;
    }

    /** What {@code jfr print} shows of our events, without time and thread. */
    List<String> printed(Path file) throws Exception {
      assertThat(Files.exists(file)).isTrue();
      return tool(
              "jfr",
              "-J-Dstdout.encoding=UTF-8",
              "print",
              "--events",
              "muninn_test_jfr.*",
              file.toString())
          .stream()
          .map(String::strip)
          .filter(
              line ->
                  !line.isEmpty()
                      && !line.startsWith("startTime")
                      && !line.startsWith("eventThread"))
          .toList();
    }

    private Path java(String tool) {
      return Path.of(System.getProperty("java.home"), "bin", tool);
    }

    @Override
    public void close() {
      in.close();
      try {
        process.waitFor(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
