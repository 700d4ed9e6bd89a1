package dev.muninn.server.resp;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent to one client: a chain of chunks, written at the end by {@link Reply} and
 * drained from the front by the transport. Holds no memory when nothing is pending.
 */
public final class ReplyBuffer implements AutoCloseable {
  /** Told of the moments at which somebody has to act. */
  public interface Listener {
    /** There is something to send where there was nothing. */
    void pending();

    /**
     * A further chunk was added.
     *
     * @param bytes memory held by the chain now
     */
    void grown(long bytes);
  }

  private static final Listener NONE =
      new Listener() {
        @Override
        public void pending() {}

        @Override
        public void grown(long bytes) {}
      };

  private final ReplyPool pool;
  private final Listener listener;

  // chunks[first..first+count) is the chain; base is the number of chunks ever taken off its front.
  private @Nullable Buffer[] chunks = new @Nullable Buffer[2];
  private int first;
  private int count;
  private long base;
  private @Nullable Buffer tail;
  private long held;
  private long drained;
  private int peak;

  /** An empty chain whose moments are nobody's concern. */
  public ReplyBuffer(ReplyPool pool) {
    this(pool, NONE);
  }

  /** An empty chain. */
  public ReplyBuffer(ReplyPool pool, Listener listener) {
    this.pool = pool;
    this.listener = listener;
  }

  /** Whether there is nothing to send. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Number of chunks. */
  public int chunks() {
    return count;
  }

  /** A chunk, 0 being the next to send; its readable bytes are what is to be sent. */
  public Buffer chunk(int index) {
    java.util.Objects.checkIndex(index, count);
    return at(first + index);
  }

  /** Bytes to send. */
  public long size() {
    long size = 0;
    for (int i = 0; i < count; i++) {
      size += at(first + i).readable();
    }
    return size;
  }

  /** Memory held, in bytes: the chunks' capacities. */
  public long held() {
    return held;
  }

  /** Bytes sent so far in the chain's life. */
  public long drained() {
    return drained;
  }

  /** Most bytes that the first chunk has held since the last {@link #resetPeak}. */
  public int peak() {
    return count == 0 ? peak : Math.max(peak, at(first).writeIndex());
  }

  /** Begins a new measurement of {@link #peak}. */
  public void resetPeak() {
    peak = 0;
  }

  /** Takes the first {@code bytes} bytes off, after they were sent. */
  public void advance(long bytes) {
    long left = bytes;
    drained += bytes;
    while (count > 0) {
      Buffer chunk = at(first);
      int readable = chunk.readable();
      if (left < readable) {
        chunk.skip((int) left);
        return;
      }
      left -= readable;
      chunk.skip(readable);
      removeFirst();
    }
    if (left > 0) {
      throw new IllegalArgumentException("reply buffer advance: beyond=" + left);
    }
  }

  /** Throws everything away. */
  @Override
  public void close() {
    while (count > 0) {
      removeFirst();
    }
  }

  /** A chunk with room for {@code size} bytes, which may be at most {@link ReplyPool#CHUNK}. */
  Buffer room(int size) {
    Buffer last = tail;
    return last != null && last.writable() >= size ? last : append(size);
  }

  /** Appends bytes of any number. */
  void put(byte[] bytes, int from, int size) {
    Buffer last = room(1);
    int fits = Math.min(size, last.writable());
    last.put(bytes, from, fits);
    if (fits < size) {
      append(size - fits).put(bytes, from + fits, size - fits);
    }
  }

  /** Appends bytes of any number. */
  void put(Slice bytes, Slice scratch) {
    int size = bytes.length();
    Buffer last = room(1);
    int fits = Math.min(size, last.writable());
    if (fits == size) {
      last.put(bytes);
    } else {
      last.put(bytes.part(0, fits, scratch));
      append(size - fits).put(bytes.part(fits, size - fits, scratch));
    }
  }

  /** The place where the next byte will go. */
  long mark() {
    Buffer last = tail;
    return last == null ? base << 32 : (base + count - 1) << 32 | last.writeIndex();
  }

  /**
   * Inserts a short header at a place marked before. Places marked after it are no longer valid,
   * those before it stay so.
   */
  void insert(long mark, byte[] header, int from, int size) {
    int index = (int) ((mark >>> 32) - base);
    int offset = (int) mark;
    if (index == count) {
      room(size).put(header, from, size);
      return;
    }
    Buffer chunk = at(first + index);
    if (chunk.writable() >= size) {
      chunk.insert(offset, header, from, size);
      return;
    }
    // The chunk is full: what follows the mark moves to a chunk of its own, behind the header.
    int moved = chunk.writeIndex() - offset;
    Buffer next = pool.take(moved + size);
    next.put(header, from, size);
    next.put(chunk.slice(offset, moved, new Slice()));
    chunk.truncate(offset);
    link(index + 1, next);
  }

  /** Forgets what was written after a mark. */
  void truncate(long mark) {
    int index = (int) ((mark >>> 32) - base);
    while (count > index + 1) {
      removeLast();
    }
    if (index < count) {
      Buffer chunk = at(first + index);
      chunk.truncate((int) mark);
      if (chunk.readable() == 0) {
        removeLast();
      }
    }
  }

  /** An empty chain of the same pool, whose moments are nobody's concern. */
  ReplyBuffer another() {
    return new ReplyBuffer(pool);
  }

  /** Moves all that another chain of the same pool holds to the end of this one. */
  void append(ReplyBuffer other) {
    for (int i = 0; i < other.count; i++) {
      Buffer chunk = other.at(other.first + i);
      other.chunks[other.first + i] = null;
      link(count, chunk);
      if (count == 1) {
        listener.pending();
      } else {
        listener.grown(held);
      }
    }
    other.first = 0;
    other.count = 0;
    other.held = 0;
    other.tail = null;
  }

  private Buffer append(int size) {
    Buffer chunk = pool.take(size);
    link(count, chunk);
    if (count == 1) {
      listener.pending();
    } else {
      listener.grown(held);
    }
    return chunk;
  }

  private void link(int index, Buffer chunk) {
    if (first + count == chunks.length) {
      @Nullable Buffer[] to = count > chunks.length / 2 ? Arrays.copyOf(chunks, count * 2) : chunks;
      System.arraycopy(chunks, first, to, 0, count);
      Arrays.fill(to, count, to.length, null);
      chunks = to;
      first = 0;
    }
    int place = first + index;
    System.arraycopy(chunks, place, chunks, place + 1, count - index);
    chunks[place] = chunk;
    count++;
    held += chunk.capacity();
    tail = at(first + count - 1);
  }

  private void removeFirst() {
    Buffer chunk = at(first);
    peak = Math.max(peak, chunk.writeIndex());
    chunks[first] = null;
    first++;
    base++;
    drop(chunk);
  }

  private void removeLast() {
    int place = first + count - 1;
    Buffer chunk = at(place);
    chunks[place] = null;
    drop(chunk);
  }

  private void drop(Buffer chunk) {
    count--;
    held -= chunk.capacity();
    pool.give(chunk);
    if (count == 0) {
      first = 0;
      tail = null;
    } else {
      tail = at(first + count - 1);
    }
  }

  private Buffer at(int place) {
    Buffer chunk = chunks[place];
    if (chunk == null) {
      throw new IllegalStateException("reply buffer: no chunk at=" + place);
    }
    return chunk;
  }
}
