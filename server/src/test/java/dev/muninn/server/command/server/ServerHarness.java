package dev.muninn.server.command.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.FakeLink;
import dev.muninn.server.client.OutputLimits;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.clock.Clock;
import dev.muninn.server.command.CallObserver;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.CommandTable;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Dispatcher;
import dev.muninn.server.command.LaterReplies;
import dev.muninn.server.command.ServerControl;
import dev.muninn.server.command.Services;
import dev.muninn.server.config.Config;
import dev.muninn.server.keyspace.ActiveExpire;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.keyspace.KeyspaceStats;
import dev.muninn.server.recording.Recordings;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.resp.RequestLimits;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.ServerStats;
import dev.muninn.server.stats.SlowLog;
import dev.muninn.server.store.Memory;
import java.util.ArrayList;
import java.util.List;

/** One client of a server without a socket; its clock advances a microsecond a reading. */
public final class ServerHarness implements AutoCloseable {
  /** The time of day, milliseconds. */
  public static final long NOW = 1_700_000_000_000L;

  private final Memory memory = new Memory();
  private final ReplyPool pool = new ReplyPool(memory);
  private final Buffer in = new Buffer(memory, 1024);
  private final CommandTable commands = new CommandTable();

  /** Counters. */
  public final ServerStats stats = new ServerStats(commands.ids(), NOW);

  /** Spikes. */
  public final LatencyMonitor latency = new LatencyMonitor();

  /** Lines of the log. */
  public final List<String> log = new ArrayList<>();

  /** Whether SHUTDOWN was called. */
  public boolean stopped;

  /** Lines of the directives. */
  public final Config config;

  private final ClientRegistry clients =
      new ClientRegistry(
          pool,
          new RequestLimits(),
          new OutputLimits(),
          error -> stats.errors.count(error.code()),
          client -> {});
  private final Keyspace keyspace;
  private final Dispatcher dispatcher;
  private final Client client;
  private long nanos;

  /** A server with this configuration. */
  public ServerHarness(Config config) {
    this.config = config;
    CachedClock clock =
        new CachedClock(
            new Clock() {
              @Override
              public long nanos() {
                return nanos += 1000;
              }

              @Override
              public long millis() {
                return NOW;
              }
            });
    keyspace = new Keyspace(memory, 16, clock, new KeyspaceStats());
    Services services =
        new Services(
            config,
            keyspace,
            new ActiveExpire(keyspace),
            commands,
            clients,
            clock,
            stats,
            new SlowLog(),
            latency,
            new Control());
    dispatcher = new Dispatcher(new Context(services), new Observer());
    client = clients.connect(new FakeLink(1001), NOW);
  }

  /** Runs an inline request; the reply's bytes, blanks for line ends. */
  public String run(String line) {
    return raw(line).replace("\r\n", " ").strip();
  }

  /** Runs an inline request; the reply's bytes. */
  public String raw(String line) {
    in.clear();
    in.put((line + "\n").getBytes(ISO_8859_1));
    client.parse(in);
    dispatcher.handle(client);
    client.commandDone();
    StringBuilder text = new StringBuilder();
    Slice slice = new Slice();
    while (!client.output().isEmpty()) {
      Buffer chunk = client.output().chunk(0);
      text.append(chunk.slice(chunk.readIndex(), chunk.readable(), slice));
      client.output().advance(chunk.readable());
    }
    return text.toString();
  }

  private final class Control implements ServerControl {
    private final LaterReplies later = new LaterReplies(Runnable::run);
    private final Recordings recordings = new Recordings(line -> {});

    @Override
    public void refreshStats() {}

    @Override
    public void resetStats() {
      stats.reset();
    }

    @Override
    public boolean shutdown() {
      stopped = true;
      return true;
    }

    @Override
    public int tcpPort() {
      return config.port;
    }

    @Override
    public String transport() {
      return "nio";
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
    public void warn(String line) {
      log.add(line);
    }
  }

  private static final class Observer implements CallObserver {
    @Override
    public void failed(Client client, CommandSpec spec, Throwable cause) {
      throw new AssertionError("command failed: name=" + spec.name(), cause);
    }

    @Override
    public void crossProtocol(Client client) {}
  }

  @Override
  public void close() {
    clients.disconnect(client);
    in.close();
    pool.close();
    keyspace.close();
    memory.close();
  }
}
