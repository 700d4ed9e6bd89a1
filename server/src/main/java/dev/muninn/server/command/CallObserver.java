package dev.muninn.server.command;

import dev.muninn.server.client.Client;

/** Told of what goes wrong in a request, for the log. */
public interface CallObserver {
  /** A command ended in an exception that it should not have let out. */
  void failed(Client client, CommandSpec spec, Throwable cause);

  /** A client spoke HTTP. */
  void crossProtocol(Client client);
}
