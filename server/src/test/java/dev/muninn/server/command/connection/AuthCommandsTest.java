package dev.muninn.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.Client;
import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthCommandsTest {
  private static final String WRONG_PASS =
      "-WRONGPASS invalid username-password pair or user is disabled.\r\n";

  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldAuthenticateWithThePassword() {
    Client client = locked();
    assertThat(client.authRequired()).isTrue();
    assertThat(server.run(client, "auth wrong")).isEqualTo(WRONG_PASS);
    assertThat(server.run(client, "auth default wrong")).isEqualTo(WRONG_PASS);
    assertThat(server.run(client, "auth other secret")).isEqualTo(WRONG_PASS);
    assertThat(server.run(client, "auth default secret x")).isEqualTo("-ERR syntax error\r\n");
    assertThat(client.authRequired()).isTrue();
    assertThat(server.run(client, "auth secret")).isEqualTo("+OK\r\n");
    assertThat(client.authRequired()).isFalse();
    assertThat(server.run(locked(), "auth default secret")).isEqualTo("+OK\r\n");
  }

  @Test
  void shouldNotTakeAPasswordWhereNoneIsSet() {
    Client client = server.client();
    assertThat(server.run(client, "auth x"))
        .isEqualTo(
            "-ERR AUTH <password> called without any password configured for the default user."
                + " Are you sure your configuration is correct?\r\n");
    assertThat(server.run(client, "auth default anything")).isEqualTo("+OK\r\n");
    assertThat(server.run(client, "auth nobody x")).isEqualTo(WRONG_PASS);
  }

  @Test
  void shouldGreetInResp2() {
    assertThat(server.run("hello"))
        .isEqualTo(
            TestServer.lines("*14 $6 server $6 valkey $7 version $5 8.1.0 $5 proto :2 $2 id :1")
                + TestServer.lines("$4 mode $10 standalone $4 role $6 master $7 modules *0"));
  }

  @Test
  void shouldGreetInResp3() {
    server.config().extendedRedisCompatibility = true;
    server.config().clusterEnabled = true;
    Client client = server.client();
    assertThat(server.run(client, "hello 3 setname me"))
        .isEqualTo(
            TestServer.lines("%7 $6 server $5 redis $7 version $5 7.2.4 $5 proto :3 $2 id :1")
                + TestServer.lines("$4 mode $7 cluster $4 role $6 master $7 modules *0"));
    assertThat(client.name()).isEqualTo("me");
    assertThat(server.run(client, "hello 2")).startsWith("*14\r\n");
  }

  @Test
  void shouldRefuseWrongGreetings() {
    Client client = server.client();
    assertThat(server.run(client, "hello 4"))
        .isEqualTo("-NOPROTO unsupported protocol version\r\n");
    assertThat(server.run(client, "hello 1"))
        .isEqualTo("-NOPROTO unsupported protocol version\r\n");
    assertThat(server.run(client, "hello x"))
        .isEqualTo("-ERR Protocol version is not an integer or out of range\r\n");
    assertThat(server.run(client, "hello 3 auth x"))
        .isEqualTo("-ERR Syntax error in HELLO option 'auth'\r\n");
    assertThat(server.run(client, "hello 3 setname"))
        .isEqualTo("-ERR Syntax error in HELLO option 'setname'\r\n");
    assertThat(server.run(client, "hello 3 setname \"a b\""))
        .isEqualTo("-ERR Client names cannot contain spaces, newlines or special characters.\r\n");
    assertThat(client.reply().protocol()).isEqualTo(2);
  }

  @Test
  void shouldAuthenticateInTheGreeting() {
    Client client = locked();
    assertThat(server.run(client, "hello 3"))
        .isEqualTo(
            "-NOAUTH HELLO must be called with the client already authenticated, otherwise the"
                + " HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client"
                + " and select the RESP protocol version at the same time\r\n");
    assertThat(server.run(client, "hello 3 auth default wrong setname me")).isEqualTo(WRONG_PASS);
    assertThat(client.name()).isEmpty();
    assertThat(server.run(client, "hello 3 auth default secret setname me")).startsWith("%7\r\n");
    assertThat(client.name()).isEqualTo("me");
    assertThat(client.authRequired()).isFalse();
  }

  private Client locked() {
    server.config().requirepass = "secret";
    server.clients().passwordRequired(true);
    return server.connect();
  }
}
