package dev.muninn.server.net.transport;

/** Told by the event loop that a socket is ready. */
@FunctionalInterface
public interface ReadyHandler {
  /**
   * The socket is ready.
   *
   * @param ops {@link Pollable#READ}, {@link Pollable#WRITE} or both
   */
  void ready(int ops);
}
