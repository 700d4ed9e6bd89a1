package dev.muninn.server.transcript;

import java.io.IOException;
import java.util.List;

/** Sends every request between MULTI and EXEC; what it gives back is the reply inside. */
final class InTransaction implements Peers {
  private static final String QUEUED = "+QUEUED\r\n";
  private static final String ONE = "*1\r\n";

  private final Peers peers;

  InTransaction(Peers peers) {
    this.peers = peers;
  }

  @Override
  public String request(String client, List<String> words) throws IOException {
    String begun = peers.request(client, List.of("MULTI"));
    if (!begun.equals("+OK\r\n")) {
      return peers.request(client, words); // it may not have one: not authenticated, for instance
    }
    String reply = peers.request(client, words);
    if (!reply.equals(QUEUED)) {
      peers.request(client, List.of("DISCARD"));
      return reply;
    }
    String all = peers.request(client, List.of("EXEC"));
    if (!all.startsWith(ONE)) {
      throw new IllegalArgumentException("EXEC: request=" + words + " reply=" + all);
    }
    return all.substring(ONE.length());
  }

  @Override
  public String read(String client) throws IOException {
    return peers.read(client);
  }

  @Override
  public boolean isClosed(String client) throws IOException {
    return peers.isClosed(client);
  }

  @Override
  public void advance(long millis) {
    peers.advance(millis);
  }

  @Override
  public long startMillis() {
    return peers.startMillis();
  }

  @Override
  public void close() throws IOException {
    peers.close();
  }
}
