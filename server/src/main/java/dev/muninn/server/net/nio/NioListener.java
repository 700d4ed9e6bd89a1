package dev.muninn.server.net.nio;

import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.net.transport.Listener;
import dev.muninn.server.net.transport.UnixSocketFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** A listening channel. */
final class NioListener extends NioPollable implements Listener {
  private final NioTransport transport;
  private final ServerSocketChannel server;
  private final @Nullable Path path;
  private int keepAlive;

  NioListener(NioTransport transport, ServerSocketChannel server, @Nullable Path path) {
    super(server);
    this.transport = transport;
    this.server = server;
    this.path = path;
  }

  @Override
  public @Nullable Channel accept() throws IOException {
    SocketChannel accepted = server.accept();
    if (accepted == null) {
      return null;
    }
    try {
      accepted.configureBlocking(false);
      if (path == null) {
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (keepAlive > 0) {
          setKeepAlive(accepted, keepAlive);
        }
      }
      return new NioChannel(transport, accepted, path);
    } catch (IOException | RuntimeException e) {
      accepted.close();
      throw e;
    }
  }

  private static void setKeepAlive(SocketChannel channel, int seconds) throws IOException {
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    Set<?> supported = channel.supportedOptions();
    if (supported.contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, seconds);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, Math.max(seconds / 3, 1));
      channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
    }
  }

  @Override
  public void keepAlive(int seconds) {
    keepAlive = seconds;
  }

  @Override
  public int port() {
    try {
      return server.getLocalAddress() instanceof InetSocketAddress a ? a.getPort() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("listener: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    boolean wasOpen = isOpen();
    super.close();
    if (wasOpen) {
      transport.purge();
    }
    if (wasOpen && path != null) {
      try {
        UnixSocketFiles.removeSocket(path);
      } catch (IOException e) {
        throw new UncheckedIOException("unix socket: path=" + path, e);
      }
    }
  }
}
