package dev.muninn.server.net;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.net.transport.Channel;
import dev.muninn.server.resp.ReplyBuffer;
import java.io.IOException;

/**
 * The one way of a reply to a socket. Open in one phase of a turn only, after {@link
 * LoopHooks#beforeReplies}: what a command has changed is in the AOF before anybody learns of it.
 */
final class Sender {
  /** Most bytes sent to one client in a turn. */
  private static final int TURN_BYTES = 256 * 1024;

  private final Buffer[] gather = new Buffer[Channel.MAX_GATHER];
  private final NetStats stats;
  private boolean open;

  Sender(NetStats stats) {
    this.stats = stats;
  }

  /** The phase begins. */
  void open() {
    open = true;
  }

  /** The phase is over. */
  void close() {
    open = false;
  }

  /**
   * Sends what there is, up to a turn's share, and takes it off the buffer.
   *
   * @return whether the socket has no room for more
   * @throws IOException the connection is broken
   * @throws IllegalStateException it is not the phase in which replies are sent
   */
  boolean send(Channel channel, ReplyBuffer out) throws IOException {
    if (!open) {
      throw new IllegalStateException("reply sent before its turn: bytes=" + out.size());
    }
    long sent = 0;
    boolean full = false;
    while (!out.isEmpty() && !full && sent < TURN_BYTES) {
      int count = Math.min(out.chunks(), gather.length);
      long wanted = 0;
      for (int i = 0; i < count; i++) {
        gather[i] = out.chunk(i);
        wanted += gather[i].readable();
      }
      long n = channel.write(gather, count);
      stats.written(n);
      out.advance(n);
      sent += n;
      full = n < wanted;
    }
    return full;
  }
}
