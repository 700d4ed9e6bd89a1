package dev.muninn.server.transcript;

import dev.muninn.server.bytes.OwnedArgs;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.command.EffectUnit;
import dev.muninn.server.command.Propagation;
import dev.muninn.server.testing.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A server whose effects a second one repeats, as a replica or a start from the AOF would; in the
 * end both must hold the same.
 */
final class Repeated implements Peers {
  private static final String[] OPTIONS = {"--enable-debug-command", "yes"};

  private final HarnessPeers first;
  private final TestServer second = new TestServer(OPTIONS);
  private final List<String> errors = new ArrayList<>();
  private int db;

  Repeated(HarnessPeers first) {
    this.first = first;
    second.services().activeExpire().enabled(false);
    first.server().services().parts().get(Propagation.class).add(this::repeat);
  }

  private void repeat(EffectUnit unit) {
    if (unit.isTransaction()) {
      call("MULTI");
    }
    unit.forEach(
        (database, words) -> {
          if (database != db) {
            db = database;
            call("SELECT", Integer.toString(database));
          }
          call(texts(words));
        });
    if (unit.isTransaction()) {
      call("EXEC");
    }
  }

  private static String[] texts(OwnedArgs words) {
    String[] texts = new String[words.count()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = words.get(i, new Slice()).toString();
    }
    return texts;
  }

  private void call(String... words) {
    String reply = second.call(words);
    if (reply.startsWith("-")) {
      errors.add(String.join(" ", words) + ": " + reply);
    }
  }

  /** What the second server refused, and whether it holds another thing than the first. */
  List<String> differences() {
    Client asking = first.server().connect();
    first.server().config().enableDebugCommand = second.config().enableDebugCommand;
    asking.authenticated(Client.DEFAULT_USER);
    String expected = first.server().call(asking, "DEBUG", "DIGEST");
    String actual = second.call("DEBUG", "DIGEST");
    List<String> differences = new ArrayList<>(errors);
    if (!actual.equals(expected)) {
      differences.add("digest: expected=" + expected.strip() + " actual=" + actual.strip());
    }
    return differences;
  }

  @Override
  public String request(String client, List<String> words) throws IOException {
    return first.request(client, words);
  }

  @Override
  public String read(String client) throws IOException {
    return first.read(client);
  }

  @Override
  public boolean isClosed(String client) throws IOException {
    return first.isClosed(client);
  }

  @Override
  public void advance(long millis) {
    first.advance(millis);
    second.advance(millis);
  }

  @Override
  public long startMillis() {
    return first.startMillis();
  }

  @Override
  public void close() throws IOException {
    first.close();
    second.close();
  }
}
