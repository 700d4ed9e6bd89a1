package dev.muninn.server.value.string;

import dev.muninn.server.bytes.Slice;
import dev.muninn.server.structure.Entry;
import dev.muninn.server.value.Value;
import java.nio.charset.StandardCharsets;

/** A string, to read. */
public sealed class StringValue extends Value permits StringEdit {
  StringValue(Entry none) {
    super(none);
  }

  /** Whether it is kept as an integer, of which {@link #longValue} gives the number. */
  public final boolean isInt() {
    return entry.encoding() == Entry.INT;
  }

  /**
   * The integer.
   *
   * @throws IllegalStateException it is not kept as one
   */
  public final long longValue() {
    return entry.longValue();
  }

  /**
   * Points {@code out} at the bytes.
   *
   * @throws IllegalStateException it is kept as an integer
   */
  public final Slice bytes(Slice out) {
    return entry.value(out);
  }

  /** Length as a client sees it: bytes, or digits and sign of an integer. */
  public final int length() {
    return entry.valueLength();
  }

  /** A copy on the heap: the bytes, or the digits of an integer. */
  public final byte[] toByteArray() {
    return isInt()
        ? Long.toString(longValue()).getBytes(StandardCharsets.US_ASCII)
        : entry.value(new Slice()).toByteArray();
  }
}
