package dev.muninn.server.net.transport;

/** A socket that {@link Transport#poll} watches. */
public interface Pollable {
  /** Interest or readiness: bytes or a connection to take, the peer's end, or an error. */
  int READ = 1;

  /** Interest or readiness: room to write, or an error. */
  int WRITE = 2;

  /** Who is told of readiness. */
  ReadyHandler handler();

  /** Changes what is waited for; costs a system call only when it changes something. */
  void interest(int ops);

  /** Whether {@link #close} was not called yet. */
  boolean isOpen();

  /** Closes the socket; again does nothing. */
  void close();
}
