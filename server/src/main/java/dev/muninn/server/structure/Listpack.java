package dev.muninn.server.structure;

import static dev.muninn.server.structure.ListpackLayout.END;
import static dev.muninn.server.structure.ListpackLayout.HEADER;
import static dev.muninn.server.structure.ListpackLayout.UNKNOWN;

import dev.muninn.server.bytes.Decimal;
import dev.muninn.server.bytes.Slice;

/**
 * A cursor over a listpack: strings and integers one after the other, in Valkey's format ({@link
 * ListpackLayout}). It reads; {@link ListpackEditor} changes. Reused; valid as long as the bytes
 * stay where they are.
 *
 * <p>The bytes must be a listpack: what comes from outside is given to {@link #isValid} first. No
 * bytes make the cursor read beyond them.
 */
public final class Listpack {
  /** Bytes of one without elements. */
  public static final int EMPTY = HEADER + 1;

  /** Bytes beyond which nothing may be added, as in Valkey: 1 GiB. */
  public static final int MAX_BYTES = 1 << 30;

  private final Slice bytes = new Slice();

  /** Where the element under the cursor begins, or 0. */
  private int position;

  /** A cursor over nothing. */
  public Listpack() {}

  /** Points the cursor before the first element of a listpack. */
  public Listpack at(Slice listpack) {
    Slice ignored = bytes.set(listpack);
    position = 0;
    return this;
  }

  /** Whether the cursor is at an element. The methods that tell of an element want it to. */
  public boolean isPresent() {
    return position != 0;
  }

  /** Where the element is, in bytes from the beginning; 0: the cursor is at none. */
  public int position() {
    return position;
  }

  /** Points the cursor at an element by what {@link #position} told of it. */
  public void position(int at) {
    java.util.Objects.checkIndex(at, bytes.length());
    position = at;
  }

  /** Number of elements. Counted when there are 65,535 or more, or once have been. */
  public int count() {
    int told = ListpackLayout.count(bytes);
    return told == UNKNOWN ? counted() : told;
  }

  private int counted() {
    int count = 0;
    for (int at = HEADER; unsigned(at) != END; at = after(at)) {
      count++;
    }
    return count;
  }

  /** Bytes of the listpack. */
  public int size() {
    return bytes.length();
  }

  /** Goes to the first element. @return whether there is one */
  public boolean first() {
    return go(HEADER);
  }

  /** Goes to the last element. @return whether there is one */
  public boolean last() {
    return goBefore(bytes.length() - 1);
  }

  /** Goes to the next element, the first one from none. @return whether there is one */
  public boolean next() {
    return go(position == 0 ? HEADER : after(position));
  }

  /** Goes to the element before, the last one from none. @return whether there is one */
  public boolean previous() {
    return position == 0 ? last() : goBefore(position);
  }

  /**
   * Goes to an element by its number.
   *
   * @param index from 0 at the beginning, or from -1 at the end
   * @return whether there is one
   */
  public boolean seek(long index) {
    position = 0;
    int told = ListpackLayout.count(bytes);
    boolean backward = index < 0;
    long steps = backward ? -1 - index : index;
    if (told != UNKNOWN) {
      if (steps >= told) {
        return false;
      }
      if (steps > told / 2) {
        steps = told - 1 - steps;
        backward = !backward;
      }
    }
    boolean found;
    do {
      found = backward ? previous() : next();
    } while (found && steps-- > 0);
    return found;
  }

  private boolean go(int at) {
    position = unsigned(at) == END ? 0 : at;
    return position != 0;
  }

  private boolean goBefore(int end) {
    position = end == HEADER ? 0 : end - span(end);
    return position != 0;
  }

  /** Bytes of the element that ends before a place, with its backlen. */
  private int span(int end) {
    long size = ListpackLayout.backlen(bytes, end);
    long span = size + ListpackLayout.backlenSize(size);
    if (size <= 0 || span > end - HEADER) {
      throw new IllegalStateException("listpack: backlen=" + size + " end=" + end);
    }
    return (int) span;
  }

  /** Where the element after the one at a place begins. */
  private int after(int at) {
    long size = ListpackLayout.size(bytes, at);
    long next = at + size + ListpackLayout.backlenSize(size);
    if (next >= bytes.length()) {
      throw new IllegalStateException("listpack: size=" + size + " at=" + at);
    }
    return (int) next;
  }

