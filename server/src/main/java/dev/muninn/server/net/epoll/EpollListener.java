package dev.muninn.server.net.epoll;

import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.net.transport.Listener;
import dev.muninn.server.net.transport.UnixSocketFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A listening socket. Accepted sockets inherit its TCP options (Linux, tcp(7)). */
final class EpollListener extends EpollPollable implements Listener {
  private static final int SOCK_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
  private static final int ECONNABORTED = 103;

  private final @Nullable Path path;
  private int keepAlive;

  EpollListener(EpollTransport transport, int fd, @Nullable Path path) {
    super(transport, fd);
    this.path = path;
  }

  @Override
  public @Nullable Channel accept() throws IOException {
    SocketAddresses peer = transport.addresses();
    while (true) {
      peer.expect();
      int accepted =
          transport.libc().accept4(fd, peer.address(), peer.sizeAddress(), SOCK_NONBLOCK_CLOEXEC);
      if (accepted >= 0) {
        return new EpollChannel(transport, accepted, peer, path);
      }
      if (accepted == -Libc.EAGAIN) {
        return null;
      }
      if (accepted != -Libc.EINTR && accepted != -ECONNABORTED) {
        throw EpollTransport.failed("accept", accepted);
      }
    }
  }

  @Override
  public void keepAlive(int seconds) throws IOException {
    if (path != null || seconds == keepAlive) {
      return;
    }
    if (seconds > 0) {
      transport.option(fd, EpollTransport.IPPROTO_TCP, EpollTransport.TCP_KEEPIDLE, seconds);
      transport.option(
          fd, EpollTransport.IPPROTO_TCP, EpollTransport.TCP_KEEPINTVL, Math.max(seconds / 3, 1));
      transport.option(fd, EpollTransport.IPPROTO_TCP, EpollTransport.TCP_KEEPCNT, 3);
    }
    transport.option(
        fd, EpollTransport.SOL_SOCKET, EpollTransport.SO_KEEPALIVE, seconds > 0 ? 1 : 0);
    keepAlive = seconds;
  }

  @Override
  public int port() {
    if (path != null) {
      return 0;
    }
    SocketAddresses own = transport.addresses();
    own.expect();
    transport.libc().getsockname(fd, own.address(), own.sizeAddress());
    return own.port();
  }

  @Override
  public void close() {
    boolean wasOpen = isOpen();
    super.close();
    if (wasOpen && path != null) {
      try {
        UnixSocketFiles.removeSocket(path);
      } catch (IOException e) {
        throw new UncheckedIOException("unix socket: path=" + path, e);
      }
    }
  }
}
