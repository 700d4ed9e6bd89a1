package dev.muninn.server.keyspace;

import dev.muninn.server.bytes.Slice;

/** Told of what happens to keys, on the main thread, just after it has happened. */
public interface KeyListener {
  /**
   * Something has happened to a key.
   *
   * @param key valid during the call
   */
  void event(Database db, Slice key, KeyEvent event);

  /**
   * The time of an element of a value is over, and it is about to go.
   *
   * @param key valid during the call, as {@code element} is
   */
  default void elementExpired(Database db, Slice key, Slice element) {}

  /** All keys of a database are about to go. */
  default void flushed(Database db) {}

  /** Two databases are about to exchange all their keys. */
  default void swapped(Database a, Database b) {}
}
