package dev.muninn.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StringExpiryTest {
  private static final String NIL = "$-1\r\n";
  private static final String OK = "+OK\r\n";

  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static String bulk(String value) {
    return "$" + value.length() + "\r\n" + value + "\r\n";
  }

  @Test
  void shouldForgetAKeyWhoseTimeIsOver() {
    server.run("SET k v PX 100");
    server.advance(100);
    assertThat(server.run("GET k")).isEqualTo(bulk("v"));
    server.advance(1);
    assertThat(server.run("GET k")).isEqualTo(NIL);
    server.run("SET k v PX 100");
    server.advance(101);
    assertThat(server.run("SET k w KEEPTTL")).isEqualTo(OK);
    assertThat(server.run("TTL k")).isEqualTo(":-1\r\n");
  }
}
