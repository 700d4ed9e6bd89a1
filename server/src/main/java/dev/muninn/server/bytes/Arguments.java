package dev.muninn.server.bytes;

/** The words of a request, wherever they are; the command's name is word 0. */
public interface Arguments {
  /** Number of words. */
  int count();

  /**
   * One word.
   *
   * @throws IndexOutOfBoundsException {@code index} is not below {@link #count}
   */
  Slice get(int index);

  /** Sum of the lengths of all words, in bytes. */
  long totalLength();
}
