package dev.muninn.server.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(
    value = IoTransport.class,
    names = {"NIO", "EPOLL"})
@Timeout(60)
class EventLoopTest {
  @Parameter IoTransport kind = IoTransport.AUTO;

  private EchoServer server = Fixtures.noServer();

  @BeforeEach
  void start() throws IOException {
    server = new EchoServer(kind).start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Peer connect() throws IOException {
    return new Peer(server.port());
  }

  private void awaitConnections(int count) {
    Fixtures.await("connections", () -> server.ask(server.loop::connections) == count);
  }

  @Test
  void shouldAnswerArraysAndInlineRequests() throws IOException {
    try (Peer peer = connect()) {
      peer.send("*1\r\n$4\r\nPING\r\n").expect("+PONG\r\n");
      peer.send("echo \"a b\"\r\n").expect("$3\r\na b\r\n");
    }
    awaitConnections(0);
    assertThat(server.ask(() -> server.handler.disconnected)).isEqualTo(1);
  }

  @Test
  void shouldAnswerAPipelineOfTenThousandInOrder() throws IOException {
    StringBuilder requests = new StringBuilder();
    StringBuilder replies = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      String text = "message-" + i;
      requests.append("*2\r\n$4\r\nECHO\r\n$").append(text.length()).append("\r\n");
      requests.append(text).append("\r\n");
      replies.append('$').append(text.length()).append("\r\n").append(text).append("\r\n");
    }
    try (Peer peer = connect()) {
      Thread writer = Thread.ofPlatform().start(() -> sendQuietly(peer, requests.toString()));
      peer.expect(replies.toString());
      join(writer);
    }
    assertThat(server.ask(() -> server.loop.stats().commands())).isEqualTo(10_000);
    // About 270 KB in reads of 16 KiB: far fewer system calls than requests.
    assertThat(server.ask(() -> server.loop.stats().writes())).isLessThan(1000);
  }

