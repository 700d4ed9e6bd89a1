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
  void shouldTellWhoTheClientIs() {
    assertThat(run("client id")).isEqualTo(":1\r\n");
    assertThat(run("client getname")).isEqualTo("$-1\r\n");
    assertThat(run("client setname bob")).isEqualTo(OK);
    assertThat(run("client getname")).isEqualTo("$3\r\nbob\r\n");
    assertThat(run("client setname \"a\\nb\""))
        .isEqualTo("-ERR Client names cannot contain spaces, newlines or special characters.\r\n");
    assertThat(run("client setname \"\"")).isEqualTo(OK);
    client.reply().protocol(3);
    assertThat(run("client getname")).isEqualTo("_\r\n");
    assertThat(run("client info"))
        .startsWith("=")
        .contains("\r\ntxt:id=1 addr=127.0.0.1:1001 ")
        .contains(" argv-mem=10 ", " cmd=client|info ", " resp=3 ")
        .endsWith("\n\r\n");
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
  void shouldSwitchReplies() {
    assertThat(run("client reply off")).isEmpty();
    assertThat(run("ping")).isEmpty();
    assertThat(run("client reply skip")).isEmpty();
    assertThat(run("ping")).isEmpty();
    assertThat(run("client reply on")).isEqualTo(OK);
    assertThat(run("ping")).isEqualTo("+PONG\r\n");
    assertThat(run("client reply skip")).isEmpty();
    assertThat(run("ping")).isEmpty();
    assertThat(run("ping")).isEqualTo("+PONG\r\n");
    assertThat(run("client reply maybe")).isEqualTo(SYNTAX);
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
  void shouldSayThatNothingIsTracked() {
    assertThat(run("client getredir")).isEqualTo(":-1\r\n");
    assertThat(run("client trackinginfo"))
        .isEqualTo(TestServer.lines("*6 $5 flags *1 $3 off $8 redirect :-1 $8 prefixes *0"));
    client.reply().protocol(3);
    assertThat(run("client trackinginfo"))
        .isEqualTo(TestServer.lines("%3 $5 flags ~1 $3 off $8 redirect :-1 $8 prefixes *0"));
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
