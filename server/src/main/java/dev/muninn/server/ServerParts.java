package dev.muninn.server;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.OutputLimits;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.clock.Clock;
import dev.muninn.server.command.CallObserver;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.CommandTable;
import dev.muninn.server.command.Dispatcher;
import dev.muninn.server.command.ExpiryRecorder;
import dev.muninn.server.command.Monitors;
import dev.muninn.server.command.Parts;
import dev.muninn.server.command.Propagation;
import dev.muninn.server.command.Services;
import dev.muninn.server.config.CommandRename;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.LogLevel;
import dev.muninn.server.jvm.JvmPauses;
import dev.muninn.server.keyspace.ActiveExpire;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.keyspace.KeyspaceStats;
import dev.muninn.server.log.Log;
import dev.muninn.server.net.LoopHooks;
import dev.muninn.server.net.Network;
import dev.muninn.server.net.RequestHandler;
import dev.muninn.server.pubsub.KeyspaceNotifications;
import dev.muninn.server.pubsub.PubSub;
import dev.muninn.server.pubsub.SubscribedGate;
import dev.muninn.server.recording.FlightRecorder;
import dev.muninn.server.recording.Recordings;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.resp.RequestLimits;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.ServerStats;
import dev.muninn.server.stats.SlowLog;
import dev.muninn.server.store.Memory;
import dev.muninn.server.transaction.Transactions;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Every part of one server but its sockets and its thread: what a running server and every test are
 * made of. Whoever makes them gives them a {@link Network} by {@link #attach}, and calls {@link
 * #requests} and {@link #turns} from one thread.
 */
public final class ServerParts implements AutoCloseable {
  private final Log log;
  private final Memory memory;
  private final Keyspace keyspace;
  private final ReplyPool replyPool;
  private final KeyspaceNotifications notifications;
  private final RequestLimits requestLimits = new RequestLimits();
  private final OutputLimits outputLimits = new OutputLimits();
  private final Recordings recordings;
  private final FlightRecorder flightRecorder;
  private final Control control;
  private final Services services;
  private final Requests requests;
  private final Turns turns;

  /**
   * The parts of an empty server.
   *
   * @param config directives; renamed commands have their new names
   * @param clock where time comes from
   * @param log receives what is for whoever runs the server; any thread
   * @param memory where all bytes come from; all of it is given back by {@link #close}, and then
   *     the caller closes it
   */
  public ServerParts(Config config, Clock clock, Log log, Memory memory) {
    this.log = log;
    this.memory = memory;
    CachedClock cached = new CachedClock(clock);
    KeyspaceStats keyspaceStats = new KeyspaceStats();
    keyspace = new Keyspace(memory, config.databases, cached, keyspaceStats);
    replyPool = new ReplyPool(memory);
    CommandTable commands = new CommandTable();
    for (CommandRename rename : config.commandRenames()) {
      commands.rename(rename.from(), rename.to());
    }
    ServerStats stats = new ServerStats(commands.ids(), cached.millis());
    LatencyMonitor latency = new LatencyMonitor();
    keyspace.observe(new ExpiryRecorder(config, latency, cached));
    recordings = new Recordings(line -> log.log(LogLevel.NOTICE, line));
    flightRecorder = new FlightRecorder(recordings, line -> log.log(LogLevel.WARNING, line));
    control = new Control(log, stats, keyspaceStats, recordings);
    ClientRegistry clients =
        new ClientRegistry(
            replyPool,
            requestLimits,
            outputLimits,
            error -> stats.errors.count(error.code()),
            new ClientCare(stats));
    Parts parts = new Parts();
    PubSub pubSub = new PubSub(memory);
    notifications = new KeyspaceNotifications(memory, keyspace.changes(), pubSub);
    parts.add(pubSub);
    parts.add(new Monitors(memory, cached));
    parts.add(new Propagation(config, keyspace));
    services =
        new Services(
            config,
            keyspace,
            new ActiveExpire(keyspace),
            commands,
            clients,
            cached,
            stats,
            new SlowLog(memory),
            latency,
            control,
            parts);
    Dispatcher dispatcher = new Dispatcher(services, new Failures());
    Transactions transactions = new Transactions(keyspace, clients, cached);
    transactions.guard(dispatcher.gates());
    dispatcher.onRefusal(transactions);
    dispatcher.gates().add(new SubscribedGate());
    parts.add(transactions);
    requests = new Requests(dispatcher, cached, parts);
    turns =
        new Turns(
            services,
            dispatcher,
            flightRecorder,
            new JvmPauses(line -> log.log(LogLevel.NOTICE, line)));
  }

  /** Connects the parts with the sockets, and makes the directives true in all of them. */
  public void attach(Network network) {
    control.attach(network);
    new DirectiveListeners(
            services.config(),
            network,
            keyspace,
            notifications,
            services.clients(),
            requestLimits,
            outputLimits,
            services)
        .register();
    services.stats().startupMemory = memory.used();
  }

  /** What commands work on. */
  public Services services() {
    return services;
  }

  /** Where all bytes come from. */
  public Memory memory() {
    return memory;
  }

  /** Who runs requests. */
  public RequestHandler requests() {
    return requests;
  }

  /** The work around the requests of a turn. */
  public LoopHooks turns() {
    return turns;
  }

  /** The thread that calls this is the one of {@link #requests}, and begins its work. */
  void begin() {
    turns.begin();
  }

  /** The thread has done its work. */
  void end() {
    turns.end();
  }

  /** The flight recorder begins before the server serves anybody, and follows the directives. */
  void startRecording() {
    flightRecorder.start(services.config());
    services
        .config()
        .onChange(
            flightRecorder::apply,
            "trace-flight-recorder",
            "trace-dir",
            "dir",
            "trace-events",
            "trace-trigger",
            "trace-trigger-interval",
            "trace-keep-snapshots",
            "trace-format");
  }

  /** Ends what runs beside and gives all memory back; the clients are gone already. */
  @Override
  public void close() {
    control.laterReplies().close();
    flightRecorder.close();
    recordings.close();
    services.parts().close();
    services.slowLog().close();
    keyspace.close();
    replyPool.close();
  }

  /** Counts and logs what becomes of clients that take too much. */
  private final class ClientCare implements ClientRegistry.Listener {
    private final ServerStats stats;

    ClientCare(ServerStats stats) {
      this.stats = stats;
    }

    @Override
    public void outputLimitExceeded(Client client) {
      stats.clientOutputBufferLimitDisconnections++;
      log.log(
          LogLevel.WARNING, "Client " + client + " closed for overcoming of output buffer limits.");
    }

    @Override
    public void evicted(Client client) {
      stats.evictedClients++;
      log.log(LogLevel.NOTICE, "Evicting client: " + client);
    }

    @Override
    public void noneToEvict() {
      log.log(LogLevel.WARNING, "Over client maxmemory after evicting all evictable clients");
    }

    @Override
    public void replyBufferResized(boolean larger) {
      if (larger) {
        stats.replyBufferExpands++;
      } else {
        stats.replyBufferShrinks++;
      }
    }
  }

  static String stackTrace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  /** Puts into the log what goes wrong in a request. */
  private final class Failures implements CallObserver {
    /** The log is not to grow by what a stranger sends. */
    private static final long CROSS_PROTOCOL_MILLIS = 60_000;

    private long lastCrossProtocol = -CROSS_PROTOCOL_MILLIS;

    @Override
    public void failed(Client client, CommandSpec spec, Throwable cause) {
      log.log(
          LogLevel.WARNING,
          "Command failed: name=" + spec.name() + " client=" + client + " " + stackTrace(cause));
    }

    @Override
    public void crossProtocol(Client client) {
      long now = services.clock().millis();
      if (now - lastCrossProtocol < CROSS_PROTOCOL_MILLIS) {
        return;
      }
      lastCrossProtocol = now;
      log.log(
          LogLevel.WARNING,
          "Connection closed: a client sent an HTTP request, perhaps made by a hostile web page:"
              + " client="
              + client);
    }
  }
}
