package dev.muninn.server.value;

import dev.muninn.server.bytes.Decimal;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.store.Memory;
import dev.muninn.server.structure.Listpack;

/** One element of an aggregate, or a part of one: bytes, or an integer. Reused. */
public final class Element {
  private final Slice bytes = new Slice();
  private boolean isLong;
  private long number;

  /** No element yet. */
  public Element() {}

  /** Makes this the given bytes. */
  public Element set(Slice value) {
    isLong = false;
    Slice ignored = bytes.set(value);
    return this;
  }

  /** Makes this the element under a listpack's cursor. */
  public Element set(Listpack at) {
    isLong = at.isLong();
    if (isLong) {
      number = at.longValue();
    } else {
      Slice ignored = at.value(bytes);
    }
    return this;
  }

  /** Whether it is an integer. */
  public boolean isLong() {
    return isLong;
  }

  /** The integer. */
  public long longValue() {
    return number;
  }

  /** Length as a client sees it: bytes, or digits and sign. */
  public int length() {
    return isLong ? Decimal.length(number) : bytes.length();
  }

  /**
   * The bytes; those of an integer are its digits, in the memory's scratch: valid until that is
   * used again.
   */
  public Slice text(Memory memory) {
    return isLong ? Decimal.text(number, memory, bytes) : bytes;
  }
}
