package dev.muninn.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientCommandsTest {
  private static final String OK = "+OK\r\n";
  private static final String SYNTAX = "-ERR syntax error\r\n";

  private final TestServer server = new TestServer();
  private final Client client = server.client();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldKeepTheLibrarysNameAndVersion() {
    assertThat(run("client setinfo LIB-NAME jedis")).isEqualTo(OK);
    assertThat(run("client setinfo lib-ver 5.1")).isEqualTo(OK);
    assertThat(run("client info")).contains(" lib-name=jedis lib-ver=5.1 ");
    assertThat(run("client setinfo Lib-Ver \"a b\""))
        .isEqualTo("-ERR Lib-Ver cannot contain spaces, newlines or special characters.\r\n");
    assertThat(run("client setinfo x y")).isEqualTo("-ERR Unrecognized option 'x'\r\n");
    run("reset");
    assertThat(client.libName()).isEqualTo("jedis");
  }

  @Test
  void shouldSetFlags() {
    assertThat(run("client no-evict ON")).isEqualTo(OK);
    assertThat(run("client no-touch on")).isEqualTo(OK);
    assertThat(run("client info")).contains(" flags=eT ");
    assertThat(run("client no-evict off")).isEqualTo(OK);
    assertThat(run("client no-touch off")).isEqualTo(OK);
    assertThat(client.has(ClientFlag.NO_EVICT | ClientFlag.NO_TOUCH)).isFalse();
    assertThat(run("client no-evict x")).isEqualTo(SYNTAX);
    assertThat(run("client capa foo redirect")).isEqualTo(OK);
    assertThat(client.canRedirect()).isTrue();
  }

  @Test
  void shouldHelp() {
    String help = run("client help");
    assertThat(help)
        .contains("\r\n+CLIENT <subcommand> [<arg> [value] [opt] ...]. Subcommands are:\r\n")
        .endsWith("\r\n+HELP\r\n+    Print this help.\r\n");
    long lines = help.lines().count() - 1;
    assertThat(help).startsWith("*" + lines + "\r\n");
  }

  private String run(String line) {
    return server.run(client, line);
  }
}
