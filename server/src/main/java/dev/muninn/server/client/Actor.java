package dev.muninn.server.client;

/**
 * On whose behalf a call is made: whose permissions count and whose selected database is meant. A
 * client acts for itself; a script acts for its client with a database of its own.
 */
public interface Actor {
  /** The client behind it. */
  Client client();

  /** Name of the user whose permissions count. */
  String user();

  /** Index of the selected database. */
  int db();

  /** Selects a database; the caller has checked that it exists. */
  void db(int index);
}
