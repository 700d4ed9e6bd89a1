package dev.muninn.server.structure;

/**
 * Told before anything changes that a snapshot may still have to read: it can copy what is there.
 * Set with {@link Structures#guard}; while none is set a change costs one test of a field. For
 * rooms with addresses.
 *
 * <p>Entries of a table of its own are told by their place, bucket and slot, since a snapshot keeps
 * by bucket what it has saved. A bucket with overflow buckets is told as a whole. Memory of a value
 * that an entry owns is told block by block, with the state of the table that the value is.
 *
 * <p>Whoever is told must know tables that it never saw, and ignore them.
 */
public interface ChangeGuard {
  /** The entry in a slot is going to be changed, or moved to another block. */
  void entry(long table, long bucket, int slot, long entry);

  /** A slot, the first free one, is going to hold a new entry. */
  void inserted(long table, long bucket, int slot);

  /** The entry in a slot is going to be deleted; the one in the last slot takes its place. */
  void removed(long table, long bucket, int slot, int last, long entry);

  /** Any entry of a bucket is going to be changed, moved or deleted, or the bucket itself goes. */
  void bucket(long table, long bucket);

  /**
   * Bytes are going to be changed that an entry owns, or that are a part of a large value.
   *
   * @param owner state of the table that is the entry's value, or address of the entry
   */
  void before(long owner, long address, long size);

  /**
   * Whether the guard takes over a block that is going to be freed, and frees it later.
   *
   * @param owner as with {@link #before}; or of an entry of a table of its own, that table
   */
  boolean keep(long owner, long block, long size);

  /**
   * Whether the guard takes over an entry that is in no table any more, with all it owns, and gives
   * it to {@link Structures#freeEntry} later.
   */
  boolean keepEntry(long entry);

  /** Whether a table that is to be freed by steps may not be freed yet. */
  boolean holds(long table);
}
