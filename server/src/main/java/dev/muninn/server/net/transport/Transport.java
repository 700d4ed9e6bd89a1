package dev.muninn.server.net.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;

/**
 * Sockets and the waiting for them. One thread uses it, but for {@link #wakeup}; nothing here
 * blocks but {@link #poll}.
 *
 * <p>Readiness is level-triggered: what is not read or written is reported again.
 */
public interface Transport extends AutoCloseable {
  /** Its name as in the directive {@code io-transport}. */
  String name();

  /**
   * Listens on a TCP address.
   *
   * @param port 1 to 65535, or 0 for any free one
   * @throws IOException the address cannot be had
   */
  Listener listen(InetAddress address, int port, int backlog, ReadyHandler handler)
      throws IOException;

  /** Whether the IPv6 wildcard address takes IPv4 connections as well. */
  boolean dualStack();

  /**
   * Listens on a Unix socket. A socket that is there already is replaced, any other file is not.
   *
   * @param permissions mode bits of the file, or 0 for what the process's umask leaves
   * @throws IOException the path is too long, in use or not writable
   */
  Listener listenUnix(Path path, int permissions, int backlog, ReadyHandler handler)
      throws IOException;

  /**
   * Waits until something is ready, {@link #wakeup} was called or the time is over.
   *
   * @param timeoutMillis 0 to look only, -1 for no limit
   * @return number of ready sockets
   */
  int poll(int timeoutMillis) throws IOException;

  /** Takes the {@code index}-th ready socket, once; it may have been closed since the poll. */
  Pollable ready(int index);

  /** What the {@code index}-th socket is ready for: {@link Pollable#READ}, WRITE or both. */
  int readyOps(int index);

  /** Ends the current or the next {@link #poll} at once. Any thread, also after closing. */
  void wakeup();

  /** Closes every socket. */
  @Override
  void close();
}
