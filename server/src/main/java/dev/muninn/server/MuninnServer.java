package dev.muninn.server;

import dev.muninn.server.clock.Clock;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.LogLevel;
import dev.muninn.server.log.ServerLog;
import dev.muninn.server.net.EventLoop;
import dev.muninn.server.net.IoTransport;
import dev.muninn.server.store.Memory;
import dev.muninn.tracepoint.Tracepoints;
import java.io.IOException;
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
    ServerLog log = openLog(config);
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
