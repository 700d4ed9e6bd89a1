package dev.muninn.cli.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events in JDK Flight Recorder's recordings of one running server. */
class JfrEventsTest {
  private static ServerProcess server;

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void startServer(@TempDir Path objects) {
    server = ServerProcess.builder().objectsIn(objects).start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  private static String jcmd(String command, String... arguments) {
    List<String> words = new ArrayList<>(List.of(tool("jcmd"), Long.toString(server.pid())));
    words.add(command);
    words.addAll(List.of(arguments));
    return Tools.output(words.toArray(String[]::new));
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** All but those that are made of JFR's own. */
  private static Stream<String> expected() {
    return TracedEvents.ALL.stream()
        .filter(event -> !event.startsWith("jvm:"))
        .map(event -> event.replace(':', '.'));
  }

  private void awaitLate(String name) {
    Tools.await(
        "a recording has process.cpu_wait",
        () -> {
          Path file = directory.resolve("late.jfr");
          jcmd("JFR.dump", "name=" + name, "filename=" + file);
          return counts(file).containsKey("process.cpu_wait");
        });
  }

  private Path dump(String name) {
    Path file = directory.resolve(name + ".jfr");
    jcmd("JFR.dump", "name=" + name, "filename=" + file);
    jcmd("JFR.stop", "name=" + name);
    return file;
  }

  /** Our events by name; JFR's own are left out. */
  private static Map<String, Integer> counts(Path file) {
    Map<String, Integer> counts = new TreeMap<>();
    try {
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        String name = event.getEventType().getName();
        if (!name.startsWith("jdk.") && !name.startsWith("muninn.")) {
          counts.merge(name, 1, Integer::sum);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }

  @Test
  void shouldPrintTheCommandsOfAPlainRecording() {
    jcmd("JFR.start", "name=plain");
    try (RespClient client = server.connect()) {
      client.call("SET", "raven", "muninn");
      client.call("KEYS", "raven");
    }
    Path file = dump("plain");
    String printed =
        Tools.output(
            tool("jfr"), "print", "--events", "valkey_commands.command_call", file.toString());

    assertThat(printed.replaceAll("\\s+", " ").strip()).matches(event("set") + " " + event("keys"));
  }

  private static String event(String command) {
    return "valkey_commands.command_call \\{ startTime = \\S+ \\(\\S+\\) name = \""
        + command
        + "\" duration_ = [0-9.]+ [mu]?s eventThread = \"muninn-server\" \\(javaThreadId = \\d+\\) }";
  }

  @Test
  void shouldRecordEveryCommandOnce() {
    jcmd(
        "JFR.start",
        "name=count",
        "settings=none",
        "+valkey_commands.command_call#enabled=true",
        "+valkey_server.command#enabled=true",
        "+valkey_server.fast_command#enabled=true",
        "+redis.call__start#enabled=true",
        "+redis.call__end#enabled=true");
    try (RespClient client = server.connect()) {
      client.repeat(6000, "SET", "raven", "muninn");
      client.repeat(4000, "GET", "raven");
    }
    assertThat(counts(dump("count")))
        .containsAllEntriesOf(
            Map.of(
                "valkey_commands.command_call", 10_000,
                "valkey_server.command", 6_000,
                "valkey_server.fast_command", 4_000,
                "redis.call__start", 10_000,
                "redis.call__end", 10_000));
  }

  @Test
  void shouldRecordEveryEvent() {
    List<String> arguments = new ArrayList<>(List.of("name=all", "settings=none"));
    for (String event : TracedEvents.ALL) {
      arguments.add("+" + event.replace(':', '.') + "#enabled=true");
    }
    jcmd("JFR.start", arguments.toArray(String[]::new));
    TracedEvents.fireAll(server);
    awaitLate("all");

    assertThat(counts(dump("all")).keySet())
        .containsExactlyInAnyOrderElementsOf(expected().toList());
  }

  @Test
  void shouldRecordNoEntryTwinsUnlessTheyAreNamed() {
    jcmd("JFR.start", "name=twins");
    TracedEvents.fireAll(server);
    awaitLate("twins");

    assertThat(counts(dump("twins")).keySet())
        .containsExactlyInAnyOrderElementsOf(
            expected()
                .filter(event -> !event.contains("_entry") && !event.startsWith("valkey_keys."))
                .toList());
  }
}
