package dev.muninn.server.net.nio;

import dev.muninn.server.net.transport.Pollable;
import dev.muninn.server.net.transport.ReadyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** A registered channel and its key. */
abstract class NioPollable implements Pollable {
  private final SelectableChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable ReadyHandler handler;
  private int interest;
  private int readOp;

  NioPollable(SelectableChannel channel) {
    this.channel = channel;
  }

  /**
   * Registers with the selector; interest is READ.
   *
   * @param operation what READ means here: {@link SelectionKey#OP_READ} or OP_ACCEPT
   */
  final void register(Selector selector, ReadyHandler readyHandler, int operation)
      throws ClosedChannelException {
    handler = readyHandler;
    interest = READ;
    readOp = operation;
    key = channel.register(selector, operation, this);
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
    SelectionKey k = key;
    if (k != null && ops != interest && k.isValid()) {
      interest = ops;
      k.interestOps(
          ((ops & READ) != 0 ? readOp : 0) | ((ops & WRITE) != 0 ? SelectionKey.OP_WRITE : 0));
    }
  }

  @Override
  public final boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("close: " + e.getMessage(), e);
    }
  }
}
