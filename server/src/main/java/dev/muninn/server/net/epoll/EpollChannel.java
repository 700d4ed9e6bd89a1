package dev.muninn.server.net.epoll;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.net.transport.AddressText;
import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.net.transport.ReadyHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A connection on a file descriptor. */
final class EpollChannel extends EpollPollable implements Channel {
  private static final int MSG_NOSIGNAL = 0x4000;

  private final @Nullable Path path;
  // The peer's address as it came; its text is made only when someone asks.
  private final int family;
  private final long high;
  private final long low;
  private final int port;

  EpollChannel(EpollTransport transport, int fd, SocketAddresses peer, @Nullable Path path) {
    super(transport, fd);
    this.path = path;
    this.family = peer.family();
    this.high = peer.high();
    this.low = peer.low();
    this.port = peer.port();
  }

  @Override
  public void open(ReadyHandler handler) throws IOException {
    register(handler);
  }

  @Override
  public int read(Buffer into, int max) throws IOException {
    int room = Math.min(max, into.writable());
    while (true) {
      long n = transport.libc().recv(fd, into.nativeWriteAddress(), room);
      if (n > 0) {
        into.written((int) n);
        return (int) n;
      }
      if (n == 0) {
        return -1;
      }
      if (n == -Libc.EAGAIN) {
        return 0;
      }
      if (n != -Libc.EINTR) {
        throw EpollTransport.failed("read", n);
      }
    }
  }

  @Override
  public long write(Buffer[] from, int count) throws IOException {
    while (true) {
      long n =
          count == 1
              ? transport
                  .libc()
                  .send(fd, from[0].nativeReadAddress(), from[0].readable(), MSG_NOSIGNAL)
              : transport.libc().sendmsg(fd, transport.message(from, count), MSG_NOSIGNAL);
      if (n >= 0) {
        return n;
      }
      if (n == -Libc.EAGAIN) {
        return 0;
      }
      if (n != -Libc.EINTR) {
        throw EpollTransport.failed("write", n);
      }
    }
  }

  @Override
  public int fd() {
    return fd;
  }

  @Override
  public boolean isUnix() {
    return path != null;
  }

  @Override
  public boolean isLocal() {
    if (path != null) {
      return true;
    }
    InetAddress address = SocketAddresses.inetAddress(family, high, low);
    return address != null && address.isLoopbackAddress();
  }

  @Override
  public String remoteAddress() {
    return text(family, high, low, port);
  }

  @Override
  public String localAddress() {
    SocketAddresses own = transport.addresses();
    own.expect();
    if (path == null && isOpen()) {
      transport.libc().getsockname(fd, own.address(), own.sizeAddress());
    }
    return text(own.family(), own.high(), own.low(), own.port());
  }

  private String text(int addressFamily, long addressHigh, long addressLow, int addressPort) {
    if (path != null) {
      return path + ":0";
    }
    InetAddress address = SocketAddresses.inetAddress(addressFamily, addressHigh, addressLow);
    return address == null ? "?:0" : AddressText.of(address, addressPort);
  }
}
