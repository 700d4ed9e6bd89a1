package dev.muninn.benchmarks.reading;

import dev.muninn.benchmarks.load.RedisBenchmark;
import dev.muninn.benchmarks.process.NotRunException;
import dev.muninn.benchmarks.process.RunningServer;
import dev.muninn.benchmarks.process.ServerCommand;
import dev.muninn.benchmarks.process.TemporaryDirectory;
import dev.muninn.benchmarks.process.Tool;
import dev.muninn.benchmarks.tracing.SessionDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A trace that LTTng makes of a server under load: two channels, a buffer for each CPU. */
public final class RecordedTrace implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 120;

  private final TemporaryDirectory directory;

  private RecordedTrace(TemporaryDirectory directory) {
    this.directory = directory;
  }

  /** Records SETs and then as many GETs, 16 in flight on each connection; two events for each. */
  public static RecordedTrace record(
      ServerCommand command, int serverCpu, int clientCpu, int requests)
      throws NotRunException, IOException, InterruptedException {
    Tool.require("lttng");
    Tool.require("redis-benchmark");
    RecordedTrace trace = new RecordedTrace(new TemporaryDirectory());
    String name = "muninn-reader-" + ProcessHandle.current().pid();
    boolean recorded = false;
    SessionDaemon daemon = SessionDaemon.ensure();
    try (TemporaryDirectory home = new TemporaryDirectory();
        RunningServer server = RunningServer.start(command, serverCpu, home.path())) {
      lttng("create", name, "--output=" + trace.path());
      try {
        lttng("track", "-u", "-s", name, "--vpid=" + server.pid());
        channel(name, "commands", "valkey_commands:*");
        channel(name, "server", "valkey_server:*");
        lttng("start", name);
        RedisBenchmark load = new RedisBenchmark(clientCpu);
        load.run(server.port(), "set", 16, requests);
        load.run(server.port(), "get", 16, requests);
        lttng("stop", name);
      } finally {
        lttng("destroy", name);
      }
      recorded = true;
      return trace;
    } finally {
      daemon.close();
      if (!recorded) {
        trace.close();
      }
    }
  }

  private static void channel(String session, String channel, String events)
      throws IOException, InterruptedException {
    lttng("enable-channel", "-u", "-s", session, "--subbuf-size=4M", "--num-subbuf=8", channel);
    lttng("enable-event", "-u", "-s", session, "-c", channel, events);
  }

  private static void lttng(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("lttng", "--no-sessiond"));
    command.addAll(List.of(arguments));
    Tool.runOrThrow(TIMEOUT_SECONDS, command);
  }

  /** Its directory, there until this is closed. */
  public Path path() {
    return directory.path();
  }

  @Override
  public void close() {
    directory.close();
  }
}
