package dev.muninn.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionCommandsTest {
  private final TestServer server = new TestServer();
  private final Client client = server.client();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldAnswerPing() {
    assertThat(run("PING")).isEqualTo("+PONG\r\n");
    assertThat(run("ping hello")).isEqualTo("$5\r\nhello\r\n");
    assertThat(run("ping a b")).isEqualTo("-ERR wrong number of arguments for 'ping' command\r\n");
    client.set(ClientFlag.PUBSUB);
    assertThat(run("ping")).isEqualTo("*2\r\n$4\r\npong\r\n$0\r\n\r\n");
    assertThat(run("ping x")).isEqualTo("*2\r\n$4\r\npong\r\n$1\r\nx\r\n");
    client.reply().protocol(3);
    assertThat(run("ping")).isEqualTo("+PONG\r\n");
  }

  @Test
  void shouldSelectADatabase() {
    server.config().databases = 16;
    assertThat(run("select 15")).isEqualTo("+OK\r\n");
    assertThat(client.db()).isEqualTo(15);
    assertThat(run("select 16")).isEqualTo("-ERR DB index is out of range\r\n");
    assertThat(run("select -1")).isEqualTo("-ERR DB index is out of range\r\n");
    assertThat(run("select x")).isEqualTo("-ERR value is not an integer or out of range\r\n");
    assertThat(run("select 2147483648"))
        .isEqualTo("-ERR value is out of range, value must between -2147483648 and 2147483647\r\n");
    server.config().clusterEnabled = true;
    assertThat(run("select 1")).isEqualTo("-ERR SELECT is not allowed in cluster mode\r\n");
    assertThat(run("select 0")).isEqualTo("+OK\r\n");
    assertThat(client.db()).isZero();
  }

  @Test
  void shouldResetTheConnection() {
    run("hello 3 setname me");
    run("client reply off");
    run("client no-touch on");
    client.db(4);
    assertThat(run("reset")).isEqualTo("+RESET\r\n");
    assertThat(client.db()).isZero();
    assertThat(client.name()).isEmpty();
    assertThat(client.flags()).isZero();
    assertThat(client.reply().protocol()).isEqualTo(2);
    client.set(ClientFlag.REPLICA);
    assertThat(run("reset")).isEqualTo("-ERR can only reset normal client connections\r\n");
  }

  private String run(String line) {
    return server.run(client, line);
  }
}
