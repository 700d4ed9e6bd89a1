package dev.muninn.server.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.net.transport.Listener;
import dev.muninn.server.net.transport.Pollable;
import dev.muninn.server.net.transport.Transport;
import dev.muninn.server.store.Memory;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
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
@Timeout(30)
class TransportTest {
  @Parameter IoTransport kind = IoTransport.AUTO;

  private final Memory memory = new Memory();
  private Transport transport = Fixtures.unset();
  private int ops;

  @BeforeEach
  void open() throws IOException {
    transport = Fixtures.open(kind);
  }

  @AfterEach
  void close() {
    transport.close();
    memory.close();
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private Listener listen() throws IOException {
    return transport.listen(loopback(), 0, 16, o -> ops = o);
  }

  private static SocketChannel connect(Listener listener) throws IOException {
    return SocketChannel.open(new InetSocketAddress(loopback(), listener.port()));
  }

  /** Polls until the handler of something was told. */
  private int pollOps() throws IOException {
    ops = 0;
    while (ops == 0) {
      int n = transport.poll(1000);
      for (int i = 0; i < n; i++) {
        Pollable pollable = transport.ready(i);
        pollable.handler().ready(transport.readyOps(i));
      }
    }
    return ops;
  }

  private Channel accept(Listener listener) throws IOException {
    assertThat(pollOps()).isEqualTo(Pollable.READ);
    @Nullable Channel channel = listener.accept();
    if (channel == null) {
      throw new AssertionError("nothing to accept");
    }
    channel.open(o -> ops = o);
    return channel;
  }

  @Test
  void shouldReportNothingWhenNothingIsReady() throws IOException {
    Listener listener = listen();
    assertThat(transport.poll(0)).isZero();
    assertThat(listener.accept()).isNull();
  }

  @Test
  void shouldReadWhatThePeerWroteAndThenItsEnd() throws IOException {
    Listener listener = listen();
    try (SocketChannel peer = connect(listener);
        Buffer in = new Buffer(memory, 64)) {
      Channel channel = accept(listener);
      peer.write(ByteBuffer.wrap("hello".getBytes(US_ASCII)));
      assertThat(pollOps()).isEqualTo(Pollable.READ);
      assertThat(channel.read(in, 3)).isEqualTo(3);
      assertThat(channel.read(in, in.writable())).isEqualTo(2);
      assertThat(channel.read(in, in.writable())).isZero();
      assertThat(in.slice(0, 5, new Slice()).toString()).isEqualTo("hello");
      peer.shutdownOutput();
      assertThat(pollOps() & Pollable.READ).isEqualTo(Pollable.READ);
      assertThat(channel.read(in, in.writable())).isEqualTo(-1);
    }
  }

  @Test
  void shouldGatherBuffersInOneWrite() throws IOException {
    Listener listener = listen();
    Buffer[] out = {new Buffer(memory, 16), new Buffer(memory, 16), new Buffer(memory, 16)};
    try (SocketChannel peer = connect(listener)) {
      Channel channel = accept(listener);
      out[0].put("xone ".getBytes(US_ASCII));
      out[0].skip(1);
      out[1].put("two ".getBytes(US_ASCII));
      out[2].put("three".getBytes(US_ASCII));
      assertThat(channel.write(out, 3)).isEqualTo(13);
      out[0].clear();
      out[0].put("!".getBytes(US_ASCII));
      assertThat(channel.write(out, 1)).isEqualTo(1);
      ByteBuffer got = ByteBuffer.allocate(14);
      while (got.hasRemaining()) {
        assertThat(peer.read(got)).isPositive();
      }
      assertThat(new String(got.array(), US_ASCII)).isEqualTo("one two three!");
    } finally {
      for (Buffer b : out) {
        b.close();
      }
    }
  }

  @Test
  void shouldReportWritableAgainAfterAFullSocketIsDrained() throws IOException {
    Listener listener = listen();
    Buffer[] out = {new Buffer(memory, 1 << 16)};
    try (SocketChannel peer = connect(listener)) {
      Channel channel = accept(listener);
      byte[] block = new byte[1 << 16];
      long total = 0;
      long n;
      do {
        out[0].clear();
        out[0].put(block);
        n = channel.write(out, 1);
        total += n;
      } while (n > 0);
      channel.interest(Pollable.READ | Pollable.WRITE);
      assertThat(transport.poll(0)).isZero();
      ByteBuffer sink = ByteBuffer.allocate(1 << 16);
      while (total > 0) {
        total -= peer.read(sink.clear());
      }
      assertThat(pollOps()).isEqualTo(Pollable.WRITE);
      channel.interest(Pollable.READ);
      assertThat(transport.poll(0)).isZero();
    } finally {
      out[0].close();
    }
  }

  @Test
  void shouldFailToReadAfterAReset() throws IOException {
    Listener listener = listen();
    try (Buffer in = new Buffer(memory, 64)) {
      SocketChannel peer = connect(listener);
      Channel channel = accept(listener);
      peer.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
      peer.close();
      pollOps();
      assertThatThrownBy(() -> channel.read(in, 64))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("reset");
      channel.close();
      channel.close();
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void shouldTellBothEndsOfAConnection() throws IOException {
    Listener listener = listen();
    try (SocketChannel peer = connect(listener)) {
      Channel channel = accept(listener);
      int peerPort = ((InetSocketAddress) peer.getLocalAddress()).getPort();
      assertThat(channel.remoteAddress()).isEqualTo("127.0.0.1:" + peerPort);
      assertThat(channel.localAddress()).isEqualTo("127.0.0.1:" + listener.port());
      assertThat(channel.isLocal()).isTrue();
      assertThat(channel.isUnix()).isFalse();
    }
  }

  @Test
  void shouldServeIpVersion6() throws IOException {
    InetAddress six = Inet6Address.ofLiteral("::1");
    Listener listener = Fixtures.assumingAddress(() -> transport.listen(six, 0, 16, o -> ops = o));
    try (SocketChannel peer = SocketChannel.open(new InetSocketAddress(six, listener.port()))) {
      Channel channel = accept(listener);
      int peerPort = ((InetSocketAddress) peer.getLocalAddress()).getPort();
      assertThat(channel.remoteAddress()).isEqualTo("[::1]:" + peerPort);
      assertThat(channel.localAddress()).isEqualTo("[::1]:" + listener.port());
      assertThat(channel.isLocal()).isTrue();
    }
  }

  @Test
  void shouldServeAUnixSocketWithTheAskedPermissions(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("s");
    Listener listener = transport.listenUnix(path, 0750, 16, o -> ops = o);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwxr-x---");
    try (SocketChannel peer = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      peer.connect(UnixDomainSocketAddress.of(path));
      Channel channel = accept(listener);
      assertThat(channel.isUnix()).isTrue();
      assertThat(channel.isLocal()).isTrue();
      assertThat(channel.remoteAddress()).isEqualTo(path + ":0");
      assertThat(channel.localAddress()).isEqualTo(path + ":0");
    }
    listener.close();
    assertThat(path).doesNotExist();
  }

  @Test
  void shouldReplaceAStaleUnixSocketButNoOtherFile(@TempDir Path directory) throws IOException {
    Path stale = directory.resolve("stale");
    try (var old = java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      old.bind(UnixDomainSocketAddress.of(stale));
    }
    assertThat(stale).exists();
    transport.listenUnix(stale, 0, 16, o -> ops = o).close();
    Path file = Files.writeString(directory.resolve("file"), "precious");
    assertThatThrownBy(() -> transport.listenUnix(file, 0, 16, o -> ops = o))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("precious");
  }

  @Test
  void shouldRefuseAnAddressInUse() throws IOException {
    Listener listener = listen();
    assertThatThrownBy(() -> transport.listen(loopback(), listener.port(), 16, o -> ops = o))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Address already in use");
  }

  @Test
  void shouldWakeUpFromAnotherThread() throws Exception {
    Thread waker = Thread.ofPlatform().start(transport::wakeup);
    assertThat(transport.poll(-1)).isZero();
    waker.join();
    transport.wakeup();
    transport.wakeup();
    assertThat(transport.poll(-1)).isZero();
    assertThat(transport.poll(0)).isZero();
  }

  @Test
  void shouldLeaveNoDescriptorsBehind() throws IOException {
    Fixtures.assumeProc();
    Listener first = listen();
    connect(first).close();
    accept(first);
    transport.close(); // and with it what the first use of a class opens
    int before = Fixtures.openFiles();
    for (int round = 0; round < 10; round++) {
      transport = Fixtures.open(kind);
      Listener listener = listen();
      try (SocketChannel peer = connect(listener)) {
        assertThat(peer.isConnected()).isTrue();
        accept(listener);
      }
      transport.close();
      transport.wakeup(); // harmless now
    }
    assertThat(Fixtures.openFiles()).isEqualTo(before);
  }
}
