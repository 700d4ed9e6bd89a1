package dev.muninn.server.bytes;

import dev.muninn.server.store.Memory;
import java.nio.charset.StandardCharsets;

/** Slices made from text or arrays; each text has memory of its own until closed. */
public final class TestBytes implements AutoCloseable {
  private final Buffer buffer;
  private final Slice slice = new Slice();

  /** Slices in {@code memory}. */
  public TestBytes(Memory memory) {
    buffer = new Buffer(memory, 64);
  }

  /** A slice of these bytes, valid until the next one is asked for. */
  public Slice of(String text) {
    return of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A slice of these bytes, valid until the next one is asked for. */
  public Slice of(byte[] bytes) {
    buffer.clear();
    buffer.put(bytes);
    return buffer.slice(0, bytes.length, slice);
  }

  @Override
  public void close() {
    buffer.close();
  }
}
