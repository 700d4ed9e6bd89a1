package dev.muninn.server.command;

/**
 * How the keys of a request are found where its {@link Keys} cannot tell; see {@link KeyPositions}.
 */
public enum KeyFinder {
  /** The specifications tell all. */
  NONE,
  /** SET: reads the old value only with GET. */
  SET,
  /** BITFIELD: writes unless all operations are GET. */
  BITFIELD,
  /** SORT: the key, and the one behind STORE. */
  SORT,
  /** SORT_RO: the key. */
  SORT_RO,
  /** MIGRATE: one key, or those behind KEYS if that one is empty. */
  MIGRATE
}
