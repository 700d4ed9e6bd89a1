package dev.muninn.cli.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.cli.testing.TestServer;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"nio", "epoll"})
class BadInputTest {
  @Parameter String transport = "";

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(transport, "--proto-max-bulk-len", "1mb");
  }

  @AfterEach
  void stop() throws IOException {
    try (RawClient client = client()) {
      client.send("PING\r\n");
      assertThat(client.receive(7)).isEqualTo("+PONG\r\n");
    } finally {
      server.close();
    }
  }

  private RawClient client() throws IOException {
    return new RawClient(server.port());
  }

  private void assertRefused(String request, String error) throws IOException {
    try (RawClient client = client()) {
      client.send(request);
      assertThat(client.receiveAll())
          .as(request)
          .isEqualTo("-ERR Protocol error: " + error + "\r\n");
    }
  }

  private void assertReplies(String request, String replies) throws IOException {
    try (RawClient client = client()) {
      client.send(request + "*1\r\n$4\r\nQUIT\r\n");
      assertThat(client.receiveAll()).as(request).isEqualTo(replies + "+OK\r\n");
    }
  }

  @Test
  void shouldRefuseWrongLengths() throws IOException {
    assertRefused("*x\r\n", "invalid multibulk length");
    assertRefused("*3000000000\r\n", "invalid multibulk length");
    assertRefused("*99999999999999999999\r\n", "invalid multibulk length");
    assertRefused("*" + "1".repeat(70_000), "too big mbulk count string");
    assertRefused("*1\r\nfoo\r\n", "expected '$', got 'f'");
    assertRefused("*1\r\n*1\r\n$4\r\nPING\r\n", "expected '$', got '*'");
    assertRefused("*1\r\n$-1\r\n", "invalid bulk length");
    assertRefused("*1\r\n$blabla\r\n", "invalid bulk length");
    assertRefused("*2\r\n$3\r\nGET\r\n$2000000000\r\n", "invalid bulk length");
    assertRefused("*1\r\n$" + "1".repeat(70_000), "too big bulk count string");
    assertRefused("a".repeat(70_000), "too big inline request");
    assertRefused("SET \"unbalanced\r\n", "unbalanced quotes in request");
  }

  @Test
  void shouldReplyToWhatPrecedesTheError() throws IOException {
    try (RawClient client = client()) {
      client.send("PING\r\n*1\r\n$4\r\nPING\r\n*1\r\n!\r\n");
      assertThat(client.receiveAll())
          .isEqualTo("+PONG\r\n+PONG\r\n-ERR Protocol error: expected '$', got '!'\r\n");
    }
  }

  @Test
  void shouldIgnoreEmptyRequests() throws IOException {
    assertReplies("\r\n\r\n*0\r\n*-1\r\n*-10\r\nPING\r\n", "+PONG\r\n");
  }

  @Test
  void shouldAnswerGarbageInlineByUnknownCommand() throws IOException {
    assertReplies(
        "\u0001\u0002\u00ff x\r\n",
        "-ERR unknown command '\u0001\u0002\u00ff', with args beginning with: 'x' \r\n");
  }

  @Test
  void shouldCloseConnectionOfHttpRequest() throws IOException {
    for (String request : new String[] {"POST / HTTP/1.1\r\n", "Host: localhost\r\n"}) {
      try (RawClient client = client()) {
        client.send(request + "SET k v\r\n");
        assertThat(client.receiveAll()).isEmpty();
      }
    }
    try (RawClient client = client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\nSET k v\r\n");
      assertThat(client.receiveAll())
          .isIn("-ERR wrong number of arguments for 'get' command\r\n", "");
    }
    assertReplies("EXISTS k\r\n", ":0\r\n");
  }

  @Test
  void shouldRespectLongestBulk() throws IOException {
    int max = 1 << 20;
    assertReplies(
        "*2\r\n$4\r\nECHO\r\n$" + max + "\r\n" + "x".repeat(max) + "\r\n",
        "$" + max + "\r\n" + "x".repeat(max) + "\r\n");
    assertRefused("*2\r\n$4\r\nECHO\r\n$" + (max + 1) + "\r\n", "invalid bulk length");
    assertReplies(
        "SETRANGE k " + max + " x\r\n",
        "-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n");
  }

  @Test
  void shouldTakeCommandsInPieces() throws IOException {
    try (RawClient client = client()) {
      for (char c : "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$3\r\na\r\n\r\nGET k\r\n".toCharArray()) {
        client.send(String.valueOf(c));
      }
      assertThat(client.receive(14)).isEqualTo("+OK\r\n$3\r\na\r\n\r\n");
    }
  }

  @Test
  void shouldForgetHalfCommandOfGoneClient() throws IOException {
    String[] halves = {"*", "*3\r\n$3\r\nSE", "*2\r\n$3\r\nDEL\r\n$1000000\r\nx", "SET k"};
    for (String half : halves) {
      try (RawClient client = client()) {
        client.send(half);
      }
    }
    try (RawClient client = client()) {
      Deadline.await("half commands are gone", () -> client.info("connected_clients") == 1);
    }
  }

  @Test
  void shouldSurviveRandomBytes() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    String[] pieces = {
      "*", "$", "\r\n", "3", "-1", "SET", "GET", "\0", "\u00ff", "\"", " ", "*1\r\n"
    };
    for (int round = 0; round < 300; round++) {
      StringBuilder bytes = new StringBuilder();
      for (int n = random.nextInt(200); n > 0; n--) {
        bytes.append(pieces[random.nextInt(pieces.length)]);
      }
      try (RawClient client = client()) {
        client.send(bytes.toString());
        client.socket.shutdownOutput();
        client.receiveAll();
      }
    }
  }
}
