package dev.muninn.server.net;

import dev.muninn.server.client.Client;
import dev.muninn.server.resp.Args;

/** Who runs requests. Called on the loop's thread. */
public interface RequestHandler {
  /**
   * Runs the request in the client's arguments and writes its reply to the client; {@link
   * Client#commandDone} is called afterwards by the connection. A client that becomes BLOCKED is
   * handed no further request until it no longer is and {@link
   * dev.muninn.server.client.ClientLink#resumeInput} was called. The arguments are gone when this
   * returns.
   */
  void handle(Client client);

  /** Requests of one client follow; time has passed since those of the last one. */
  default void batch() {}

  /**
   * Several requests of one client are about to be handed over, so that what they need can be
   * brought near before the first of them runs.
   *
   * @param count how many of {@code requests} there are
   */
  default void expect(Client client, Args[] requests, int count) {}

  /** The client has connected. */
  default void connected(Client client) {}

  /**
   * The client does not read: a write was short, or its replies' memory has doubled since this was
   * told.
   */
  default void outputPending(Client client) {}

  /** The connection has ended; the client is forgotten when this returns. */
  default void disconnected(Client client) {}
}
