package dev.muninn.server.net.epoll;

import dev.muninn.server.net.transport.Pollable;
import dev.muninn.server.net.transport.ReadyHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file descriptor in the epoll set. */
abstract class EpollPollable implements Pollable {
  final EpollTransport transport;
  final int fd;
  private @Nullable ReadyHandler handler;
  private int interest;
  private boolean open = true;

  EpollPollable(EpollTransport transport, int fd) {
    this.transport = transport;
    this.fd = fd;
  }

  /** Adds the descriptor to the set; interest is READ. */
  final void register(ReadyHandler readyHandler) throws IOException {
    handler = readyHandler;
    interest = READ;
    transport.add(this, READ);
  }

  @Override
  public final ReadyHandler handler() {
    ReadyHandler h = handler;
    if (h == null) {
      throw new IllegalStateException("channel: not opened");
    }
    return h;
  }

  @Override
  public final void interest(int ops) {
    if (open && ops != interest) {
      interest = ops;
      transport.modify(this, ops);
    }
  }

  @Override
  public final boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      transport.closed(this);
    }
  }
}
