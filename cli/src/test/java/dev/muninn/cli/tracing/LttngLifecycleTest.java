package dev.muninn.cli.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.RespClient;
import dev.muninn.cli.testing.ServerProcess;
import dev.muninn.tracepoint.testing.LttngDaemon;
import dev.muninn.tracepoint.testing.LttngSession;
import dev.muninn.tracepoint.testing.Tools;
import dev.muninn.tracepoint.testing.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions, session daemons and servers that begin and end in any order. */
class LttngLifecycleTest {
  private static final String COMMAND_CALL = "valkey_commands:command_call";
  private static final int CLIENTS = 4;

  private LttngDaemon daemon;

  @BeforeEach
  void startDaemon() {
    daemon = LttngDaemon.start();
  }

  @AfterEach
  void stopDaemon() {
    if (daemon != null) {
      daemon.close();
    }
  }

  private ServerProcess startServer() {
    return ServerProcess.builder().tracedBy(daemon).start();
  }

  /**
   * Where a server meets a session that is running, the daemon enables its events a moment after it
   * has become known.
   */
  private static void pingUntilRecorded(RespClient client, LttngSession session) {
    Tools.await(
        "a command is recorded",
        () -> {
          client.call("PING");
          session.stop();
          boolean recorded = !session.events().isEmpty();
          if (!recorded) {
            session.start();
          }
          return recorded;
        });
    assertThat(session.events())
        .allSatisfy(
            event -> {
              assertThat(event.name()).isEqualTo(COMMAND_CALL);
              assertThat(event.fields()).matches("name = \"ping\", duration = \\d+");
            });
  }

  @Test
  void shouldBeTracedByASessionThatWasThereBefore() {
    try (LttngSession session = daemon.session("before").enable(COMMAND_CALL).start();
        ServerProcess server = startServer();
        RespClient client = server.connect()) {
      pingUntilRecorded(client, session);
      assertThat(server.stop()).isZero();
    }
  }

  @Test
  void shouldBeTracedAgainWhenTheDaemonWasKilledAndRestarted() {
    try (ServerProcess server = startServer();
        RespClient client = server.connect()) {
      server.awaitKnownTo(daemon);
      daemon.session("doomed").enable(COMMAND_CALL).start();
      client.repeat(100, "PING");
      daemon.kill();
      client.repeat(100, "PING");
      daemon.restart();
      server.awaitKnownTo(daemon);
      try (LttngSession session = daemon.session("after").enable(COMMAND_CALL).start()) {
        client.repeat(100, "GET", "raven");
        session.stop();

        assertThat(session.events().stream().map(TraceEvent::name))
            .hasSize(100)
            .containsOnly(COMMAND_CALL);
      }
    }
  }

  @Test
  void shouldServeOnWhenSessionsAreDestroyedUnderLoad() throws InterruptedException {
    try (ServerProcess server = startServer()) {
      server.awaitKnownTo(daemon);
      AtomicBoolean stop = new AtomicBoolean();
      AtomicLong commands = new AtomicLong();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        threads.add(Thread.ofPlatform().start(() -> load(server, stop, commands)));
      }
      try {
        for (int i = 0; i < 3; i++) {
          try (LttngSession session = daemon.session("load" + i).enable("valkey_*:*").start()) {
            long before = commands.get();
            Tools.await("load goes on", () -> commands.get() >= before + 2000);
            Tools.await("it is recorded", () -> session.recordedBytes() > 0);
            session.destroy();
          }
          long before = commands.get();
          Tools.await("load goes on", () -> commands.get() >= before + 2000);
        }
      } finally {
        stop.set(true);
        for (Thread thread : threads) {
          thread.join();
        }
      }
      try (RespClient client = server.connect();
          LttngSession session = daemon.session("quiet").enable(COMMAND_CALL).start()) {
        client.repeat(100, "PING");
        session.stop();
        assertThat(session.events()).hasSize(100);
      }
      assertThat(server.stop()).isZero();
      assertThat(server.log()).doesNotContain("Exception");
    }
  }

  private static void load(ServerProcess server, AtomicBoolean stop, AtomicLong commands) {
    try (RespClient client = server.connect()) {
      while (!stop.get()) {
        client.repeat(100, "SET", "raven", "muninn");
        commands.addAndGet(100);
      }
    }
  }

  @Test
  void shouldStopWhileItIsTraced() {
    try (ServerProcess server = startServer();
        RespClient client = server.connect()) {
      server.awaitKnownTo(daemon);
      try (LttngSession session = daemon.session("stopped").enable("valkey_*:*").start()) {
        client.repeat(1000, "PING");
        assertThat(server.stop()).isZero();
        session.stop();

        assertThat(session.events().stream().filter(event -> event.name().equals(COMMAND_CALL)))
            .hasSize(1000);
      }
    }
  }

  @Test
  void shouldBeWithoutTracepointsWhenTheyAreSwitchedOff() {
    try (ServerProcess server =
            ServerProcess.builder().tracedBy(daemon).options("-Dmuninn.tracepoints=off").start();
        ServerProcess other = startServer();
        RespClient client = server.connect()) {
      other.awaitKnownTo(daemon);

      assertThat(daemon.lttng("list", "-u"))
          .contains("PID: " + other.pid() + " ")
          .doesNotContain("PID: " + server.pid() + " ");
      assertThat(server.objects()).isEmpty();
      assertThat(other.objects()).hasSize(11);
      try (LttngSession session = daemon.session("off").enable("valkey_*:*").start()) {
        assertThat(client.call("SET", "raven", "muninn")).isEqualTo("OK");
        assertThat(client.call("GET", "raven")).isEqualTo("muninn");
        session.stop();

        assertThat(session.events()).noneMatch(event -> event.name().equals(COMMAND_CALL));
      }
    }
  }
}
