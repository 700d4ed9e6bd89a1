package dev.muninn.server.net.nio;

import dev.muninn.server.net.transport.AddressUnavailableException;
import dev.muninn.server.net.transport.Listener;
import dev.muninn.server.net.transport.Pollable;
import dev.muninn.server.net.transport.ReadyHandler;
import dev.muninn.server.net.transport.Transport;
import dev.muninn.server.net.transport.UnixSocketFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Transport on {@link Selector}; works wherever a JDK does. */
public final class NioTransport implements Transport {
  private final Selector selector;
  private final ByteBuffer[] gather = new ByteBuffer[NioChannel.MAX_GATHER];
  private final Consumer<SelectionKey> collect = this::collect;
  private @Nullable Pollable[] ready = new @Nullable Pollable[64];
  private int[] readyOps = new int[64];
  private int count;

  /**
   * Opens a selector.
   *
   * @throws IOException there are no file descriptors left
   */
  public NioTransport() throws IOException {
    selector = Selector.open();
  }

  @Override
  public String name() {
    return "nio";
  }

  Selector selector() {
    return selector;
  }

  ByteBuffer[] gather() {
    return gather;
  }

  @Override
  public Listener listen(InetAddress address, int port, int backlog, ReadyHandler handler)
      throws IOException {
    ServerSocketChannel server = openFor(address);
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      bind(server, new InetSocketAddress(address, port), backlog);
      return start(new NioListener(this, server, null), server, handler);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static ServerSocketChannel openFor(InetAddress address) throws IOException {
    try {
      return ServerSocketChannel.open(
          address instanceof Inet6Address
              ? StandardProtocolFamily.INET6
              : StandardProtocolFamily.INET);
    } catch (UnsupportedOperationException e) {
      throw new AddressUnavailableException("socket: " + e.getMessage(), true);
    }
  }

  private static void bind(ServerSocketChannel server, InetSocketAddress address, int backlog)
      throws IOException {
    try {
      server.bind(address, backlog);
    } catch (BindException e) {
      // The JDK has one class for both reasons; the text is the C library's.
      String message = String.valueOf(e.getMessage());
      if (message.contains("assign requested address")) {
        throw new AddressUnavailableException("bind: " + message, false);
      }
      throw e;
    }
  }

  @Override
  public boolean dualStack() {
    return true; // the JDK clears IPV6_V6ONLY
  }

  @Override
  public Listener listenUnix(Path path, int permissions, int backlog, ReadyHandler handler)
      throws IOException {
    UnixSocketFiles.removeSocket(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path), backlog);
      UnixSocketFiles.setPermissions(path, permissions);
      return start(new NioListener(this, server, path), server, handler);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private NioListener start(NioListener listener, ServerSocketChannel server, ReadyHandler handler)
      throws IOException {
    server.configureBlocking(false);
    listener.register(selector, handler, SelectionKey.OP_ACCEPT);
    return listener;
  }

  /** Really closes what was closed: the JDK holds a descriptor until the selector's next look. */
  void purge() {
    try {
      if (selector.isOpen()) {
        selector.selectNow(key -> {}); // level-triggered: what is ready is told again
      }
    } catch (IOException e) {
      throw new UncheckedIOException("selector: " + e.getMessage(), e);
    }
  }

  @Override
  public int poll(int timeoutMillis) throws IOException {
    count = 0;
    if (timeoutMillis == 0) {
      selector.selectNow(collect);
    } else {
      selector.select(collect, Math.max(timeoutMillis, 0));
    }
    return count;
  }

  private void collect(SelectionKey key) {
    if (count == ready.length) {
      ready = java.util.Arrays.copyOf(ready, 2 * count);
      readyOps = java.util.Arrays.copyOf(readyOps, 2 * count);
    }
    int ops = key.readyOps();
    ready[count] = (Pollable) key.attachment();
    readyOps[count] =
        ((ops & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0 ? Pollable.READ : 0)
            | ((ops & SelectionKey.OP_WRITE) != 0 ? Pollable.WRITE : 0);
    count++;
  }

  @Override
  public Pollable ready(int index) {
    Pollable pollable = Objects.requireNonNull(ready[index]);
    ready[index] = null; // a closed connection is not kept alive by the list
    return pollable;
  }

  @Override
  public int readyOps(int index) {
    return readyOps[index];
  }

  @Override
  public void wakeup() {
    selector.wakeup();
  }

  @Override
  public void close() {
    if (!selector.isOpen()) {
      return;
    }
    try {
      for (SelectionKey key : new ArrayList<>(selector.keys())) {
        ((Pollable) key.attachment()).close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("selector: " + e.getMessage(), e);
    }
  }
}
