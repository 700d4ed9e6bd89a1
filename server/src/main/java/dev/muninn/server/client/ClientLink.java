package dev.muninn.server.client;

/** The connection behind a client, as far as the client and the commands need it. */
public interface ClientLink {
  /** The peer, {@code ip:port}, {@code [ip6]:port} or {@code path:0}. */
  String address();

  /** The own end, in the same form. */
  String localAddress();

  /** The file descriptor, -1 when the transport does not know it. */
  int fd();

  /** Whether the peer came by a Unix socket. */
  boolean isUnixSocket();

  /** Unparsed bytes in the query buffer. */
  int queryBufferUsed();

  /** Free bytes in the query buffer. */
  int queryBufferFree();

  /** Whether input is being waited for. */
  boolean isReading();

  /** Whether room for output is being waited for. */
  boolean isWriting();

  /** The client has something to send where it had nothing; to be sent before the next poll. */
  void outputPending();

  /** The client is no longer blocked: requests that it sent meanwhile are to be run. */
  void resumeInput();

  /**
   * The client is to be closed without sending what is pending, outside of any command; more than
   * one call means the same.
   */
  void closeAsap();
}
