package dev.muninn.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import dev.muninn.server.resp.RequestParser;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.ServerStats;
import dev.muninn.server.stats.SlowLog;
import dev.muninn.server.store.Memory;
import java.util.List;

/**
 * Runs inline requests against the parts of a server, without a socket and on a clock of its own.
 */
public final class CommandHarness implements AutoCloseable {
  /** The time of day at the start, in ms. */
  public static final long START = 1_700_000_000_000L;

  private final Memory memory = new Memory();
  private final ReplyPool pool = new ReplyPool(memory);
  private final Buffer in = new Buffer(memory, 1024);
  private final Config config = new Config();
  private final ClientRegistry clients =
      new ClientRegistry(pool, new RequestLimits(), new OutputLimits(), error -> {}, client -> {});
  private final CommandTable commands = new CommandTable();
  private final CachedClock clock;
  private final Dispatcher dispatcher;
  private long millis = START;

  /** A server of 16 databases without clients. */
  public CommandHarness() {
    clock =
        new CachedClock(
            new Clock() {
              @Override
              public long nanos() {
                return millis * 1_000_000;
              }

              @Override
              public long millis() {
                return millis;
              }
            });
    Keyspace keyspace = new Keyspace(memory, 16, clock, new KeyspaceStats());
    Services services =
        new Services(
            config,
            keyspace,
            new ActiveExpire(keyspace),
            commands,
            clients,
            clock,
            new ServerStats(commands.ids(), millis),
            new SlowLog(),
            new LatencyMonitor(),
            new FakeControl());
    dispatcher = new Dispatcher(new Context(services), new SilentObserver());
  }

  /** The directives. */
  public Config config() {
    return config;
  }

  /** The clients. */
  public ClientRegistry clients() {
    return clients;
  }

  /** Connects a client. */
  public Client connect() {
    return clients.connect(new FakeLink(1001 + clients.count()), millis);
  }

  /** Lets time pass. */
  public void advance(long ms) {
    millis += ms;
    clock.refresh();
    clients.nowMillis(millis);
  }

  /** Runs an inline request and returns the bytes of the reply. */
  public String run(Client client, String line) {
    in.clear();
    in.put((line + "\n").getBytes(ISO_8859_1));
    if (client.parse(in) != RequestParser.Result.COMMAND) {
      throw new IllegalArgumentException("not a request: line=" + line);
    }
    dispatcher.handle(client);
    client.commandDone();
    return drain(client.output());
  }

  /** Words, each on a line of the protocol. */
  public static String frames(String words) {
    return words.replace(" ", "\r\n") + "\r\n";
  }

  private static final class FakeControl implements ServerControl {
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
      return 6379;
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

  private static final class SilentObserver implements CallObserver {
    @Override
    public void failed(Client client, CommandSpec spec, Throwable cause) {
      throw new AssertionError("command failed: name=" + spec.name(), cause);
    }

    @Override
    public void crossProtocol(Client client) {}
  }

  private static String drain(ReplyBuffer out) {
    StringBuilder text = new StringBuilder();
    Slice slice = new Slice();
    while (!out.isEmpty()) {
      Buffer chunk = out.chunk(0);
      text.append(chunk.slice(chunk.readIndex(), chunk.readable(), slice));
      out.advance(chunk.readable());
    }
    return text.toString();
  }

  @Override
  public void close() {
    clients.list().forEach(clients::disconnect);
    in.close();
    pool.close();
    memory.close();
  }
}