  /** Where the element under the cursor ends, with its backlen. */
  int end() {
    return after(position);
  }

  private int unsigned(int at) {
    return ListpackLayout.unsigned(bytes, at);
  }

  private int element() {
    if (position == 0) {
      throw new IllegalStateException("listpack: no element under the cursor");
    }
    return unsigned(position);
  }

  /** Whether the element is an integer; a string otherwise. */
  public boolean isLong() {
    return !ListpackLayout.isString(element());
  }

  /**
   * The element as an integer.
   *
   * @throws IllegalStateException it is a string
   */
  public long longValue() {
    if (!isLong()) {
      throw new IllegalStateException("listpack integer: encoding=" + element());
    }
    return ListpackLayout.integer(bytes, position);
  }

  /**
   * Points {@code out} at the element's bytes.
   *
   * @throws IllegalStateException it is an integer
   */
  public Slice value(Slice out) {
    int first = element();
    if (!ListpackLayout.isString(first)) {
      throw new IllegalStateException("listpack value: encoding=" + first);
    }
    int from = position + ListpackLayout.contentOffset(first);
    return bytes.part(from, length(), out);
  }

  /** Length of the element as a client sees it: bytes, or decimal digits and sign. */
  public int length() {
    int first = element();
    return ListpackLayout.isString(first)
        ? (int) ListpackLayout.contentLength(bytes, position, first)
        : Decimal.length(ListpackLayout.integer(bytes, position));
  }

  /** Whether the element is the given string, or the integer of which that is the decimal form. */
  public boolean contentEquals(Slice value) {
    return value.isLong() ? isEqual(value, true, value.toLong()) : isEqual(value, false, 0);
  }

  private boolean isEqual(Slice value, boolean isLong, long number) {
    int first = element();
    if (!ListpackLayout.isString(first)) {
      return isLong && ListpackLayout.integer(bytes, position) == number;
    }
    // An integer may be kept as a string by who wrote the bytes.
    int from = position + ListpackLayout.contentOffset(first);
    return ListpackLayout.contentLength(bytes, position, first) == value.length()
        && bytes.contentEquals(from, value);
  }

  /**
   * Goes from the element under the cursor on to one of a given value.
   *
   * @param value a string; its decimal form finds an integer
   * @param skip elements not to look at between two that are compared: 1 finds fields, whose values
   *     lie between them
   * @return whether there is one; the cursor is at none otherwise
   */
  public boolean find(Slice value, int skip) {
    boolean isLong = value.isLong();
    long number = isLong ? value.toLong() : 0;
    while (position != 0) {
      if (isEqual(value, isLong, number)) {
        return true;
      }
      for (int i = 0; i <= skip && next(); i++) {}
    }
    return false;
  }

  /**
   * Whether bytes are a listpack: header, every element and its backlen, end. Takes time in
   * proportion to the bytes.
   */
  public static boolean isValid(Slice listpack) {
    int length = listpack.length();
    if (length < EMPTY
        || listpack.getInt(0) != length
        || ListpackLayout.unsigned(listpack, length - 1) != END) {
      return false;
    }
    int count = 0;
    int at = HEADER;
    while (at < length - 1) {
      long next = validEnd(listpack, at, length - 1);
      if (next < 0) {
        return false;
      }
      at = (int) next;
      count++;
    }
    int told = ListpackLayout.count(listpack);
    return told == UNKNOWN || told == count;
  }

  /** Where the element at a place ends, or -1: it is none within the limit. */
  private static long validEnd(Slice bytes, int at, int limit) {
    int first = ListpackLayout.unsigned(bytes, at);
    if (first > ListpackLayout.INT_64) {
      return -1;
    }
    if (ListpackLayout.isString(first) && at + ListpackLayout.contentOffset(first) > limit) {
      return -1;
    }
    long size = ListpackLayout.size(bytes, at);
    int backlen = ListpackLayout.backlenSize(size);
    long end = at + size + backlen;
    if (end > limit || ListpackLayout.backlen(bytes, (int) end) != size) {
      return -1;
    }
    // The backlen's bytes must be as many as its value asks for: reading backwards relies on it.
    return ListpackLayout.unsigned(bytes, (int) (at + size)) < 0x80 ? end : -1;
  }
}
