package dev.muninn.server;

import dev.muninn.server.client.Client;
import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.client.OutputLimits;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.clock.Clock;
import dev.muninn.server.command.CallObserver;
import dev.muninn.server.command.CommandSpec;
import dev.muninn.server.command.CommandTable;
import dev.muninn.server.command.Context;
import dev.muninn.server.command.Dispatcher;
import dev.muninn.server.command.ExpiryRecorder;
import dev.muninn.server.command.Services;
import dev.muninn.server.config.CommandRename;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.LogLevel;
import dev.muninn.server.jvm.JvmPauses;
import dev.muninn.server.keyspace.ActiveExpire;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.keyspace.KeyspaceStats;
import dev.muninn.server.log.ServerLog;
import dev.muninn.server.net.EventLoop;
import dev.muninn.server.net.IoTransport;
import dev.muninn.server.recording.FlightRecorder;
import dev.muninn.server.recording.Recordings;
import dev.muninn.server.resp.ReplyPool;
import dev.muninn.server.resp.RequestLimits;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.ServerStats;
import dev.muninn.server.stats.SlowLog;
import dev.muninn.server.store.Memory;
import dev.muninn.tracepoint.Tracepoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A running server: its parts, and the thread on which all of them work. Several may run in one
 * JVM.
 *
 * <pre>{@code
 * Config config = ConfigLoader.load(List.of("--port", "0"), InputStream.nullInputStream());
 * try (MuninnServer server = MuninnServer.start(config)) {
 *   connect(server.port());
 * }
 * }</pre>
 */
public final class MuninnServer implements AutoCloseable {
  /** Longest time that a start waits for the tracepoint listeners, which load beside it. */
  private static final Duration LISTENERS = Duration.ofMillis(250);

  private final ServerLog log;
  private final Memory memory = new Memory();
  private final KeyspaceStats keyspaceStats = new KeyspaceStats();
  private final Keyspace keyspace;
  private final ReplyPool replyPool;
  private final EventLoop loop;
  private final Turns turns;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Control control;
  private final Recordings recordings;
  private final FlightRecorder flightRecorder;
  private final DirectiveListeners directives;
  private volatile boolean failed;

  private MuninnServer(Config config, ServerLog log) throws IOException {
    this.log = log;
    CachedClock clock = new CachedClock(Clock.SYSTEM);
    keyspace = new Keyspace(memory, config.databases, clock, keyspaceStats);
    CommandTable commands = new CommandTable();
    for (CommandRename rename : config.commandRenames()) {
      commands.rename(rename.from(), rename.to());
    }
    ServerStats stats = new ServerStats(commands.ids(), clock.millis());
    LatencyMonitor latency = new LatencyMonitor();
    RequestLimits requestLimits = new RequestLimits();
    OutputLimits outputLimits = new OutputLimits();
    replyPool = new ReplyPool(memory);
    ClientRegistry clients =
        new ClientRegistry(
            replyPool,
            requestLimits,
            outputLimits,
            error -> stats.errors.count(error.code()),
            client -> outputLimitReached(stats, client));
    ActiveExpire activeExpire = new ActiveExpire(keyspace);
    keyspace.observe(new ExpiryRecorder(config, latency, clock));
    recordings = new Recordings(line -> log.log(LogLevel.NOTICE, line));
    flightRecorder = new FlightRecorder(recordings, line -> log.log(LogLevel.WARNING, line));
    control = new Control(this, stats, keyspaceStats, recordings);
    Services services =
        new Services(
            config,
            keyspace,
            activeExpire,
            commands,
            clients,
            clock,
            stats,
            new SlowLog(),
            latency,
            control);
    Dispatcher dispatcher = new Dispatcher(new Context(services), new Failures());
    turns =
        new Turns(
            services,
            dispatcher,
            flightRecorder,
            new JvmPauses(line -> log.log(LogLevel.NOTICE, line)));
    LiveSettings settings = new LiveSettings(config);
    IoTransport transport =
        switch (config.ioTransport) {
          case AUTO -> IoTransport.AUTO;
          case NIO -> IoTransport.NIO;
          case EPOLL -> IoTransport.EPOLL;
        };
    loop =
        new EventLoop(
            transport.open(line -> log.log(LogLevel.NOTICE, line)),
            memory,
            clock,
            clients,
            settings,
            new Requests(dispatcher, clock),
            turns,
            new LoopLog(log));
    control.attach(loop);
    directives =
        new DirectiveListeners(
            config, loop, keyspace, clients, requestLimits, outputLimits, services, flightRecorder);
    directives.register();
    thread = new Thread(this::run, "muninn-server");
    stats.startupMemory = memory.used();
  }

