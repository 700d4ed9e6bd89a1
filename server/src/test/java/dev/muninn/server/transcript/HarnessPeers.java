package dev.muninn.server.transcript;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.testing.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server without sockets, whose time stands still but for what is written. */
final class HarnessPeers implements Peers {
  private final TestServer server;
  private final Map<String, Client> clients = new HashMap<>();
  private final boolean resp3;

  /**
   * @param commandLine directives
   * @param resp3 whether every client says HELLO 3 first
   */
  HarnessPeers(List<String> commandLine, boolean resp3) {
    this.resp3 = resp3;
    server = new TestServer(commandLine.toArray(String[]::new));
    server.services().activeExpire().enabled(false);
  }

  /** The server. */
  TestServer server() {
    return server;
  }

  private Client client(String name) {
    Client present = clients.get(name);
    if (present == null) {
      present = server.connect();
      clients.put(name, present);
      if (resp3) {
        server.call(present, "HELLO", "3");
      }
    }
    return present;
  }

  @Override
  public String request(String client, List<String> words) {
    return server.call(client(client), words.toArray(String[]::new));
  }

  @Override
  public String read(String client) {
    return server.take(client(client));
  }

  @Override
  public boolean isClosed(String client) {
    return server.isStopped()
        || client(client).has(ClientFlag.CLOSE_ASAP | ClientFlag.CLOSE_AFTER_REPLY);
  }

  @Override
  public void advance(long millis) {
    server.advance(millis);
    server.turn();
  }

  @Override
  public long startMillis() {
    return TestServer.START;
  }

  @Override
  public void close() {
    server.close();
  }
}
