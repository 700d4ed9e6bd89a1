package dev.muninn.tracepoint.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.processor.Compilation;
import dev.muninn.tracepoint.testing.Babeltrace;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ReadmeTest {
  @TempDir private static Path directory = Path.of("");
  private static Readme readme;

  @BeforeAll
  static void build() throws IOException {
    readme = new Readme();
    // The traced program may run as another user.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Map.Entry<String, String> file : readme.files().entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, file.getValue());
    }
    assertThat(run("build", Map.of())).isEmpty();
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put(
        "PATH",
        Path.of(System.getProperty("java.home"), "bin")
            + File.pathSeparator
            + System.getenv("PATH"));
    environment.put("JAR", Path.of("target/classes").toAbsolutePath().toString());
    return environment;
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-ec", "cd " + directory + "\n" + script);
  }

  /** Runs a script of the README and returns what it says. */
  private static String run(String name, Map<String, String> more) {
    return run(name, more, List.of());
  }

  private static String run(String name, Map<String, String> more, List<String> prefix) {
    Map<String, String> environment = environment();
    environment.putAll(more);
    List<String> command = new ArrayList<>(prefix);
    command.addAll(shell(readme.script(name)));
    Tools.Result result = Tools.run(environment, command);
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }

  /** The running shop. */
  private record Shop(Process process, String pid) implements AutoCloseable {

    static Shop open(Path objects, Map<String, String> more, List<String> prefix)
        throws IOException {
      List<String> command = new ArrayList<>(prefix);
      command.addAll(shell("exec " + readme.script("start")));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment());
      builder.environment().putAll(more);
      builder.environment().put("JDK_JAVA_OPTIONS", "-Dmuninn.tracepoint.dir=" + objects);
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new Shop(process, String.valueOf(process.inputReader().readLine()));
    }

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }

  @Test
  void shouldShowItsEventsInLttng() throws IOException {
    try (LttngDaemon daemon = LttngDaemon.start()) {
      Path objects = Path.of(String.valueOf(daemon.environment().get("HOME")), "objects");
      try (Shop shop = Shop.open(objects, daemon.environment(), daemon.prefix())) {
        Tools.await(
            "LTTng knows the shop with pid " + shop.pid(),
            () -> daemon.lttng("list", "--userspace").contains("acme_shop:item_sold"));
        assertThat(run("lttng", daemon.environment(), daemon.prefix()))
            .containsPattern(
                "acme_shop:item_sold: \\{ cpu_id = \\d+ }, \\{ item_id = \\d+, name = \"apple\","
                    + " price = 0.25, payment = \\( \"CARD\" : container = 1 \\) }");
      }
    }
  }

  @Test
  void shouldShowItsEventsInBpftrace() throws IOException {
    BpfTrace.assumeUsable();
    try (Shop shop = Shop.open(directory.resolve("objects"), Map.of(), List.of())) {
      assertThat(run("bpftrace", Map.of("PID", shop.pid()))).containsPattern("sold \\d+ apple\n");
    }
  }

  @Test
  void shouldShowItsEventsInFlightRecorder() throws IOException {
    try (Shop shop = Shop.open(directory.resolve("objects"), Map.of(), List.of())) {
      Tools.await("shop answers", () -> Tools.output(jcmd(), shop.pid(), "help").contains("JFR"));
      assertThat(run("jfr", Map.of("PID", shop.pid())))
          .containsPattern(
              """
              acme_shop.item_sold \\{
                startTime = .*
                item_id = \\d+
                name = "apple"
                price = 0.25
                payment = "CARD"
                eventThread = "main" .*
              }
              """);
    }
  }

  @Test
  void shouldRecordItself() {
    Babeltrace.assumeInstalled();
    assertThat(run("recorder", Map.of()))
        .contains("events=1000, lost=0")
        .containsPattern(
            "acme_shop:item_sold: \\{ vtid = \\d+, thread = \"main\" }, \\{ item_id = 412,"
                + " name = \"apple\", price = 0.25,"
                + " payment = \\( \"CARD\" : container = 1 \\) }");
    assertThat(Babeltrace.read(directory.resolve("shop-trace")).events()).hasSize(1000);
    assertThat(Babeltrace.read(directory.resolve("shop-snapshot")).events()).hasSize(1000);
  }

  private static String jcmd() {
    return Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
  }

  @Test
  void shouldCompileTheProviderFile() throws IOException {
    Compilation compilation = new Compilation(directory.resolve("d"));
    for (Map.Entry<String, String> file : readme.files().entrySet()) {
      if (file.getKey().startsWith("probes/")) {
        compilation.file(file.getKey(), file.getValue());
      }
    }
    assertThat(compilation.run()).isEmpty();
    assertThat(Files.readString(compilation.out().resolve("probes/AcmeStockProbes.java")))
        .contains(
            "void goodsIn(@Field(\"item_id\") @Unsigned int item_id, @Field(\"name\") CharSequence name);");
  }

  @Test
  void shouldWriteTheProviderAndTheTable() throws IOException {
    assertThat(run("tools", Map.of())).isEmpty();
    assertThat(directory.resolve("shop.d"))
        .content()
        .contains("probe item_sold(uint32_t item_id, char *name, double price, int payment);");
    assertThat(directory.resolve("EVENTS.md"))
        .content()
        .contains(
            "| `item_sold` | An item was sold and paid. | `item_id` uint32: the item's number");
  }
}
