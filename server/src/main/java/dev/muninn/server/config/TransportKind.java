package dev.muninn.server.config;

/** Directive {@code io-transport}: what moves bytes between sockets and buffers. */
public enum TransportKind {
  /** The best that this machine offers. */
  AUTO,
  /** The portable transport of the Java platform. */
  NIO,
  /** Linux epoll. */
  EPOLL
}
