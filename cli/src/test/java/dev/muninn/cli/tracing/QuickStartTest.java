package dev.muninn.cli.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.Readme;
import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.BpfTrace;
import dev.muninn.tracepoint.testing.LttngDaemon;
import dev.muninn.tracepoint.testing.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs the commands of the README as they stand there, with a server on another port: small scripts
 * stand before {@code redis-cli}, which add the port, and {@code ./muninn}, since the server runs
 * already and the tools' classes are at hand. A second server runs beside it, as it may.
 */
class QuickStartTest {
  private static LttngDaemon daemon;
  private static ServerProcess server;
  private static ServerProcess other;
  private static Path home;

  @BeforeAll
  static void startServer() throws IOException {
    Tools.assumeInstalled("redis-cli", "readelf");
    daemon = LttngDaemon.start();
    server = ServerProcess.builder().tracedBy(daemon).start();
    server.awaitKnownTo(daemon);
    home = Path.of(daemon.environment().getOrDefault("HOME", ""));
    String client = Tools.output("sh", "-c", "command -v redis-cli").strip();
    script("bin/redis-cli", "exec " + client + " -p " + server.port() + " \"$@\"");
    other = ServerProcess.builder().start();
    script(
        "muninn",
        "test \"$1\" = server && exit\nexec "
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "
            + toolPath()
            + " dev.muninn.cli.Main \"$@\"");
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
    if (other != null) {
      other.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  /** The tools' class path; the traced user cannot read this one's libraries. */
  private static String toolPath() throws IOException {
    List<String> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path file = Path.of(entry);
      if (entry.contains("picocli")) {
        file = Files.copy(file, home.resolve("picocli.jar"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
      path.add(file.toString());
    }
    return String.join(File.pathSeparator, path);
  }

  private static void script(String name, String command) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What the shell prints of a block. */
  private static String run(String block) {
    List<String> command = new ArrayList<>(daemon.prefix());
    command.addAll(List.of("bash", "-e", "-c", "cd \"$HOME\"\n" + block));
    Map<String, String> environment = new HashMap<>(daemon.environment());
    environment.put("MUNINN_PORT", Integer.toString(server.port()));
    environment.put(
        "PATH",
        home.resolve("bin")
            + File.pathSeparator
            + Path.of(System.getProperty("java.home"), "bin")
            + File.pathSeparator
            + System.getenv("PATH"));
    Tools.Result result = Tools.run(environment, command);
    assertThat(result.status()).as(block + result.output()).isZero();
    return result.output();
  }

  /** Lines with every number, time and host made alike. */
  private static List<String> form(String text) {
    return text.lines()
        .map(line -> line.replaceAll("^\\[[\\d:.]+] \\(\\+[\\d.?]+\\) \\S+", "[TIME] HOST"))
        .map(line -> line.replaceAll("startTime = .*", "startTime = TIME"))
        .map(line -> line.replaceAll("\\d+", "N"))
        .distinct()
        .toList();
  }

  @Test
  void shouldTellTheProcessOfEachServer() {
    assertThat(run("./muninn pid")).isEqualTo(server.pid() + "\n");
    assertThat(run("./muninn pid -p " + other.port())).isEqualTo(other.pid() + "\n");
    assertThat(run("./muninn pid -p 1 2>&1 || echo \"status=$?\""))
        .isEqualTo("muninn: cannot connect to 127.0.0.1:1: connection refused\nstatus=1\n");
  }

  @Test
  void shouldShowCommandsWithLttng() throws IOException {
    List<String> blocks = Readme.blocks("QuickStart: LTTng");
    try {
      String output = run(blocks.get(0));

      assertThat(form(output)).containsAll(form(blocks.get(1)));
    } finally {
      run("lttng destroy --no-wait muninn");
    }
  }

  @Test
  void shouldShowSlowCommandsWithLttng() throws IOException {
    String block = Readme.blocks("QuickStart: LTTng").get(2);
    try {
      run("lttng create slow\n" + block + "lttng start slow\n");
      try (RespClient client = server.connect()) {
        client.call("DEBUG", "SLEEP", "0.01");
      }
      String output = run("lttng stop slow\nlttng view slow\n");

      assertThat(form(output))
          .contains(
              "[TIME] HOST valkey_commands:command_call: { cpu_id = N },"
                  + " { vpid = N, procname = \"muninn-server\" },"
                  + " { name = \"debug\", duration = N }");
    } finally {
      run("lttng destroy --no-wait slow");
    }
  }

  @Test
  void shouldShowTimesWithBpftrace() throws IOException {
    BpfTrace.assumeUsable();
    String block = Readme.blocks("QuickStart: bpftrace, perf, gdb").get(0);
    MatchResult parts =
        Pattern.compile("sudo bpftrace -p \\$\\(./muninn pid\\) -e '([^']*)'\\n")
            .matcher(block)
            .results()
            .collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
    assertThat(parts.group()).isEqualTo(block);
    String attached = "usdt:*:redis:call__end { printf(\"attached\\n\"); }";
    try (RespClient client = server.connect();
        BpfTrace trace = BpfTrace.attach(server.pid(), parts.group(1) + attached)) {
      String id = client.call("CLIENT", "ID");
      trace.awaitOutput(List.of("attached"), () -> client.call("PING"));
      client.repeat(100, "PING");

      List<String> lines = trace.finish();
      assertThat(lines).contains("@nanoseconds[" + id + "]: ");
      assertThat(lines).anyMatch(line -> line.matches("\\[\\w+, \\w+\\) +\\d+ \\|@+ *\\|"));
    }
  }

  @Test
  void shouldShowProbesWithReadelf() throws IOException {
    String output = run(Readme.blocks("QuickStart: bpftrace, perf, gdb").get(1));

    assertThat(output.lines().map(String::strip))
        .contains("Provider: redis", "Name: call__start", "Name: call__end");
  }

  @Test
  void shouldShowCommandsWithJfr() throws IOException {
    String block = Readme.blocks("QuickStart: JFR").get(0);
    assertThat(block).contains("/tmp/watch.jfr");
    String output = run(block.replace("/tmp/watch.jfr", home.resolve("watch.jfr").toString()));

    assertThat(form(output.substring(output.indexOf("valkey_commands.command_call {"))))
        .containsSubsequence(
            "valkey_commands.command_call {",
            "  startTime = TIME",
            "  name = \"set\"",
            "  duration_ = N.N ms",
            "  eventThread = \"muninn-server\" (javaThreadId = N)",
            "}");
  }
}
