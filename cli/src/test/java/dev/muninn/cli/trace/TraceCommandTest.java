package dev.muninn.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which commands the verbs send, what is remembered, and what is said when it goes wrong. */
class TraceCommandTest {
  private static final String STATE =
      resp("*1 *8 $4 name $1 w $6 active :1 $6 output $4 /x/y $4 lost :3");

  @TempDir private Path home = Path.of("");
  private FakeServer server;

  private static String resp(String lines) {
    return lines.replace(" ", "\r\n") + "\r\n";
  }

  @BeforeEach
  void startServer() throws IOException {
    server = new FakeServer().reply("TRACE STATUS", STATE);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private ToolRun trace(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "trace";
    all[1] = "--port";
    all[2] = Integer.toString(server.port());
    System.arraycopy(args, 0, all, 3, args.length);
    return ToolRun.of(home, all);
  }

  @Test
  void shouldSendWhatCreateAsksFor() {
    ToolRun run =
        trace(
            "create",
            "w",
            "-o",
            "/x/y",
            "--snapshot",
            "--buffer-size",
            "4M",
            "--max-time",
            "10s",
            "--rotate-size",
            "1G",
            "--keep",
            "3");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("Session w created.\nTraces will be output to /x/y\n");
    assertThat(server.commands())
        .containsExactly(
            "TRACE CREATE w SNAPSHOT BUFFER 4194304 MAX-TIME 10000"
                + " ROTATE-SIZE 1073741824 KEEP 3 OUTPUT /x/y",
            "TRACE STATUS w");
  }

  @Test
  void shouldLinkTheOutputToWhatAServerWritesBeneathItsOwnDirectory() throws IOException {
    String refusal = "-ERR OUTPUT outside of trace-dir not allowed. If the\r\n";
    Path output = home.resolve("deep/night");
    server
        .reply("TRACE CREATE w OUTPUT " + output, refusal)
        .reply("TRACE SNAPSHOT w", "$4\r\n/s/1\r\n")
        .reply("TRACE SNAPSHOT w OUTPUT " + home.resolve("shot"), refusal);
    Path busy = Files.createDirectories(home.resolve("busy/full"));
    server.reply("TRACE CREATE w OUTPUT " + busy.getParent(), refusal);

    ToolRun run = trace("create", "w", "-o", output.toString());
    assertThat(run.out())
        .isEqualTo("Session w created.\nTraces will be output to " + output + "\n");
    assertThat(run.err())
        .isEqualTo(
            "muninn: the server writes beneath its trace-dir: " + output + " is a link to /x/y\n");
    assertThat(Files.readSymbolicLink(output)).isEqualTo(Path.of("/x/y"));
    assertThat(server.commands()).contains("TRACE CREATE w");

    assertThat(trace("snapshot", "record", "-s", "w", home.resolve("shot").toString()).out())
        .endsWith(": " + home.resolve("shot") + "\n");
    assertThat(Files.readSymbolicLink(home.resolve("shot"))).isEqualTo(Path.of("/s/1"));
    shouldFail(
        trace("create", "w", "-o", output.toString()),
        1,
        "the output is there already: path=" + output + "\n");
    shouldFail(
        trace("create", "w", "-o", home.resolve("busy").toString()),
        1,
        "the output is not empty: path=" + home.resolve("busy") + "\n");
    assertThat(server.commands().getLast()).startsWith("TRACE CREATE w OUTPUT ");
  }

  @Test
  void shouldNameASessionLikeLttng() {
    ToolRun run = trace("create");

    assertThat(run.out()).containsPattern("Session auto-\\d{8}-\\d{6} created");
  }

  @Test
  void shouldRememberTheSessionAndItsServer() throws IOException {
    trace("create", "w");
    ToolRun run = ToolRun.of(home, "trace", "start");

    assertThat(run.out()).isEqualTo("Tracing started for session w\n");
    assertThat(server.commands().getLast()).isEqualTo("TRACE START w");
    assertThat(Files.readString(home.resolve(".muninnrc")))
        .isEqualTo("session=w\nhost=127.0.0.1\nport=" + server.port() + "\n");
  }

  @Test
  void shouldSetTheCurrentSession() {
    ToolRun run = trace("set-session", "w");

    assertThat(run.out()).isEqualTo("Session set to w\n");
    assertThat(ToolRun.of(home, "trace", "start").out())
        .isEqualTo("Tracing started for session w\n");
    assertThat(server.commands()).containsExactly("TRACE STATUS w", "TRACE START w");
  }

  @Test
  void shouldSetNoSessionThatTheServerLacks() {
    trace("create", "w");
    server.reply("TRACE STATUS x", "-ERR no such session: name=x\r\n");

    shouldFail(trace("set-session", "x"), 1, "no such session: name=x\n");
    assertThat(ToolRun.of(home, "trace", "start").out())
        .isEqualTo("Tracing started for session w\n");
  }

  @Test
  void shouldTellTheFiguresOfASessionAsPeopleReadThem() {
    server.reply(
        "TRACE STATUS",
        resp(
            "*1 *14 $4 name $1 w $6 active :0 $6 output $4 /x/y $6 events :1234567 $5 bytes"
                + " :1572864 $10 running-ms :61999 $13 last-snapshot $0 "));

    assertThat(trace("status", "w").out())
        .isEqualTo(
            """
            Recording session w: [inactive]
                Trace output: /x/y
                events: 1,234,567
                bytes: 1.5 MiB
                running: 1 min 1 s
            """);
  }

  @Test
  void shouldDoWhatItIsToldInAHomeThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    String port = Integer.toString(server.port());
    ToolRun run = ToolRun.of(file, "trace", "--port", port, "create", "w");

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("Session w created.\n");
    assertThat(run.err())
        .isEqualTo(
            "muninn: not remembered: cannot write " + file + "/.muninnrc: Not a directory\n");
    assertThat(ToolRun.of(file, "trace", "--port", port, "stop", "w").status()).isZero();
  }

