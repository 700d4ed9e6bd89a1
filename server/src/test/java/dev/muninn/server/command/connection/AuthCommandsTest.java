package dev.muninn.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.Client;
import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthCommandsTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
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
}
