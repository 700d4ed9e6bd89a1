package dev.muninn.cli.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.BpfTrace;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event as a USDT probe of one running server, for readelf, bpftrace, perf and gdb. */
class UsdtProbesTest {
  @TempDir private static Path directory = Path.of("");

  private static ServerProcess server;

  @BeforeAll
  static void startServer() {
    server = ServerProcess.builder().objectsIn(directory.resolve("objects")).start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  private static Path object(String provider) {
    return server.objects().stream()
        .filter(file -> file.getFileName().toString().startsWith("muninn-" + provider + "-"))
        .findFirst()
        .orElseThrow();
  }

  private static String words(String line) {
    return String.join(" ", line.strip().split("\\s+"));
  }

  @Test
  void shouldDescribeTheProbesOfRedisInNotes() {
    Tools.assumeInstalled("readelf");
    String notes = Tools.output("readelf", "--wide", "--notes", object("redis").toString());

    assertThat(words(notes)).matches(".*" + note("call__start") + ".*" + note("call__end") + ".*");
  }

  private static String note(String probe) {
    String address = " 0x0*[1-9a-f][0-9a-f]*";
    return "NT_STAPSDT \\(SystemTap probe descriptors\\) Provider: redis Name: "
        + probe
        + " Location:"
        + address
        + ", Base:"
        + address
        + ", Semaphore:"
        + address
        + " Arguments: (-4@%edi|-8@x0)";
  }

  @Test
  void shouldCountEveryCommandAndReadItsClient() throws IOException {
    BpfTrace.assumeUsable();
    assertThat(semaphore("call__start")).isZero();
    try (RespClient client = server.connect();
        RespClient other = server.connect()) {
      String id = client.call("CLIENT", "ID");
      String script =
          """
          usdt:*:redis:call__start {
            if (arg0 == %s) { @start = count(); @open = 1; } else { printf("attached\\n"); }
          }
          usdt:*:redis:call__end /arg0 == %s && @open == 1/ { @end = count(); @open = 0; }
          """
              .formatted(id, id);
      try (BpfTrace trace = BpfTrace.attach(server.pid(), script)) {
        trace.awaitOutput(List.of("attached"), () -> other.call("PING"));
        assertThat(semaphore("call__start")).isEqualTo(1);
        assertThat(semaphore("call__end")).isEqualTo(1);
        client.repeat(1000, "SET", "raven", "muninn");
        client.repeat(1000, "GET", "raven");

        assertThat(trace.finish()).contains("@start: 2000", "@end: 2000", "@open: 0");
      }
    }
    Tools.await(
        "the semaphores are 0 again",
        () -> semaphore("call__start") == 0 && semaphore("call__end") == 0);
  }

  /** The probe's semaphore in the server's memory. */
  private static int semaphore(String probe) {
    Path object = object("redis");
    Matcher note =
        Pattern.compile("Name: " + probe + "\\s+Location: \\S+ Base: \\S+ Semaphore: 0x(\\w+)")
            .matcher(Tools.output("readelf", "--wide", "--notes", object.toString()));
    assertThat(note.find()).isTrue();
    long address = Long.parseUnsignedLong(note.group(1), 16);
    try (Stream<String> maps = Files.lines(Path.of("/proc/" + server.pid() + "/maps"));
        RandomAccessFile memory = new RandomAccessFile("/proc/" + server.pid() + "/mem", "r")) {
      String first =
          maps.filter(line -> line.endsWith(object.toString())).findFirst().orElseThrow();
      memory.seek(Long.parseLong(first.substring(0, first.indexOf('-')), 16) + address);
      return memory.readUnsignedByte() | memory.readUnsignedByte() << 8;
    } catch (IOException e) {
      throw new AssertionError("cannot read the semaphore: probe=" + probe, e);
    }
  }

  @Test
  void shouldReachEveryEventWithBpftrace() {
    BpfTrace.assumeUsable();
    String script =
        TracedEvents.ALL.stream()
            .map(event -> "usdt:*:" + event + " { @[\"" + event + "\"] = count(); }\n")
            .collect(Collectors.joining());
    for (String event : TracedEvents.LATE) {
      script += "usdt:*:" + event + " { printf(\"" + event + "\\n\"); }\n";
    }
    script += "usdt:*:redis:call__end { printf(\"attached\\n\"); }";
    try (RespClient client = server.connect();
        BpfTrace trace = BpfTrace.attach(server.pid(), script)) {
      trace.awaitOutput(List.of("attached"), () -> client.call("PING"));
      TracedEvents.fireAll(server);
      trace.awaitOutput(TracedEvents.LATE, () -> TracedEvents.fireLate(server));

      assertThat(trace.finish())
          .filteredOn(line -> line.startsWith("@["))
          .map(line -> line.substring(2, line.indexOf(']')))
          .containsExactlyInAnyOrderElementsOf(TracedEvents.ALL);
    }
  }

  @Test
  void shouldShowArgumentsOfCommandsAndClientsToBpftrace() {
    BpfTrace.assumeUsable();
    String script =
        """
        usdt:*:valkey_commands:command_call /arg1 >= 20000/ { printf("slow %s\\n", str(arg0)); }
        usdt:*:valkey_commands_entry:command_call_entry {
          printf("%s by %lu %s %s\\n", str(arg0), arg1, str(arg2), str(arg3));
        }
        """;
    try (RespClient client = server.connect();
        BpfTrace trace = BpfTrace.attach(server.pid(), script)) {
      String id = client.call("CLIENT", "ID");
      client.call("CLIENT", "SETNAME", "hugin");
      String by = " by " + id + " " + client.address() + " hugin";
      trace.awaitOutput(
          List.of("debug" + by, "slow debug"), () -> client.call("DEBUG", "SLEEP", "0.02"));
    }
  }

  @Test
  void shouldBeListedByGdb() {
    Tools.assumeInstalled("gdb");
    Path object = object("redis");
    String probes =
        Tools.output("gdb", "-batch", "-ex", "info probes stap redis", object.toString());

    assertThat(probes.lines().filter(line -> line.startsWith("stap")).map(UsdtProbesTest::words))
        .satisfiesExactly(
            line -> assertThat(line).matches("stap redis call__end( 0x\\w+){2} " + object),
            line -> assertThat(line).matches("stap redis call__start( 0x\\w+){2} " + object));
  }

  @Test
  void shouldBeListedByPerf() {
    Tools.assumeInstalled("perf");
    String cache = directory.resolve("buildid").toString();
    for (Path object : server.objects()) {
      Tools.output("perf", "--buildid-dir", cache, "buildid-cache", "--add", object.toString());
    }
    String list = Tools.output("perf", "--buildid-dir", cache, "list", "sdt");

    assertThat(list.lines().filter(line -> line.contains("sdt_")).map(UsdtProbesTest::words))
        .containsExactlyInAnyOrderElementsOf(
            TracedEvents.ALL.stream().map(event -> "sdt_" + event + " [SDT event]").toList());
  }
}
