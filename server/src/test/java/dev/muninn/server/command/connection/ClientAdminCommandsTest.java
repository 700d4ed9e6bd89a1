package dev.muninn.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientAdminCommandsTest {
  private static final String SYNTAX = "-ERR syntax error\r\n";

  private final TestServer server = new TestServer();
  private final Client client = server.client();
  private final Client second = server.connect();
  private final Client third = server.connect();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldListClients() {
    assertThat(run("client list").lines().filter(l -> l.startsWith("id="))).hasSize(3);
    second.set(ClientFlag.PUBSUB);
    assertThat(run("client list type PubSub")).containsOnlyOnce("id=").contains("id=2 ");
    assertThat(run("client list id 3 1 99"))
        .matches("(?s)\\$\\d+\r\nid=3 [^\n]*\nid=1 [^\n]*\n\r\n");
    assertThat(run("client list id 9")).isEqualTo("$0\r\n\r\n");
    assertThat(run("client list id x")).isEqualTo("-ERR Invalid client ID\r\n");
    assertThat(run("client list type x")).isEqualTo("-ERR Unknown client type 'x'\r\n");
    assertThat(run("client list x")).isEqualTo(SYNTAX);
    assertThat(run("client list id")).isEqualTo(SYNTAX);
    assertThat(run("client list type normal x")).isEqualTo(SYNTAX);
  }

  @Test
  void shouldKillByAddress() {
    assertThat(run("client kill 127.0.0.1:1002")).isEqualTo("+OK\r\n");
    assertThat(second.has(ClientFlag.CLOSE_ASAP)).isTrue();
    assertThat(third.has(ClientFlag.CLOSE_ASAP)).isFalse();
    assertThat(run("client kill 127.0.0.1:1002")).isEqualTo("-ERR No such client\r\n");
    assertThat(run("client kill 127.0.0.1:1001")).isEqualTo("+OK\r\n");
    assertThat(client.has(ClientFlag.CLOSE_AFTER_REPLY)).isTrue();
    assertThat(client.has(ClientFlag.CLOSE_ASAP)).isFalse();
  }

  @Test
  void shouldKillByFilters() {
    assertThat(run("client kill id 2 addr 127.0.0.1:1003")).isEqualTo(":0\r\n");
    assertThat(run("client kill id 2 addr 127.0.0.1:1002")).isEqualTo(":1\r\n");
    assertThat(run("client kill id 1")).isEqualTo(":0\r\n");
    server.advance(10_000);
    server.connect();
    assertThat(run("client kill maxage 10")).isEqualTo(":1\r\n");
    assertThat(third.has(ClientFlag.CLOSE_ASAP)).isTrue();
    assertThat(run("client kill laddr 127.0.0.1:1")).isEqualTo(":0\r\n");
    assertThat(run("client kill user default type normal skipme no laddr 127.0.0.1:6379"))
        .isEqualTo(":2\r\n");
    assertThat(client.has(ClientFlag.CLOSE_AFTER_REPLY)).isTrue();
  }

  @Test
  void shouldPause() {
    assertThat(run("client pause 100 WRITE")).isEqualTo("+OK\r\n");
    long now = TestServer.START;
    assertThat(server.clients().pause().holds(true, now + 99)).isTrue();
    assertThat(server.clients().pause().holds(false, now + 99)).isFalse();
    assertThat(server.clients().pause().holds(true, now + 100)).isFalse();
    assertThat(run("client pause 50")).isEqualTo("+OK\r\n");
    assertThat(server.clients().pause().holds(false, now + 99)).isTrue();
    server.advance(100);
    run("client pause 100 write");
    assertThat(run("client unpause")).isEqualTo("+OK\r\n");
    assertThat(server.clients().pause().isActive(now + 100)).isFalse();
    assertThat(run("client pause x"))
        .isEqualTo("-ERR timeout is not an integer or out of range\r\n");
    assertThat(run("client pause -1")).isEqualTo("-ERR timeout is negative\r\n");
    assertThat(run("client pause 9223372036854775807"))
        .isEqualTo("-ERR timeout is out of range\r\n");
    assertThat(run("client pause 1 some"))
        .isEqualTo("-ERR CLIENT PAUSE mode must be WRITE or ALL\r\n");
    assertThat(run("client pause 1 all x"))
        .isEqualTo(
            "-ERR unknown subcommand or wrong number of arguments for 'pause'. Try CLIENT"
                + " HELP.\r\n");
  }

  private String run(String line) {
    return server.run(client, line);
  }
}
