package dev.muninn.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.ServerParts;
import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientFlag;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.FakeLink;
import dev.muninn.server.command.CommandTable;
import dev.muninn.server.command.Services;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigLoader;
import dev.muninn.server.config.LogLevel;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.resp.ReplyBuffer;
import dev.muninn.server.resp.RequestParser;
import dev.muninn.server.store.Memory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A server without sockets and threads, on a clock that stands still unless moved on: takes the
 * requests of any number of clients, gives back the bytes of the replies as Latin-1 text. When it
 * is closed, not one byte of the store may be left in use.
 */
public final class TestServer implements AutoCloseable {
  /** Time of day at the start, milliseconds since the epoch. */
  public static final long START = 1_700_000_000_000L;

  private static final int FIRST_PORT = 1001;

  private final Memory memory = new Memory();
  private final ManualClock clock = new ManualClock(START);
  private final FakeNetwork network = new FakeNetwork();
  private final List<String> warnings = new ArrayList<>();
  private final ServerParts parts;
  private final Buffer in = new Buffer(memory, 1024);
  private final Client client;
  private int connected;
  private boolean failing;

  /**
   * A server and its first client, which has the number 1 and speaks RESP2.
   *
   * @param directives as on the command line, such as {@code "--requirepass", "secret"}
   */
  public TestServer(String... directives) {
    Config config;
    try {
      config = ConfigLoader.load(List.of(directives), new ByteArrayInputStream(new byte[0]));
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
    parts = new ServerParts(config, clock, this::log, memory);
    parts.attach(network);
    client = connect();
  }

  private synchronized void log(LogLevel level, String line) {
    if (line.startsWith("Command failed:") && !failing) {
      throw new AssertionError(line);
    }
    if (level == LogLevel.WARNING) {
      warnings.add(line);
    }
  }

  /** The first client. */
  public Client client() {
    return client;
  }

  /** Connects another client, from port 1001 of the loopback interface on. */
  public Client connect() {
    Client added =
        clients().connect(new FakeLink(FIRST_PORT + connected++), services().clock().millis());
    parts.requests().connected(added);
    return added;
  }

  /** The connection of a client ends. */
  public void disconnect(Client gone) {
    parts.requests().disconnected(gone);
    clients().disconnect(gone);
  }

  /** Runs an inline request of the first client. */
  public String run(String line) {
    return run(client, line);
  }

  /** Runs an inline request, which may have quoted words. */
  public String run(Client from, String line) {
    return send(from, line + "\n");
  }

  /** Runs a request of the first client, of these words. */
  public String call(String... words) {
    return call(client, words);
  }

  /** Runs a request of these words. */
  public String call(Client from, String... words) {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return send(from, request.toString());
  }

  private String send(Client from, String request) {
    in.clear();
    in.put(request.getBytes(ISO_8859_1));
    if (from.parse(in) != RequestParser.Result.COMMAND) {
      throw new IllegalArgumentException("not a request: text=" + request);
    }
    parts.requests().handle(from);
    from.commandDone();
    while (from.has(ClientFlag.BLOCKED)
        && !clients().pause().isActive(services().clock().millis())) {
      network.awaitTask();
    }
    return take(from);
  }

  /**
   * Runs a request of the first client, of these words and of one more whose bytes are nowhere: the
   * command fails when it reads it, which is what the caller wants to see.
   */
  public String callWithBrokenArgument(String... words) {
    failing = true;
    in.clear();
    client.args().clear();
    for (String word : words) {
      int at = in.writeIndex();
      in.put(word.getBytes(ISO_8859_1));
      client.args().add(in.slice(at, word.length(), new Slice()));
    }
    client.args().add(new Slice().at(Long.MAX_VALUE / 2, 8));
    parts.requests().handle(client);
    client.commandDone();
    failing = false;
    return take(client);
  }

  /** What a client was sent since it was last asked for. */
  public String take(Client of) {
    ReplyBuffer output = of.output();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < output.chunks(); i++) {
      Buffer chunk = output.chunk(i);
      text.append(chunk.slice(chunk.readIndex(), chunk.readable(), new Slice()));
    }
    output.advance(output.size());
    return text.toString();
  }

  /** Words parted by blanks as lines of the protocol. */
  public static String lines(String words) {
    return words.replace(" ", "\r\n") + "\r\n";
  }

  /** A reply's lines parted by blanks. */
  public static String words(String reply) {
    return reply.replace("\r\n", " ").strip();
  }

  /** Switches the first client to RESP3. */
  public TestServer resp3() {
    client.reply().protocol(3);
    return this;
  }

  /** Lets time pass; nothing happens in it. */
  public void advance(long millis) {
    clock.advanceMillis(millis);
    services().clock().refresh();
    clients().nowMillis(services().clock().millis());
  }

  /** From now on a microsecond passes whenever the clock is read, so that commands take time. */
  public TestServer ticking() {
    clock.nanosPerReading(1000);
    return this;
  }

  /** From now on so much time passes whenever the clock is read. */
  public void advanceAtEachReading(long millis) {
    clock.nanosPerReading(millis * 1_000_000);
  }

  /** The loop's work at the end of a turn: requests that were held back run when they may. */
  public void turn() {
    parts.turns().beforeReplies();
  }

  /** The parts that commands work on. */
  public Services services() {
    return parts.services();
  }

  /** The directives. */
  public Config config() {
    return services().config();
  }

  /** The databases. */
  public Keyspace keyspace() {
    return services().keyspace();
  }

  /** The commands. */
  public CommandTable commands() {
    return services().commands();
  }

  /** The clients. */
  public ClientRegistry clients() {
    return services().clients();
  }

  /** What was logged as a warning. */
  public synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Whether the server was told to stop. */
  public boolean isStopped() {
    return network.isStopped();
  }

  @Override
  public void close() {
    clients().list().forEach(this::disconnect);
    in.close();
    parts.close();
    assertThat(memory.used()).as("bytes that nobody gave back").isZero();
    memory.close();
  }
}
