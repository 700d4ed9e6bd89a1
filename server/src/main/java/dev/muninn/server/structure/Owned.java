package dev.muninn.server.structure;

/**
 * What values of one encoding own beside the block of their entry. {@code value} is always the
 * address of what the entry holds.
 */
interface Owned {
  /** Bytes, as the allocator rounds. */
  long bytes(long value);

  /** Number of pieces of memory, more or less: how much work it is to free them. */
  long pieces(long value);

  /**
   * Frees it by steps.
   *
   * @return whether all of it is freed; if not, the call is to be repeated
   */
  boolean free(long value, Budget budget);
}
