package dev.muninn.server.command;

import dev.muninn.server.bytes.Arguments;
import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The words of a command that are being put together; see {@link Effects#words}. */
public final class Words implements Arguments {
  private final Memory memory;
  private final List<Slice> slices = new ArrayList<>();
  private int count;
  private long totalLength;

  /** Words that are not in memory anyway; never moved, so that slices of it stay. */
  private @Nullable Buffer own;

  private final List<Buffer> full = new ArrayList<>();

  Words(Memory memory) {
    this.memory = memory;
  }

  /** Appends a word, whose bytes stay where they are until the words are handed over. */
  public Words add(Slice word) {
    Slice ignored = next().set(word);
    totalLength += word.length();
    return this;
  }

  /** Appends a word of ASCII. */
  public Words add(String word) {
    return add(word.getBytes(StandardCharsets.US_ASCII));
  }

  /** Appends a word. */
  public Words add(byte[] word) {
    Buffer to = room(word.length);
    int at = to.writeIndex();
    to.put(word);
    Slice ignored = to.slice(at, word.length, next());
    totalLength += word.length;
    return this;
  }

  /** Appends an integer in decimal. */
  public Words add(long value) {
    return add(Long.toString(value));
  }

  private Slice next() {
    if (count == slices.size()) {
      slices.add(new Slice());
    }
    return slices.get(count++);
  }

  private Buffer room(int size) {
    Buffer to = own;
    if (to == null || to.writable() < size) {
      if (to != null) {
        full.add(to);
      }
      to = new Buffer(memory, Math.max(size, 128));
      own = to;
    }
    return to;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public Slice get(int index) {
    return slices.get(Objects.checkIndex(index, count));
  }

  @Override
  public long totalLength() {
    return totalLength;
  }

  /** Forgets all words and gives their memory back. */
  void clear() {
    count = 0;
    totalLength = 0;
    full.forEach(Buffer::close);
    full.clear();
    Buffer last = own;
    if (last != null) {
      last.close();
      own = null;
    }
  }
}
