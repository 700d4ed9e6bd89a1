package dev.muninn.cli.client;

import org.jspecify.annotations.Nullable;

/**
 * Where a server is and how to log in.
 *
 * @param host name or address; of no meaning with a socket
 * @param port TCP port
 * @param socket path of a Unix socket, or null for TCP
 * @param user ACL user, or null for the default one
 * @param password password, or null for none
 */
public record ServerAddress(
    String host,
    int port,
    @Nullable String socket,
    @Nullable String user,
    @Nullable String password) {

  /** Whether server and client see the same files. */
  public boolean local() {
    return socket != null
        || host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("::1");
  }

  /** The address without what is secret. */
  @Override
  public String toString() {
    return socket != null ? socket : (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
