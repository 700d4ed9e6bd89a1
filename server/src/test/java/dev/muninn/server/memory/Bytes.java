package dev.muninn.server.memory;

import java.nio.charset.StandardCharsets;

/** Slices made from text or arrays; each text has memory of its own until closed. */
final class Bytes implements AutoCloseable {
  private final Buffer buffer;
  private final Slice slice = new Slice();

  Bytes(Memory memory) {
    buffer = new Buffer(memory, 64);
  }

  Slice of(String text) {
    return of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Slice of(byte[] bytes) {
    buffer.clear();
    buffer.put(bytes);
    return buffer.slice(0, bytes.length, slice);
  }

  @Override
  public void close() {
    buffer.close();
  }
}
