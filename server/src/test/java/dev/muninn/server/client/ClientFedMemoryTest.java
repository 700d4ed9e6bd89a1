package dev.muninn.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients send is bounded before it is copied to the heap, or kept off it and counted. */
class ClientFedMemoryTest {
  private static final String TOO_LONG = "-ERR argument is too long\r\n";

  private final TestServer server = new TestServer();
  private final String large = "n".repeat(100_000);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void shouldRefuseNamesThatAreTooLongToBeKept() {
    String longest = "n".repeat(Client.MAX_ATTRIBUTE);
    assertThat(server.call("client", "setname", longest)).isEqualTo("+OK\r\n");
    assertThat(server.call("client", "setname", longest + "n")).isEqualTo(TOO_LONG);
    assertThat(server.call("client", "setinfo", "lib-name", longest + "n")).isEqualTo(TOO_LONG);
    assertThat(server.call("client", "setinfo", "lib-ver", longest + "n")).isEqualTo(TOO_LONG);
    assertThat(server.call("hello", "3", "setname", longest + "n")).isEqualTo(TOO_LONG);
    assertThat(server.call("client", "getname")).isEqualTo("$1024\r\n" + longest + "\r\n");
  }

  @Test
  void shouldRefuseTextsThatAreTooLongToBeUnderstood() {
    assertThat(server.call("config", "get", large)).isEqualTo(TOO_LONG);
    assertThat(server.call("config", "set", "maxclients", large)).isEqualTo(TOO_LONG);
    assertThat(server.call("config", "set", large, "1")).isEqualTo(TOO_LONG);
    assertThat(server.call("latency", "reset", large)).isEqualTo(TOO_LONG);
    assertThat(server.call("info", large)).isEqualTo(TOO_LONG);
    String[] many = new String[40];
    java.util.Arrays.fill(many, "m".repeat(60_000));
    many[0] = "config";
    many[1] = "get";
    assertThat(server.call(many)).isEqualTo(TOO_LONG);
  }

  @Test
  void shouldMatchPatternsAndKeysOfAnyLength() {
    server.call("set", large, "v");
    assertThat(server.call("keys", large)).isEqualTo("*1\r\n$100000\r\n" + large + "\r\n");
    assertThat(server.call("keys", "*" + large + "?")).isEqualTo("*0\r\n");
    assertThat(server.call("keys", "n*" + large.substring(2))).startsWith("*1\r\n");
    assertThat(server.call("keys", large.substring(1))).isEqualTo("*0\r\n");
    assertThat(server.call("keys", "n*")).startsWith("*1\r\n");
  }

  @Test
  void shouldKeepTheSlowLogInCountedMemory() {
    server.run("config set slowlog-log-slower-than 0");
    server.run("config set slowlog-max-len 9223372036854775807");
    long before = server.services().keyspace().memory().used();
    for (int i = 0; i < 1000; i++) {
      server.call("set", "k", "v".repeat(100));
    }
    assertThat(server.run("slowlog len")).isEqualTo(":1002\r\n");
    assertThat(server.services().keyspace().memory().used() - before).isGreaterThan(150_000);
    server.run("config set slowlog-max-len 0");
    assertThat(server.run("slowlog len")).isEqualTo(":0\r\n");
  }

  @Test
  void shouldCloseAClientWhoseSingleReplyExceedsItsLimit() {
    Client reader = server.connect();
    server.call("set", "k", "v".repeat(111_886));
    server.run("config set client-output-buffer-limit 'normal 100000 0 0'");
    assertThat(reader.has(ClientFlag.CLOSE_ASAP)).isFalse();
    server.run(reader, "get k");
    assertThat(reader.has(ClientFlag.CLOSE_ASAP)).isTrue();
  }
}
