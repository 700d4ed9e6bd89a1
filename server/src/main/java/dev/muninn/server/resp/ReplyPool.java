package dev.muninn.server.resp;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.store.Memory;
import java.util.ArrayDeque;

/**
 * The reply chunks of one server, lent to whoever has something to send. Used on the main thread
 * only.
 */
public final class ReplyPool implements AutoCloseable {
  /** Bytes of an ordinary chunk (PROTO_REPLY_CHUNK_BYTES). */
  public static final int CHUNK = 16 * 1024;

  /** Free chunks kept: 4 MiB. */
  private static final int KEPT = 256;

  private final Memory memory;
  private final ArrayDeque<Buffer> free = new ArrayDeque<>();

  /** A pool that holds nothing yet. */
  public ReplyPool(Memory memory) {
    this.memory = memory;
  }

  /** An empty chunk of at least {@code size} bytes and at least {@link #CHUNK}. */
  Buffer take(int size) {
    Buffer chunk = size <= CHUNK ? free.pollLast() : null;
    return chunk != null ? chunk : new Buffer(memory, Math.max(size, CHUNK));
  }

  /** Takes a chunk back. */
  void give(Buffer chunk) {
    if (free.size() < KEPT && chunk.capacity() <= 2 * CHUNK) {
      chunk.clear();
      free.addLast(chunk);
    } else {
      chunk.close();
    }
  }

  /** Gives the free chunks' memory back. */
  @Override
  public void close() {
    for (Buffer chunk = free.pollLast(); chunk != null; chunk = free.pollLast()) {
      chunk.close();
    }
  }
}
