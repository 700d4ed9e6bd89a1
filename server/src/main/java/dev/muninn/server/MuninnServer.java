package dev.muninn.server;

import dev.muninn.server.clock.Clock;
import dev.muninn.server.command.ServerVersion;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigListener;
import dev.muninn.server.config.LogLevel;
import dev.muninn.server.log.ServerLog;
import dev.muninn.server.net.EventLoop;
import dev.muninn.server.net.IoTransport;
import dev.muninn.server.process.OomScore;
import dev.muninn.server.process.OpenFiles;
import dev.muninn.server.process.ProcessTitle;
import dev.muninn.server.store.Memory;
import dev.muninn.tracepoint.Tracepoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

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
  private final ServerParts parts;
  private final EventLoop loop;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean failed;

  private MuninnServer(Config config, ServerLog log) throws IOException {
    this.log = log;
    parts = new ServerParts(config, Clock.SYSTEM, log, memory);
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
            parts.services().clock(),
            parts.services().clients(),
            new LiveSettings(config),
            parts.requests(),
            parts.turns(),
            new LoopLog(log));
    parts.attach(loop);
    thread = new Thread(this::run, "muninn-server");
  }

  /**
   * Starts a server and returns when it accepts connections.
   *
   * @param config directives; port 0 means any free port
   * @throws IOException an address cannot be had, or the log cannot be written; the message is one
   *     line for the user
   */
  public static MuninnServer start(Config config) throws IOException {
    return start(config, server -> {});
  }

  /**
   * As {@link #start(Config)}, for a server whose process is its own: title and OOM score follow
   * its directives.
   *
   * @param title name of the program, for the title
   */
  public static MuninnServer startProcess(Config config, String title) throws IOException {
    return start(config, server -> server.ownProcess(config, title));
  }

  private void ownProcess(Config config, String title) {
    OomScore score = new OomScore(log);
    score.start(config);
    config.onChange(score, "oom-score-adj", "oom-score-adj-values");
    ConfigListener retitle = now -> ProcessTitle.set(now, title, port());
    retitle.restored(config);
    config.onChange(retitle, "proc-title-template", "port", "bind");
  }

  private static MuninnServer start(Config config, Consumer<MuninnServer> prepared)
      throws IOException {
    ServerLog log = openLog(config);
    log.log(
        LogLevel.NOTICE,
        "Muninn version="
            + ServerVersion.MUNINN_VERSION
            + ", bits=64, pid="
            + ProcessHandle.current().pid()
            + ", just started");
    fitFiles(config, log);
    Tracepoints.startListeners(line -> log.log(LogLevel.NOTICE, line));
    MuninnServer server = new MuninnServer(config, log);
    try {
      if (!Tracepoints.awaitListeners(LISTENERS)) {
        log.log(LogLevel.NOTICE, "Tracepoint listeners are still loading");
      }
      server.listen(config);
      server.parts.startRecording();
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
    log.log(
        LogLevel.NOTICE,
        "Running mode="
            + (config.clusterEnabled ? "cluster" : "standalone")
            + ", port="
            + server.port()
            + ", PID: "
            + ProcessHandle.current().pid()
            + ".");
    log.log(LogLevel.NOTICE, "Server initialized");
    for (String notice : config.notices()) {
      log.log(LogLevel.WARNING, notice);
    }
    prepared.accept(server);
    server.thread.start();
    return server;
  }

  /** So many clients as maxclients says, or as many as the system lets connect. */
  private static void fitFiles(Config config, ServerLog log) throws IOException {
    OpenFiles files = new OpenFiles(log);
    try {
      int possible = files.fit(config.maxclients);
      if (possible < config.maxclients) {
        config.set(List.of("maxclients"), List.of(Integer.toString(possible)), true, false);
      }
    } catch (ConfigException e) {
      throw new IOException(e.text(), e);
    }
    config.onChange(files::check, "maxclients");
  }

  private static ServerLog openLog(Config config) throws IOException {
    try {
      ServerLog log = new ServerLog(config.logLevel, config.logfile);
      log.configure(config);
      config.onChange(log::configure, "loglevel", "log-format", "log-timestamp-format");
      return log;
    } catch (IOException e) {
      throw new IOException("logfile '" + config.logfile + "': " + e.getMessage(), e);
    }
  }

  private void listen(Config config) throws IOException {
    try {
      loop.bindTcp(config.bind, config.port);
    } catch (IOException e) {
      log.log(LogLevel.WARNING, "Failed listening on port " + config.port + " (tcp), aborting.");
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
        Path socket = Path.of(config.unixsocket);
        loop.bindUnix(socket, config.unixsocketperm);
        if (!config.unixsocketgroup.isEmpty()) {
          group(socket, config.unixsocketgroup);
        }
      } catch (IOException e) {
        throw new IOException("unixsocket '" + config.unixsocket + "': " + e.getMessage(), e);
      }
    }
  }

  private static void group(Path socket, String name) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(socket, PosixFileAttributeView.class);
    try {
      view.setGroup(
          socket.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(name));
    } catch (IOException e) {
      throw new IOException("unixsocketgroup '" + name + "': " + e, e);
    }
  }

  private void run() {
    try {
      parts.begin();
      loop.run();
    } catch (IOException | RuntimeException | Error e) {
      failed = true;
      log.log(LogLevel.WARNING, "The event loop ended: " + ServerParts.stackTrace(e));
    } finally {
      parts.end();
      release();
      stopped.countDown();
    }
  }

  private void release() {
    parts.close();
    memory.close();
  }

  /** The TCP port that is listened on, 0 for none. */
  public int port() {
    return loop.port();
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
}
