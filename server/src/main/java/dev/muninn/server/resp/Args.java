package dev.muninn.server.resp;

import dev.muninn.server.bytes.Arguments;
import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.OwnedArgs;
import dev.muninn.server.bytes.Slice;
import java.util.Arrays;
import java.util.Objects;

/**
 * The arguments of one request, the command's name at 0; reused from request to request.
 *
 * <p>The slices view the buffer that the request was parsed from and are valid until that buffer is
 * written, compacted or cleared, which happens only after the command has run.
 */
public final class Args implements Arguments {
  /** Slots kept from one request to the next; a larger table is dropped by {@link #clear}. */
  private static final int KEPT = 1024;

  private static final int INITIAL = 8;

  /** Heap of one slot, rounded up: a slice, its reference, a span. */
  private static final int SLOT_BYTES = 48;

  private Slice[] slices = slices(new Slice[INITIAL], 0);

  /** While parsing: offset from the request's first byte in the upper half, size in the lower. */
  private long[] spans = new long[INITIAL];

  private final Slice each = new Slice();
  private int count;
  private long totalLength;
  private long redacted; // a bit each; the last stands for all arguments beyond it as well

  /** No arguments yet. */
  public Args() {}

  @Override
  public int count() {
    return count;
  }

  @Override
  public Slice get(int index) {
    Objects.checkIndex(index, count);
    return slices[index];
  }

  @Override
  public long totalLength() {
    return totalLength;
  }

  /** Marks an argument as secret: logs show {@code (redacted)} in its place. */
  public void redact(int index) {
    redacted |= 1L << Math.min(index, Long.SIZE - 1);
  }

  /** Whether an argument is secret. */
  public boolean isRedacted(int index) {
    return (redacted >>> Math.min(index, Long.SIZE - 1) & 1) != 0;
  }

  /** Forgets the arguments; a table grown beyond {@value #KEPT} slots is given up. */
  public void clear() {
    count = 0;
    totalLength = 0;
    redacted = 0;
    if (slices.length > KEPT) {
      slices = slices(new Slice[INITIAL], 0);
      spans = new long[INITIAL];
    }
  }

  /** Rough size of the table on the heap, in bytes; the arguments' bytes lie elsewhere. */
  public long tableBytes() {
    return (long) slices.length * SLOT_BYTES;
  }

  /** Adds an argument whose bytes the caller keeps alive for as long as this request lives. */
  public void add(Slice value) {
    if (count == spans.length) {
      grow();
    }
    slices[count++].set(value);
    totalLength += value.length();
  }

  /** Points at the arguments of a kept request, which has to outlive their use. */
  public void set(OwnedArgs kept) {
    clear();
    for (int i = 0; i < kept.count(); i++) {
      add(kept.get(i, each));
    }
  }

  /** Notes an argument by its place; {@link #resolve} makes it a slice. */
  void add(int offset, int size) {
    int n = count;
    if (n == spans.length) {
      grow();
    }
    spans[n] = (long) offset << 32 | size;
    count = n + 1;
    totalLength += size;
  }

  /** Points the slices at the noted places, {@code base} being the request's first byte. */
  void resolve(Buffer in, int base) {
    for (int i = 0; i < count; i++) {
      long span = spans[i];
      in.slice(base + (int) (span >>> 32), (int) span, slices[i]);
    }
  }

  // By half: the table follows the arguments that have arrived, not the number announced.
  private void grow() {
    int old = spans.length;
    int wanted = old + (old >> 1);
    spans = Arrays.copyOf(spans, wanted);
    slices = slices(Arrays.copyOf(slices, wanted), old);
  }

  private static Slice[] slices(Slice[] table, int from) {
    for (int i = from; i < table.length; i++) {
      table[i] = new Slice();
    }
    return table;
  }
}
