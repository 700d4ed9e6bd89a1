package dev.muninn.server.net.transport;

import dev.muninn.server.bytes.Buffer;
import java.io.IOException;

/** A connected stream socket. */
public interface Channel extends Pollable {
  /** The most buffers {@link #write(Buffer[], int)} takes in one call. */
  int MAX_GATHER = 64;

  /** Starts to watch the socket for reading. */
  void open(ReadyHandler handler) throws IOException;

  /**
   * Reads once.
   *
   * @param max most bytes to read, 1 to {@code into.writable()}
   * @return bytes read, 0 when there are none now, -1 at the end of the stream
   * @throws IOException the connection is broken
   */
  int read(Buffer into, int max) throws IOException;

  /**
   * Writes once what the buffers hold. They are not changed; the caller takes off what was written.
   *
   * @param count number of buffers, 1 to {@value #MAX_GATHER}
   * @return bytes written, 0 when the socket is full
   * @throws IOException the connection is broken
   */
  long write(Buffer[] from, int count) throws IOException;

  /** Number of the file descriptor, or -1 where the platform does not tell. */
  int fd();

  /** Whether it is a Unix socket. */
  boolean isUnix();

  /** Whether the peer is on the loopback interface or it is a Unix socket. */
  boolean isLocal();

  /** {@code 1.2.3.4:5}, {@code [::1]:5} or {@code path:0}. */
  String remoteAddress();

  /** This end of the connection in the form of {@link #remoteAddress}. */
  String localAddress();
}
