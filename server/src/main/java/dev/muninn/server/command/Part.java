package dev.muninn.server.command;

import dev.muninn.server.client.Client;

/** Something a server consists of that some commands have to do with and most do not. */
public interface Part extends AutoCloseable {
  /** A client is gone: forgets it. */
  default void disconnected(Client client) {}

  /** A client is put into the state of a new one (RESET); unless told otherwise, as if gone. */
  default void reset(Client client) {
    disconnected(client);
  }

  /** Gives all memory back; the clients are gone already. */
  @Override
  default void close() {}
}