  private static void sendQuietly(Peer peer, String text) {
    try {
      peer.send(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldTakeARequestByteByByte() throws IOException {
    try (Peer peer = connect();
        Peer other = connect()) {
      for (byte b : "*2\r\n$4\r\nECHO\r\n$5\r\nhello\r\n".getBytes(US_ASCII)) {
        peer.send(new byte[] {b});
        other.send("PING\r\n").expect("+PONG\r\n"); // the other's input passes by the half one
      }
      peer.expect("$5\r\nhello\r\n");
    }
  }

  @Test
  void shouldReturnABulkOf64Mebibytes() throws IOException {
    int size = 64 << 20;
    byte[] value = new byte[size];
    new Random(7).nextBytes(value);
    try (Peer peer = connect()) {
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      peer.send("*2\r\n$4\r\nECHO\r\n$" + size + "\r\n").send(value).send("\r\n");
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      peer.expect("$" + size + "\r\n");
      assertThat(java.util.Arrays.equals(peer.read(size), value)).isTrue();
      peer.expect("\r\n");
      join(writer);
      peer.send("PING\r\n").expect("+PONG\r\n");
    }
  }

  @Test
  void shouldNotTakeMemoryThatWasOnlyAnnounced() throws IOException {
    long before = server.used();
    try (Peer peer = connect()) {
      peer.send("*2\r\n$4\r\nECHO\r\n$500000000\r\nabc");
      Fixtures.await("read", () -> server.ask(() -> server.loop.stats().inputBytes()) > 20);
      assertThat(server.used() - before).isLessThanOrEqualTo(64 * 1024);
    }
  }

  @Test
  void shouldForgetHalfARequestWhenThePeerGoes() throws IOException {
    long before = server.used();
    for (int i = 0; i < 20; i++) {
      try (Peer peer = connect()) {
        peer.send("*3\r\n$3\r\nSET\r\n$3\r\nke");
      }
      Peer peer = connect();
      peer.send("*3\r\n$3\r\nSET\r\n$3\r\nke");
      peer.reset();
    }
    // What waits in the backlog is no connection yet.
    Fixtures.await(
        "accepted", () -> server.ask(() -> server.loop.stats().connectionsReceived()) == 40);
    awaitConnections(0);
    assertThat(server.used()).isEqualTo(before);
  }

  @Test
  void shouldTellAProtocolErrorAndClose() throws IOException {
    try (Peer peer = connect()) {
      peer.send("PING\r\n*1\r\nx\r\n");
      assertThat(peer.rest()).isEqualTo("+PONG\r\n-ERR Protocol error: expected '$', got 'x'\r\n");
    }
    awaitConnections(0);
  }

  @Test
  void shouldSurviveGarbage() throws IOException {
    Random random = new Random(42);
    for (int i = 0; i < 100; i++) {
      byte[] garbage = new byte[random.nextInt(40_000)];
      random.nextBytes(garbage);
      if (i % 2 == 0 && garbage.length > 0) {
        garbage[0] = '*';
      }
      try (Peer peer = connect()) {
        sendQuietly(peer, new String(garbage, ISO_8859_1));
      } catch (UncheckedIOException e) {
        assertThat(e.getCause()).isInstanceOf(java.net.SocketException.class);
      }
    }
    awaitConnections(0);
    try (Peer peer = connect()) {
      peer.send("PING\r\n").expect("+PONG\r\n");
    }
  }

  @Test
  void shouldSendWhatIsOwedWhenThePeerClosesItsHalf() throws IOException {
    try (Peer peer = connect()) {
      peer.send("*3\r\n$6\r\nREPEAT\r\n$8\r\n12345678\r\n$6\r\n400000\r\n");
      peer.socket.shutdownOutput();
      peer.expect("*400000\r\n");
      assertThat(peer.rest()).hasSize(400_000 * 14);
    }
    awaitConnections(0);
  }

  @Test
  void shouldCloseAClientThatDoesNotReadAtTheHardLimit() throws IOException {
    server.ask(
        () -> {
          server.outputLimits.set(dev.muninn.server.client.ClientType.NORMAL, 8 << 20, 0, 0);
          return true;
        });
    long before = server.used();
    try (Peer slow = connect();
        Peer other = connect()) {
      for (int i = 0; i < 100; i++) {
        try {
          slow.send("*3\r\n$6\r\nREPEAT\r\n$8\r\n12345678\r\n$6\r\n100000\r\n");
        } catch (IOException e) {
          break; // closed already
        }
        other.send("PING\r\n").expect("+PONG\r\n");
        assertThat(server.used() - before).isLessThan(20L << 20);
      }
      Fixtures.await("closed", () -> server.hasLogged("output limit"));
      awaitConnections(1);
    }
    awaitConnections(0);
    assertThat(server.used()).isEqualTo(before);
  }

  @Test
  void shouldServeOthersWhileOneFloodsWithRequests() throws IOException {
    byte[] flood = "*1\r\n$4\r\nPING\r\n".repeat(5000).getBytes(US_ASCII);
    try (Peer flooder = connect();
        Peer other = connect()) {
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (true) {
                        flooder.send(flood);
                      }
                    } catch (IOException e) {
                      assertThat(e).isInstanceOf(java.net.SocketException.class);
                    }
                  });
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (true) {
                        flooder.expect("+PONG\r\n");
                      }
                    } catch (IOException e) {
                      assertThat(e).isInstanceOf(java.net.SocketException.class);
                    }
                  });
      for (int i = 0; i < 200; i++) {
        other.send("PING\r\n").expect("+PONG\r\n");
      }
      flooder.reset();
      join(writer);
      join(reader);
    }
  }

  @Test
  void shouldHoldTheRequestsOfABlockedClient() throws IOException {
    try (Peer peer = connect()) {
      peer.send("BLOCK\r\nECHO after\r\n");
      Fixtures.await("blocked", () -> server.ask(() -> !server.handler.blocked.isEmpty()));
      peer.send("ECHO later\r\n");
      try (Peer other = connect()) {
        other.send("PING\r\n").expect("+PONG\r\n");
      }
      server.loop.execute(server.handler::unblock);
      peer.expect("+unblocked\r\n$5\r\nafter\r\n$5\r\nlater\r\n");
      peer.send("BLOCK\r\n");
      Fixtures.await("blocked", () -> server.ask(() -> !server.handler.blocked.isEmpty()));
    }
    awaitConnections(0);
    assertThat(server.ask(() -> server.handler.blocked.isEmpty())).isTrue();
  }

  @Test
  void shouldTakeUpAPipelineWhereItsClientWasBlocked() throws IOException {
    try (Peer peer = connect()) {
      peer.send("ECHO one\r\nBLOCK\r\nECHO two\r\nECHO three\r\n*2\r\n$4\r\nECHO\r\n$4\r\nfo");
      peer.expect("$3\r\none\r\n");
      peer.send("ur\r\n*1\r\n$4\r\nPING\r\n");
      Fixtures.await("blocked", () -> server.ask(() -> !server.handler.blocked.isEmpty()));
      server.loop.execute(server.handler::unblock);
      peer.expect("+unblocked\r\n$3\r\ntwo\r\n$5\r\nthree\r\n$4\r\nfour\r\n+PONG\r\n");
    }
  }

  @Test
  void shouldAnswerWhatPrecedesAProtocolErrorInAPipeline() throws IOException {
    try (Peer peer = connect()) {
      peer.send("ECHO one\r\nECHO two\r\n*1\r\n!4\r\n");
      peer.expect("$3\r\none\r\n$3\r\ntwo\r\n-ERR Protocol error: expected '$', got '!'\r\n");
    }
  }

  @Test
  void shouldCloseAfterTheReplyOrAtOnceAsAsked() throws IOException {
    try (Peer peer = connect()) {
      peer.send("PING\r\nQUIT\r\nPING\r\n");
      assertThat(peer.rest()).isEqualTo("+PONG\r\n+OK\r\n");
    }
    try (Peer peer = connect()) {
      peer.send("PING\r\nKILL\r\nPING\r\n");
      assertThat(peer.rest()).isEmpty();
    }
    awaitConnections(0);
  }

  @Test
  void shouldOnlyLoseTheClientWhoseRequestFailed() throws IOException {
    try (Peer peer = connect();
        Peer other = connect()) {
      peer.send("FAIL\r\nPING\r\n");
      assertThat(peer.rest()).isEmpty();
      other.send("PING\r\n").expect("+PONG\r\n");
    }
    assertThat(server.hasLogged("as asked")).isTrue();
  }

  @Test
  void shouldRefuseClientsBeyondTheLimit() throws IOException {
    server.settings.maxClients = 2;
    try (Peer first = connect();
        Peer second = connect()) {
      first.send("PING\r\n").expect("+PONG\r\n");
      second.send("PING\r\n").expect("+PONG\r\n");
      try (Peer third = connect()) {
        assertThat(third.rest()).isEqualTo("-ERR max number of clients reached\r\n");
      }
      server.settings.maxClients = 3;
      try (Peer third = connect()) {
        third.send("PING\r\n").expect("+PONG\r\n");
      }
    }
    assertThat(server.ask(() -> server.loop.stats().connectionsRejected())).isEqualTo(1);
    assertThat(server.ask(() -> server.loop.stats().connectionsReceived())).isEqualTo(3);
  }

  @Test
  void shouldCloseIdleClients() throws IOException {
    server.settings.hz = 100;
    try (Peer peer = connect()) {
      peer.send("PING\r\n").expect("+PONG\r\n");
      server.settings.timeoutSeconds = 1;
      assertThat(peer.rest()).isEmpty();
      assertThat(server.hasLogged("Closing idle client")).isTrue();
    }
  }

  @Test
  void shouldCloseAClientWhoseUnparsedInputIsTooLong() throws IOException {
    server.ask(
        () -> {
          server.requestLimits.maxQueryBuffer(1 << 20);
          return true;
        });
    try (Peer peer = connect()) {
      peer.send("*2\r\n$4\r\nECHO\r\n$4000000\r\n");
      sendQuietly(peer, "x".repeat(4_000_000));
      assertThat(peer.rest()).isEmpty();
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).isInstanceOf(java.net.SocketException.class);
    }
    awaitConnections(0);
    assertThat(server.hasLogged("Closing client that reached max query buffer length: id=1"))
        .isTrue();
    assertThat(server.ask(() -> server.loop.stats().queryBufferLimitCloses())).isEqualTo(1);
  }

  @Test
  void shouldServeAUnixSocket(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("muninn.sock");
    server.ask(
        () -> {
          try {
            server.loop.bindUnix(path, 0700);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return true;
        });
    try (SocketChannel peer = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      peer.connect(UnixDomainSocketAddress.of(path));
      peer.write(ByteBuffer.wrap("PING\r\n".getBytes(US_ASCII)));
      ByteBuffer reply = ByteBuffer.allocate(7);
      while (reply.hasRemaining()) {
        assertThat(peer.read(reply)).isPositive();
      }
      assertThat(new String(reply.array(), US_ASCII)).isEqualTo("+PONG\r\n");
      assertThat(server.ask(() -> server.registry.list().getFirst().toString()))
          .contains("addr=" + path + ":0", "flags=U");
    }
  }

  @Test
  void shouldMoveToAnotherPortAndKeepItsConnections() throws IOException {
    int before = server.port();
    try (Peer old = connect()) {
      old.send("PING\r\n").expect("+PONG\r\n");
      String failure = rebind(List.of("127.0.0.1"), 0);
      assertThat(failure).isEmpty();
      assertThat(server.port()).isNotEqualTo(before);
      try (Peer peer = connect()) {
        peer.send("PING\r\n").expect("+PONG\r\n");
      }
      old.send("PING\r\n").expect("+PONG\r\n");
    }
  }

  @Test
  void shouldKeepListeningWhenTheNewAddressCannotBeHad() throws IOException {
    int before = server.port();
    assertThat(rebind(List.of("127.0.0.1", "203.0.113.1"), 0)).contains("assign requested address");
    assertThat(server.ask(server.loop::port)).isEqualTo(before);
    try (Peer peer = connect()) {
      peer.send("PING\r\n").expect("+PONG\r\n");
    }
    assertThat(rebind(List.of("127.0.0.1", "-203.0.113.1"), 0)).isEmpty();
    assertThat(rebind(List.of("*", "-::*"), 0)).isEmpty();
    try (Peer peer = connect()) {
      peer.send("PING\r\n").expect("+PONG\r\n");
    }
  }

  private String rebind(List<String> addresses, int port) {
    return server.ask(
        () -> {
          try {
            server.loop.bindTcp(addresses, port);
            return "";
          } catch (IOException e) {
            return String.valueOf(e.getMessage());
          }
        });
  }

  @Test
  void shouldGiveBackEverythingAfterTenThousandConnections() throws IOException {
    Fixtures.assumeProc();
    connect().close();
    awaitConnections(0);
    int files = Fixtures.openFiles();
    long used = server.used();
    for (int batch = 0; batch < 50; batch++) {
      Peer[] peers = new Peer[200];
      for (int i = 0; i < peers.length; i++) {
        peers[i] = connect();
        peers[i].send(i % 2 == 0 ? "PING\r\n" : "*2\r\n$4\r\nECHO\r\n$100\r\nhalf");
      }
      for (int i = 0; i < peers.length; i++) {
        if (i % 2 == 0) {
          peers[i].expect("+PONG\r\n");
        }
        if (i % 3 == 0) {
          peers[i].reset();
        } else {
          peers[i].close();
        }
      }
      awaitConnections(0);
    }
    assertThat(server.ask(() -> server.loop.stats().connectionsReceived())).isEqualTo(10_001);
    assertThat(server.ask(() -> server.registry.count())).isZero();
    assertThat(server.used()).isEqualTo(used);
    Fixtures.await("descriptors", () -> Fixtures.openFiles() <= files);
  }
}
