package dev.muninn.cli.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.cli.testing.TestServer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"nio", "epoll"})
class BadClientTest {
  /** What the buffers of a few clients come to; memory is back when used_memory differs by less. */
  private static final long SLACK = 1 << 20;

  private static final Path STATM = Path.of("/proc/self/statm");

  @Parameter String transport = "";

  @Test
  void shouldDisconnectClientThatNeverReads() throws IOException {
    try (TestServer server =
            TestServer.start(transport, "--client-output-buffer-limit", "normal 8mb 0 0");
        RawClient observer = new RawClient(server.port());
        RawClient deaf = new RawClient(server.port())) {
      observer.send("SETRANGE big 1000000 x\r\n");
      assertThat(observer.receive(":1000001\r\n".length())).isEqualTo(":1000001\r\n");
      long before = observer.info("used_memory");
      try {
        for (int i = 0; i < 100; i++) {
          deaf.send("GET big\r\n");
        }
      } catch (SocketException e) {
        // Closed by the server in the midst of it.
      }
      Deadline.await(
          "the client that never reads is disconnected",
          () -> observer.info("client_output_buffer_limit_disconnections") == 1);
      assertThat(observer.info("connected_clients")).isEqualTo(1);
      assertThat(observer.info("used_memory")).isLessThan(before + SLACK);
    }
  }

  @Test
  void shouldGiveBackMemoryOfTenThousandConnections() throws IOException {
    try (TestServer server = TestServer.start(transport);
        RawClient observer = new RawClient(server.port())) {
      long before = observer.info("used_memory");
      List<RawClient> open = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        RawClient client = new RawClient(server.port());
        client.send(i % 2 == 0 ? "*2\r\n$4\r\nECHO\r\n$100\r\nhalf" : "PING\r\n");
        open.add(client);
        if (open.size() == 500) {
          for (RawClient each : open) {
            each.close();
          }
          open.clear();
        }
      }
      Deadline.await("all are gone", () -> observer.info("connected_clients") == 1);
      assertThat(observer.info("total_connections_received")).isEqualTo(10_001);
      assertThat(observer.info("used_memory")).isLessThan(before + SLACK);
    }
  }

  @Test
  void shouldSurviveClientsKilledInTheMidstOfCommands() throws IOException, InterruptedException {
    try (TestServer server = TestServer.start(transport);
        RawClient observer = new RawClient(server.port())) {
      List<Process> clients = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        // A shell that writes one command after the other, without end, and reads no reply.
        String script =
            "exec 3<>/dev/tcp/127.0.0.1/"
                + server.port()
                + "; while :; do printf '*3\\r\\n$3\\r\\nSET\\r\\n$1\\r\\nk\\r\\n$5\\r\\nvalue\\r\\n'"
                + " >&3; done";
        clients.add(new ProcessBuilder("bash", "-c", script).start());
      }
      try {
        Deadline.await(
            "the clients are at work",
            () ->
                observer.info("connected_clients") == 6
                    && observer.info("total_commands_processed") > 1000);
      } finally {
        for (Process client : clients) {
          client.destroyForcibly();
          assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
      }
      Deadline.await("all are gone", () -> observer.info("connected_clients") == 1);
      assertThat(observer.bulk("GET k")).isEqualTo("value");
    }
  }

  @Test
  void shouldRefuseClientsAboveTheLimit() throws IOException {
    try (TestServer server = TestServer.start(transport, "--maxclients", "2");
        RawClient first = new RawClient(server.port());
        RawClient second = new RawClient(server.port())) {
      first.send("PING\r\n");
      assertThat(first.receive(7)).isEqualTo("+PONG\r\n");
      second.send("PING\r\n");
      assertThat(second.receive(7)).isEqualTo("+PONG\r\n");
      try (RawClient third = new RawClient(server.port())) {
        assertThat(third.receiveAll()).isEqualTo("-ERR max number of clients reached\r\n");
      }
      assertThat(first.info("rejected_connections")).isEqualTo(1);
    }
  }

  @Test
  void shouldKeepServersInOneProcessApart() throws IOException {
    try (TestServer one = TestServer.start(transport);
        RawClient toOne = new RawClient(one.port())) {
      toOne.send("SET k v\r\n");
      assertThat(toOne.receive(5)).isEqualTo("+OK\r\n");
      try (TestServer two = TestServer.start(transport, "--requirepass", "secret");
          RawClient toTwo = new RawClient(two.port())) {
        String replies = "-NOAUTH Authentication required.\r\n+OK\r\n$-1\r\n";
        toTwo.send("GET k\r\nAUTH secret\r\nGET k\r\n");
        assertThat(toTwo.receive(replies.length())).isEqualTo(replies);
      }
      assertThat(toOne.bulk("GET k")).isEqualTo("v");
    }
  }

  @Test
  void shouldGiveBackMemoryWhenStopped() throws IOException {
    assumeTrue(Files.isReadable(STATM), "no " + STATM);
    long used = runAndFill();
    long before = residentPages();
    for (int i = 0; i < 40; i++) {
      assertThat(runAndFill()).isEqualTo(used);
    }
    // Kept, the 40 values would be 800 MB.
    assertThat(residentPages() - before).isLessThan((200 << 20) / 4096);
  }

  /** Runs a server that holds 20 MB, and stops it; returns the bytes it used at its start. */
  private long runAndFill() throws IOException {
    try (TestServer server = TestServer.start(transport);
        RawClient client = new RawClient(server.port())) {
      long used = client.info("used_memory");
      client.send("SETRANGE big 20000000 x\r\n");
      assertThat(client.receive(":20000001\r\n".length())).isEqualTo(":20000001\r\n");
      return used;
    }
  }

  private static long residentPages() throws IOException {
    return Long.parseLong(Files.readString(STATM).split(" ", -1)[1]);
  }
}
