package dev.muninn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.Test;

/** What a request is asked before it runs, and in which order. */
class GatesTest {
  private static final String OOM = "-OOM command not allowed when used memory > 'maxmemory'.\r\n";
  private static final String NO_AUTH = "-NOAUTH Authentication required.\r\n";

  @Test
  void shouldAskNothingOfARequestThatNothingConcerns() {
    try (TestServer server = new TestServer()) {
      int armed = server.clients().armed().bits() | server.client().armed().bits();
      assertThat(spec(server, "set").gates() & armed).isZero();
      assertThat(spec(server, "get").gates() & armed).isZero();
      assertThat(spec(server, "debug").gates() & armed).isNotZero();
    }
  }

  private static CommandSpec spec(TestServer server, String name) {
    for (int id = 0; id < server.commands().ids(); id++) {
      if (server.commands().byId(id).name().equals(name)) {
        return server.commands().byId(id);
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void shouldAskInTheOrderOfValkey() {
    try (TestServer server = new TestServer("--requirepass", "secret", "--maxmemory", "1")) {
      assertThat(server.run("debug digest"))
          .startsWith("-ERR DEBUG command not allowed. If the enable-debug-command option");
      assertThat(server.run("set a 1")).isEqualTo(NO_AUTH);
      assertThat(server.run("auth secret")).isEqualTo("+OK\r\n");
      assertThat(server.run("set a 1")).isEqualTo(OOM);
      assertThat(server.run("get a")).isEqualTo("$-1\r\n");
      assertThat(server.run("client pause 1000 all")).isEqualTo("+OK\r\n");
      assertThat(server.run("set a 1")).isEqualTo(OOM);
      assertThat(server.run("get a")).isEmpty();
      assertThat(server.client().has(ClientFlag.BLOCKED)).isTrue();
    }
  }

  @Test
  void shouldFollowTheDirectives() {
    try (TestServer server = new TestServer()) {
      assertThat(server.run("set a 1")).isEqualTo("+OK\r\n");
      server.run("config set maxmemory 1");
      assertThat(server.run("set a 1")).isEqualTo(OOM);
      server.run("config set maxmemory 0");
      assertThat(server.run("set a 1")).isEqualTo("+OK\r\n");
      server.run("config set requirepass secret");
      Client other = server.connect();
      assertThat(server.run(other, "get a")).isEqualTo(NO_AUTH);
      assertThat(server.run("get a")).isEqualTo("$1\r\n1\r\n");
      server.run("config set requirepass \"\"");
      assertThat(server.run(other, "get a")).isEqualTo("$1\r\n1\r\n");
    }
  }

  @Test
  void shouldKeepPausedRequestsInTheOrderInWhichTheyCame() {
    try (TestServer server = new TestServer()) {
      Client first = server.connect();
      Client second = server.connect();
      Client third = server.connect();
      server.run("client pause 100 write");
      assertThat(server.run(first, "append a 1")).isEmpty();
      assertThat(server.run(second, "append a " + "2".repeat(1000))).isEmpty();
      assertThat(server.run(third, "get a")).isEqualTo("$-1\r\n");
      assertThat(server.run("info clients")).contains("blocked_clients:2\r\n");
      assertThat(server.run("client list id 3")).contains(" argv-mem=1056 ", " flags=b ");
      assertThat(server.run("client unblock 2")).isEqualTo(":0\r\n");
      server.turn();
      assertThat(server.take(first)).isEmpty();
      server.advance(100);
      server.turn();
      assertThat(server.take(first)).isEqualTo(":1\r\n");
      assertThat(server.take(second)).isEqualTo(":1001\r\n");
      assertThat(server.run("info clients")).contains("blocked_clients:0\r\n");
      assertThat(server.run("client list id 3")).contains(" argv-mem=0 ", " flags=N ");
    }
  }

  @Test
  void shouldForgetAPausedRequestWhoseClientGoes() {
    try (TestServer server = new TestServer()) {
      Client other = server.connect();
      server.run("client pause 100");
      assertThat(server.run(other, "set a 1")).isEmpty();
      server.disconnect(other);
      server.advance(100);
      server.turn();
      assertThat(server.run("get a")).isEqualTo("$-1\r\n");
    }
  }

  @Test
  void shouldRunPausedRequestsAtOnceWhenThePauseIsEnded() {
    try (TestServer server = new TestServer()) {
      Client other = server.connect();
      server.run("client pause 100000 write");
      assertThat(server.run(other, "set a 1")).isEmpty();
      assertThat(server.run("client unpause")).isEqualTo("+OK\r\n");
      server.turn();
      assertThat(server.take(other)).isEqualTo("+OK\r\n");
    }
  }
}
