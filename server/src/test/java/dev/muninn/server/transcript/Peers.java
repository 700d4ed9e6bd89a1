package dev.muninn.server.transcript;

import java.io.IOException;
import java.util.List;

/**
 * A server and its clients, as a transcript sees them. A client connects when it is first named.
 */
interface Peers extends AutoCloseable {
  /** Sends a request. @return the bytes that came back, as Latin-1 text; empty: nothing */
  String request(String client, List<String> words) throws IOException;

  /** What has come without a request. */
  String read(String client) throws IOException;

  /** Whether the server has ended the client's connection, at once or after its reply. */
  boolean isClosed(String client) throws IOException;

  /** Lets time pass. */
  void advance(long millis);

  /** Time of day at the transcript's start, milliseconds since the epoch. */
  long startMillis();

  @Override
  void close() throws IOException;
}
