package dev.muninn.server.net.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A listening socket. */
public interface Listener extends Pollable {
  /**
   * Takes a waiting connection, non-blocking, with TCP_NODELAY when it is TCP. It is not watched
   * until {@link Channel#open}.
   *
   * @return null when none is waiting
   * @throws IOException no connection could be taken, such as for want of file descriptors
   */
  @Nullable Channel accept() throws IOException;

  /**
   * Sets keep-alive for connections accepted from now on; nothing on a Unix socket.
   *
   * @param seconds idle time before the first of three probes, which follow each other in a third
   *     of it; 0 for none
   */
  void keepAlive(int seconds) throws IOException;

  /** The port, or 0 when it is a Unix socket. */
  int port();
}