  @Test
  void shouldNotFailForWantOfAHome() {
    ToolRun run = ToolRun.homeless("trace", "--port", Integer.toString(server.port()), "create");

    assertThat(run.status()).isZero();
    assertThat(run.err())
        .isEqualTo("muninn: not remembered: there is no home directory to write to (HOME)\n");
  }

  @Test
  void shouldEnableEventsInLttngsWords() {
    ToolRun run =
        trace(
            "enable-event",
            "-u",
            "-s",
            "w",
            "a:*,b:c",
            "d:e",
            "-f",
            "duration > 10",
            "-x",
            "a:x,a:y",
            "--sample",
            "100");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(3).first().isEqualTo("event a:* enabled in session w");
    assertThat(server.commands())
        .containsExactly(
            "TRACE ENABLE w a:* b:c d:e FILTER duration > 10 SAMPLE 100 EXCLUDE a:x a:y");
  }

  @Test
  void shouldEnableAndDisableAllEvents() {
    trace("enable-event", "-s", "w", "-a");
    trace("disable-event", "-s", "w", "--all");

    assertThat(server.commands()).containsExactly("TRACE ENABLE w *", "TRACE DISABLE w *");
  }

  @Test
  void shouldAddContextsInLttngsWords() {
    ToolRun run = trace("add-context", "-u", "-s", "w", "-t", "vpid", "--type=vtid,procname");

    assertThat(run.out())
        .isEqualTo(
            """
            UST context vpid added to all channels
            UST context vtid added to all channels
            UST context procname added to all channels
            """);
    assertThat(server.commands()).containsExactly("TRACE ADD-CONTEXT w vpid vtid procname");
    shouldFail(trace("add-context", "-s", "w"), 1, "which context? for instance --type vpid\n");
    shouldFail(
        trace("add-context", "-s", "w", "-t", "vpid", "-c", "channel0"),
        1,
        "a server's session has no channels");
  }

  @Test
  void shouldTrackProcesses() {
    trace("track", "-u", "-s", "w", "-p", "12,13");
    trace("untrack", "-u", "-s", "w", "--pid", "--all");

    assertThat(server.commands())
        .containsExactly("TRACE TRACK w 12", "TRACE TRACK w 13", "TRACE UNTRACK w ALL");
  }

  @Test
  void shouldSayWhatWasLostWhenItStops() {
    ToolRun run = trace("stop", "w");

    assertThat(run.out()).isEqualTo("Tracing stopped for session w\n");
    assertThat(run.err()).startsWith("muninn: 3 events were lost");
  }

  @Test
  void shouldTakeASnapshotAndRotate() {
    server.reply("TRACE SNAPSHOT", "$4\r\n/s/1\r\n").reply("TRACE ROTATE", "$4\r\n/c/1\r\n");

    assertThat(trace("snapshot", "record", "-s", "w").out())
        .isEqualTo("Snapshot recorded successfully for session w: /s/1\n");
    assertThat(trace("rotate", "w").out()).isEqualTo("Session w rotated: /c/1\n");
    assertThat(server.commands()).containsExactly("TRACE SNAPSHOT w", "TRACE ROTATE w");
  }

  @Test
  void shouldForgetADestroyedSessionButNotItsTrace() throws IOException {
    trace("create", "w");
    trace("destroy");

    assertThat(server.commands().getLast()).isEqualTo("TRACE DESTROY w");
    assertThat(Files.readString(home.resolve(".muninnrc"))).isEqualTo("trace=/x/y\n");
  }

