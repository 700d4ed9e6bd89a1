package dev.muninn.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.FakeLink;
import dev.muninn.server.client.OutputLimits;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.clock.Clock;
import dev.muninn.server.config.Config;
import dev.muninn.server.keyspace.ActiveExpire;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.keyspace.KeyspaceStats;
import dev.muninn.server.recording.Recordings;
import dev.muninn.server.resp.ReplyBuffer;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.resp.RequestLimits;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.ServerStats;
import dev.muninn.server.stats.SlowLog;
import dev.muninn.server.store.Memory;
import java.util.List;

/**
 * The parts of a server that commands need, without sockets and threads: takes the words of a
 * command, gives back the bytes of the reply as Latin-1 text. Time stands still unless moved on.
 */
public final class CommandFixture implements AutoCloseable {
  /** Time of day at the start, milliseconds since the epoch. */
  public static final long START = 1_700_000_000_000L;

  private static final int DATABASES = 16;

  private final Memory memory = new Memory();
  private final ReplyPool pool = new ReplyPool(memory);
  private final ManualClock time = new ManualClock();
  private final CachedClock clock = new CachedClock(time);
  private final Config config = new Config();
  private final CommandTable table = new CommandTable();
  private final Keyspace keyspace;
  private final ClientRegistry clients;
  private final Dispatcher dispatcher;
  private final Client client;

  /** A server with 16 empty databases and a client that speaks RESP2. */
  public CommandFixture() {
    keyspace = new Keyspace(memory, DATABASES, clock, new KeyspaceStats());
    clients =
        new ClientRegistry(
            pool, new RequestLimits(), new OutputLimits(), error -> {}, closed -> {});
    ServerStats stats = new ServerStats(table.ids(), clock.millis());
    Services services =
        new Services(
            config,
            keyspace,
            new ActiveExpire(keyspace),
            table,
            clients,
            clock,
            stats,
            new SlowLog(),
            new LatencyMonitor(),
            new NoControl());
    dispatcher = new Dispatcher(new Context(services), new FailingObserver());
    client = clients.connect(new FakeLink(1001), time.millis());
  }

  /** Runs a command whose words are parted by single blanks. */
  public String run(String line) {
    return call(line.split(" ", -1));
  }

  /** Runs a command. */
  public String call(String... words) {
    try (Buffer buffer = new Buffer(memory, 64)) {
      for (String word : words) {
        buffer.put(word.getBytes(ISO_8859_1));
      }
      client.args().clear();
      int at = 0;
      for (String word : words) {
        client.args().add(buffer.slice(at, word.length(), new Slice()));
        at += word.length();
      }
      dispatcher.handle(client);
      client.args().clear();
    }
    return takeReply();
  }

  private String takeReply() {
    ReplyBuffer output = client.output();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < output.chunks(); i++) {
      Buffer chunk = output.chunk(i);
      text.append(chunk.slice(chunk.readIndex(), chunk.readable(), new Slice()));
    }
    output.advance(output.size());
    return text.toString();
  }

  /** Switches the client to RESP3. */
  public CommandFixture resp3() {
    client.reply().protocol(3);
    return this;
  }

  /** Lets time pass. */
  public void passMillis(long millis) {
    time.millis += millis;
    clock.refresh();
  }

  /** The client. */
  public Client client() {
    return client;
  }

  /** The directives. */
  public Config config() {
    return config;
  }

  /** The databases. */
  public Keyspace keyspace() {
    return keyspace;
  }

  /** The commands. */
  public CommandTable commands() {
    return table;
  }

  @Override
  public void close() {
    clients.disconnect(client);
    keyspace.close();
    pool.close();
    assertThat(memory.used()).isZero();
    memory.close();
  }

  private static final class ManualClock implements Clock {
    private long millis = START;

    @Override
    public long nanos() {
      return (millis - START) * 1_000_000;
    }

    @Override
    public long millis() {
      return millis;
    }
  }

  private static final class FailingObserver implements CallObserver {
    @Override
    public void failed(Client client, CommandSpec spec, Throwable cause) {
      throw new AssertionError(spec.name(), cause);
    }

    @Override
    public void crossProtocol(Client client) {}
  }

  private static final class NoControl implements ServerControl {
    private final LaterReplies later = new LaterReplies(Runnable::run);
    private final Recordings recordings = new Recordings(line -> {});

    @Override
    public void refreshStats() {}

    @Override
    public void resetStats() {}

    @Override
    public boolean shutdown() {
      return false;
    }

    @Override
    public int tcpPort() {
      return 0;
    }

    @Override
    public String transport() {
      return "none";
    }

    @Override
    public List<String> tracepointListeners() {
      return List.of();
    }

    @Override
    public LaterReplies laterReplies() {
      return later;
    }

    @Override
    public Recordings recordings() {
      return recordings;
    }

    @Override
    public void warn(String line) {}
  }
}
