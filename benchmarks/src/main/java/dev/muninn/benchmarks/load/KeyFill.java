package dev.muninn.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Fills a server with keys of 16 bytes, {@code key:} and twelve digits, and values of 32 bytes. */
public final class KeyFill {
  /** Bytes of a key. */
  public static final int KEY_SIZE = 16;

  /** Bytes of a value. */
  public static final int VALUE_SIZE = 32;

  // Replies of one batch (5 bytes each) fit any socket buffer, so sending all first cannot block.
  private static final int BATCH = 1000;
  private static final byte[] OK = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);

  private KeyFill() {}

  /** Sets the keys 0 to {@code keys - 1}, each once. */
  public static void fill(int port, int keys) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(loopback, port))) {
      SetRequest request = new SetRequest(VALUE_SIZE);
      ByteBuffer out = ByteBuffer.allocateDirect(BATCH * request.size());
      ByteBuffer in = ByteBuffer.allocateDirect(BATCH * OK.length);
      for (int first = 0; first < keys; first += BATCH) {
        int count = Math.min(BATCH, keys - first);
        out.clear();
        for (int i = 0; i < count; i++) {
          request.put(out, first + i);
        }
        out.flip();
        while (out.hasRemaining()) {
          channel.write(out);
        }
        readReplies(channel, in, count);
      }
    }
  }

  private static void readReplies(SocketChannel channel, ByteBuffer in, int count)
      throws IOException {
    in.clear().limit(count * OK.length);
    while (in.hasRemaining()) {
      int start = in.position();
      if (channel.read(in) < 0) {
        throw new EOFException("server closed the connection while it was filled");
      }
      for (int i = start; i < in.position(); i++) {
        checkReply(in.get(i), i % OK.length);
      }
    }
  }

  /** Every reply to SET must be {@code +OK}. */
  static void checkReply(byte actual, int index) throws IOException {
    if (actual != OK[index]) {
      throw new IOException("SET not answered by OK: index=%d byte=%d".formatted(index, actual));
    }
  }

  /** Bytes of the reply to a SET. */
  static int replySize() {
    return OK.length;
  }
}
