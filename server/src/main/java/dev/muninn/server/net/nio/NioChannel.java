package dev.muninn.server.net.nio;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.net.transport.AddressText;
import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.net.transport.ReadyHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A connection on a socket channel. */
final class NioChannel extends NioPollable implements Channel {
  private final NioTransport transport;
  private final SocketChannel channel;
  private final @Nullable Path path;
  private final @Nullable SocketAddress remote;
  private final @Nullable SocketAddress local;

  NioChannel(NioTransport transport, SocketChannel channel, @Nullable Path path)
      throws IOException {
    super(channel);
    this.transport = transport;
    this.channel = channel;
    this.path = path;
    this.remote = channel.getRemoteAddress();
    this.local = channel.getLocalAddress();
  }

  @Override
  public void open(ReadyHandler handler) throws IOException {
    register(transport.selector(), handler, SelectionKey.OP_READ);
  }

  @Override
  public int read(Buffer into, int max) throws IOException {
    ByteBuffer room = into.toWrite();
    if (room.remaining() > max) {
      room.limit(room.position() + max);
    }
    int n = channel.read(room);
    if (n > 0) {
      into.written(n);
    }
    return n;
  }

  @Override
  public long write(Buffer[] from, int count) throws IOException {
    if (count == 1) {
      return channel.write(from[0].toRead());
    }
    ByteBuffer[] gather = transport.gather();
    for (int i = 0; i < count; i++) {
      gather[i] = from[i].toRead();
    }
    return channel.write(gather, 0, count);
  }

  @Override
  public int fd() {
    return -1;
  }

  @Override
  public boolean isUnix() {
    return path != null;
  }

  @Override
  public boolean isLocal() {
    return path != null
        || (remote instanceof InetSocketAddress a && a.getAddress().isLoopbackAddress());
  }

  @Override
  public String remoteAddress() {
    return text(remote);
  }

  @Override
  public String localAddress() {
    return text(local);
  }

  private String text(@Nullable SocketAddress address) {
    if (path != null) {
      return path + ":0";
    }
    if (address instanceof InetSocketAddress a) {
      InetAddress ip = a.getAddress();
      return AddressText.of(ip, a.getPort());
    }
    return "?:0";
  }
}
