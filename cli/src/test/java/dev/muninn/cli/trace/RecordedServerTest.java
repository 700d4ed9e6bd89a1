package dev.muninn.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server recorded by the verbs, and the trace read by every tool and by others' tools. */
class RecordedServerTest {
  @TempDir private Path home = Path.of("");
  private ServerProcess server;

  @BeforeEach
  void startServer() {
    server = ServerProcess.builder().arguments("--trace-dir", home.toString()).start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private String tool(String... args) {
    ToolRun run = ToolRun.of(home, args);
    assertThat(run.status()).as(String.join(" ", args) + ": " + run.err()).isZero();
    return run.out();
  }

  /** Records one get and one slow command. */
  private Path record() {
    String port = Integer.toString(server.port());
    Path output = home.resolve("trace");
    tool("trace", "-p", port, "create", "w", "-o", output.toString());
    tool("trace", "enable-event", "valkey_commands:*", "valkey_server:*");
    tool("trace", "enable-event", "valkey_commands_entry:command_call_entry");
    tool("trace", "start");
    try (RespClient client = server.connect()) {
      client.call("GET", "raven");
      client.call("DEBUG", "SLEEP", "0.02");
    }
    tool("trace", "stop");
    return output;
  }

  @Test
  void shouldViewWhatTheVerbsRecorded() {
    record();

    assertThat(tool("trace", "view", "--filter", "name == \"get\" && duration >= 0").lines())
        .singleElement()
        .asString()
        .contains("valkey_commands:command_call", "name = \"get\", duration = ");
    assertThat(tool("trace", "list")).contains("1) w [inactive]");
    assertThat(tool("trace", "status")).contains("lost: 0\n", "    valkey_server:*\n");
    assertThat(tool("trace", "list", "-u")).contains("      valkey_commands:command_call");
    assertThat(tool("trace", "destroy")).isEqualTo("Session w destroyed\n");
  }

  @Test
  void shouldViewTheSessionThatRecordsNow() {
    String port = Integer.toString(server.port());
    tool("trace", "-p", port, "create", "old", "-o", home.resolve("old").toString());
    tool("trace", "enable-event", "valkey_commands:*");
    tool("trace", "create", "-p", port, "new", "-o", home.resolve("new").toString());
    tool("trace", "enable-event", "valkey_commands:*");
    tool("trace", "start", "old");
    tool("trace", "start", "new");
    tool("trace", "stop", "old");

    ToolRun now = ToolRun.of(home, "trace", "view");
    assertThat(now.status()).isZero();
    assertThat(now.err()).isEqualTo("muninn: the trace being recorded: " + home + "/new\n");
    tool("trace", "stop", "new");
    tool("trace", "stop", "old");
    assertThat(ToolRun.of(home, "trace", "view").err())
        .isEqualTo("muninn: the last trace: " + home + "/old\n");
    tool("trace", "destroy", "--all");
    assertThat(ToolRun.of(home, "trace", "view").status()).isZero();
  }

  @Test
  void shouldShowWhereAQueryIsWrong() {
    record();
    ToolRun run = ToolRun.of(home, "sql", "select\n  nonsense\nfrom commands");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("muninn: Binder Error: ")
        .endsWith("\nLINE 2:   nonsense\n          ^\n");
  }

  @Test
  void shouldWriteATraceThatBabeltraceReadsTheSame() {
    Tools.assumeInstalled("babeltrace2");
    Path trace = record();

    assertThat(tool("trace", "view")).isEqualTo(Tools.output("babeltrace2", trace.toString()));
  }

  @Test
  void shouldRecordContextsWithEveryEvent() {
    Tools.assumeInstalled("babeltrace2");
    String port = Integer.toString(server.port());
    Path output = home.resolve("context");
    tool("trace", "-p", port, "create", "c", "-o", output.toString());
    tool("trace", "enable-event", "valkey_commands:*");
    tool("trace", "add-context", "-u", "-t", "vpid", "-t", "procname");
    assertThat(tool("trace", "status")).contains("    contexts: vpid procname\n");
    tool("trace", "start");
    try (RespClient client = server.connect()) {
      client.call("GET", "raven");
    }
    ToolRun late = ToolRun.of(home, "trace", "add-context", "-t", "vtid");
    tool("trace", "stop");

    assertThat(late.err())
        .isEqualTo("muninn: session has been started, contexts are added before: name=c\n");
    assertThat(tool("trace", "view", "--filter", "name == \"get\"").lines())
        .singleElement()
        .asString()
        .contains(
            ", { vpid = " + server.pid() + ", procname = \"muninn-server\" }, { name = \"get\",");
    assertThat(tool("trace", "view")).isEqualTo(Tools.output("babeltrace2", output.toString()));
  }

  @Test
  void shouldAnswerAboutTheLastTrace() throws IOException {
    record();
    Path page = home.resolve("report.html");
    tool("report", "-o", page.toString());

    assertThat(tool("top")).contains("debug");
    assertThat(Files.readString(page)).startsWith("<!doctype html>");
    assertThat(
            tool(
                "sql",
                "--csv",
                "select name, duration_us >= 20000 as slow from commands"
                    + " where name in ('get', 'debug') and client_id > 0 order by nanos"))
        .isEqualTo("name,slow\r\nget,false\r\ndebug,true\r\n");
  }

  @Test
  void shouldExportForOthers() throws IOException {
    Path trace = record();
    Path parquet = home.resolve("t.parquet");
    Path folded = home.resolve("t.folded");
    tool("export", trace.toString(), "--parquet", parquet.toString());
    tool("export", trace.toString(), "--folded", folded.toString());
    tool("export", trace.toString(), "--perfetto", home.resolve("t.pftrace").toString());

    assertThat(
            tool(
                "sql",
                "--json",
                parquet.toString(),
                "select max(duration_us) > 20000 as slow" + " from commands"))
        .isEqualTo("[\n{\"slow\": true}\n]\n");
    List<String> stacks = Files.readAllLines(folded);
    assertThat(stacks).anyMatch(line -> line.matches("turn;command;debug [2-9]\\d{4,}"));
    assertThat(home.resolve("t.pftrace")).isNotEmptyFile();
  }

  @Test
  void shouldRecordInOneStepAndTakeASnapshot() throws IOException {
    String port = Integer.toString(server.port());

    assertThat(tool("trace", "record", "-p", port, "-d", "200ms"))
        .contains(" 0 lost, ", "Next: muninn top");
    assertThat(tool("top"))
        .doesNotContainPattern("trace\\|\\w+ (?!\\(who records\\))")
        .contains("left out of the figures.");
    tool("trace", "-p", port, "create", "f", "--snapshot");
    tool("trace", "enable-event", "--all");
    tool("trace", "start");
    String snapshot = tool("trace", "snapshot", "record").strip();
    Path at = Path.of(snapshot.substring(snapshot.lastIndexOf(' ') + 1));
    assertThat(at.resolve("metadata")).exists();
    assertThat(tool("trace", "destroy", "--all")).isEqualTo("Session f destroyed\n");
  }

  @Test
  void shouldSayWhatIsNoTrace() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    for (String[] args :
        List.of(
            new String[] {"top", empty.toString()},
            new String[] {"report", empty.toString()},
            new String[] {"trace", "view", empty.toString()},
            new String[] {"export", empty.toString(), "--folded", home.resolve("f").toString()},
            new String[] {"sql", empty.toString(), "select 1"})) {
      ToolRun run = ToolRun.of(home, args);

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines()).singleElement().asString().startsWith("muninn: " + empty);
    }
  }
}
