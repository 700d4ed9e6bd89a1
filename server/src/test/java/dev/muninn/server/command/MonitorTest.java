package dev.muninn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.Client;
import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private final TestServer server = new TestServer("--requirepass", "secret");
  private final Client monitor = server.connect();

  MonitorTest() {
    server.run(monitor, "auth secret");
    server.run("auth secret");
    assertThat(server.run(monitor, "monitor")).isEqualTo("+OK\r\n");
    assertThat(server.run(monitor, "monitor")).isEmpty();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldShowCommandsOfEveryClientWithTimeDatabaseAndAddress() {
    server.run("select 3");
    assertThat(server.take(monitor))
        .isEqualTo("+1700000000.000000 [3 127.0.0.1:1001] \"select\" \"3\"\r\n");
    server.advance(1);
    server.call("SET", "k\n\"", "\0\u00ff\\");
    assertThat(server.take(monitor))
        .isEqualTo(
            "+1700000000.001000 [3 127.0.0.1:1001] \"SET\" \"k\\n\\\"\" \"\\x00\\xff\\\\\"\r\n");
  }

  @Test
  void shouldShowNoSecretsAndNoAdministration() {
    server.run("auth secret");
    assertThat(server.take(monitor))
        .isEqualTo("+1700000000.000000 [0 127.0.0.1:1001] \"auth\" \"(redacted)\"\r\n");
    server.run("config get maxclients");
    server.run("nosuchcommand");
    assertThat(server.take(monitor)).isEmpty();
  }

  @Test
  void shouldEndWithResetAndWithTheConnection() {
    assertThat(server.run(monitor, "client info")).contains(" flags=O ");
    String ignored = server.take(monitor);
    server.run(monitor, "reset");
    server.run("ping");
    assertThat(server.take(monitor)).doesNotContain("ping");
    server.run(monitor, "auth secret");
    server.run(monitor, "monitor");
    server.disconnect(monitor);
    assertThat(server.run("ping")).isEqualTo("+PONG\r\n");
  }
}
