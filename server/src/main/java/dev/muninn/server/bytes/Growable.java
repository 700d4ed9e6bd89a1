package dev.muninn.server.bytes;

/** Bytes that can become more or fewer at any place. */
public interface Growable {
  /**
   * Replaces a part by as many undefined bytes as wanted, and moves what follows. All of it may
   * then lie elsewhere.
   *
   * @param at where the part begins
   * @param removed its bytes
   * @param inserted bytes that take its place
   * @throws IndexOutOfBoundsException the part is not within the bytes
   */
  void splice(int at, int removed, int inserted);

  /** Points {@code out} at all the bytes, to be changed in place until the next splice. */
  Bytes bytes(Bytes out);
}