  /**
   * Starts a server and returns when it accepts connections.
   *
   * @param config directives; port 0 means any free port
   * @throws IOException an address cannot be had, or the log cannot be written; the message is one
   *     line for the user
   */
  public static MuninnServer start(Config config) throws IOException {
    ServerLog log = openLog(config);
    Tracepoints.startListeners(line -> log.log(LogLevel.NOTICE, line));
    MuninnServer server = new MuninnServer(config, log);
    try {
      if (!Tracepoints.awaitListeners(LISTENERS)) {
        log.log(LogLevel.NOTICE, "Tracepoint listeners are still loading");
      }
      server.listen(config);
      server.directives.startRecording();
    } catch (IOException | RuntimeException e) {
      server.loop.close();
      server.release();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.loop.close();
      server.release();
      throw new IOException("interrupted while starting", e);
    }
    for (String notice : config.notices()) {
      log.log(LogLevel.WARNING, notice);
    }
    server.thread.start();
    return server;
  }

  private static ServerLog openLog(Config config) throws IOException {
    try {
      return new ServerLog(config.logLevel, config.logfile);
    } catch (IOException e) {
      throw new IOException("logfile '" + config.logfile + "': " + e.getMessage(), e);
    }
  }

  private void listen(Config config) throws IOException {
    try {
      loop.bindTcp(config.bind, config.port);
    } catch (IOException e) {
      throw new IOException(
          "port '"
              + config.port
              + "', bind '"
              + String.join(" ", config.bind)
              + "': "
              + e.getMessage(),
          e);
    }
    if (!config.unixsocket.isEmpty()) {
      try {
        loop.bindUnix(Path.of(config.unixsocket), config.unixsocketperm);
      } catch (IOException e) {
        throw new IOException("unixsocket '" + config.unixsocket + "': " + e.getMessage(), e);
      }
    }
  }

  private void run() {
    try {
      turns.begin();
      loop.run();
    } catch (IOException | RuntimeException | Error e) {
      failed = true;
      log.log(LogLevel.WARNING, "The event loop ended: " + stackTrace(e));
    } finally {
      turns.end();
      release();
      stopped.countDown();
    }
  }

  private void release() {
    control.laterReplies().close();
    flightRecorder.close();
    recordings.close();
    keyspace.close();
    replyPool.close();
    memory.close();
  }

  /** The TCP port that is listened on, 0 for none. */
  public int port() {
    return control.tcpPort();
  }

  /** Name of the transport in use: {@code epoll} or {@code nio}. */
  public String transport() {
    return loop.transport();
  }

  /** The log. */
  public ServerLog log() {
    return log;
  }

  /** Waits until the server has stopped. @return whether it stopped because it was asked to */
  public boolean join() throws InterruptedException {
    stopped.await();
    return !failed;
  }

  /** Stops the server: what was replied is sent, connections are closed, memory is given back. */
  @Override
  public void close() {
    loop.stop();
    boolean interrupted = false;
    while (true) {
      try {
        stopped.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void outputLimitReached(ServerStats stats, Client client) {
    stats.clientOutputBufferLimitDisconnections++;
    log.log(
        LogLevel.WARNING, "Client " + client + " closed for overcoming of output buffer limits.");
  }

  private static String stackTrace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  /** Puts into the log what goes wrong in a request. */
  private final class Failures implements CallObserver {
    @Override
    public void failed(Client client, CommandSpec spec, Throwable cause) {
      log.log(
          LogLevel.WARNING,
          "Command failed: name=" + spec.name() + " client=" + client + " " + stackTrace(cause));
    }

    @Override
    public void crossProtocol(Client client) {
      log.log(
          LogLevel.WARNING,
          "Connection closed: a client sent an HTTP request, perhaps made by a hostile web page: client="
              + client);
    }
  }
}