  @Test
  void shouldRecordInOneStep() {
    ToolRun run = trace("record", "-d", "1ms", "-e", "a:*");

    assertThat(run.status()).as(run.err()).isZero();
    String name = server.commands().getFirst().split(" ", -1)[2];
    assertThat(server.commands())
        .containsSubsequence(
            "TRACE CREATE " + name + " OUTPUT " + name,
            "TRACE ENABLE " + name + " a:*",
            "TRACE START " + name,
            "TRACE STOP " + name,
            "TRACE DESTROY " + name);
    assertThat(run.out())
        .contains("3 lost", ": /x/y\nNext: muninn top, or muninn report -o report.html\n");
  }

  @Test
  void shouldDestroyTheSessionOfARecordingThatFails() {
    server.reply("TRACE ENABLE", "-ERR filter: expected a value at position 4\r\n");
    ToolRun run = trace("record", "-d", "1ms", "-e", "a:*", "-f", "x ==");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("muninn: filter: expected a value at position 4\n");
    assertThat(server.commands().getLast()).startsWith("TRACE DESTROY record-");
  }

  @Test
  void shouldLogIn() {
    trace("--user", "u", "--pass", "secret", "start", "w");

    assertThat(server.commands()).containsExactly("AUTH u secret", "TRACE START w");
  }

  private void shouldFail(ToolRun run, int status, String message) {
    assertThat(run.err()).startsWith("muninn: " + message);
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void shouldSayThatTheServerIsAnother() {
    server.reply("TRACE", "-ERR unknown command 'TRACE', with args beginning with: 'START' \r\n");

    shouldFail(
        trace("start", "w"),
        1,
        "the server at 127.0.0.1:" + server.port() + " does not know TRACE: is it Muninn?\n");
  }

  @Test
  void shouldSayThatAPasswordIsNeeded() {
    server.reply("TRACE", "-NOAUTH Authentication required.\r\n");

    shouldFail(
        trace("start", "w"),
        1,
        "the server at 127.0.0.1:"
            + server.port()
            + " wants a password: give --pass, or set REDISCLI_AUTH\n");
  }

  @Test
  void shouldSayThatItIsNoServer() {
    server.reply("TRACE", "HTTP/1.1 400 Bad Request\r\n");

    shouldFail(trace("start", "w"), 1, "127.0.0.1:" + server.port() + " does not speak RESP");
  }

  @Test
  void shouldRefuseAReplyWithoutBounds() {
    server.reply("TRACE", "*1048577\r\n");
    shouldFail(trace("start", "w"), 1, "127.0.0.1:" + server.port() + " does not speak RESP");
    server.reply("TRACE", "$99999999999\r\n");
    shouldFail(trace("start", "w"), 1, "127.0.0.1:" + server.port() + " does not speak RESP");
    server.reply("TRACE", "*1\r\n".repeat(40) + ":1\r\n");
    shouldFail(trace("start", "w"), 1, "127.0.0.1:" + server.port() + " does not speak RESP");
  }

  @Test
  void shouldSayThatNobodyListens() {
    server.close();

    shouldFail(
        trace("start", "w"),
        1,
        "cannot connect to 127.0.0.1:" + server.port() + ": connection refused\n");
  }

  @Test
  void shouldSayThatASocketIsMissing() {
    shouldFail(
        ToolRun.of(home, "trace", "--socket", "/missing/socket", "start", "w"),
        1,
        "cannot connect to /missing/socket: no such file or directory\n");
  }

  @Test
  void shouldSayThatThereIsNoCurrentSession() {
    shouldFail(trace("start"), 1, "no current session: make one with 'muninn trace create'");
  }

  @Test
  void shouldRefuseWrongUsage() {
    shouldFail(trace("enable-event", "--bogus"), 2, "unknown option: '--bogus'\n");
    shouldFail(trace("bogus"), 2, "unknown command: 'bogus'\n");
    shouldFail(trace(), 2, "which verb?\n");
    shouldFail(trace("enable-event", "-s", "w"), 1, "which events?");
    shouldFail(trace("track", "-s", "w", "-p", "x"), 1, "not a process id: 'x'\n");
    shouldFail(trace("create", "w", "--buffer-size", "many"), 1, "not a size: 'many'");
    shouldFail(trace("record", "-d", "soon"), 1, "not a time: 'soon'");
    shouldFail(
        ToolRun.of(home, "trace", "--port", "99999", "start", "w"), 1, "not a port: '99999'");
    assertThat(server.commands()).isEmpty();
  }

  @Test
  void shouldExplainEveryVerb() {
    for (String verb :
        new String[] {
          "record",
          "create",
          "enable-event",
          "disable-event",
          "track",
          "untrack",
          "start",
          "stop",
          "status",
          "list",
          "snapshot",
          "rotate",
          "enable-rotation",
          "view",
          "destroy"
        }) {
      ToolRun run = ToolRun.of(home, "trace", verb, "--help");

      assertThat(run.status()).as(verb).isZero();
      assertThat(run.out()).startsWith("Usage: muninn trace " + verb);
    }
  }
}
