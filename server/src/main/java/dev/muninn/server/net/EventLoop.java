package dev.muninn.server.net;

import dev.muninn.server.client.ClientRegistry;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.net.transport.Pollable;
import dev.muninn.server.net.transport.Transport;
import dev.muninn.server.store.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one server: waits for events, reads and runs requests, does periodic work, sends each
 * client its replies once per turn. The thread that calls {@link #run} owns everything behind it;
 * other threads call {@link #execute} and {@link #stop} only.
 */
public final class EventLoop implements Network, AutoCloseable {
  /** Longest time for sending what is pending after {@link #stop}, in nanoseconds. */
  private static final long DRAIN_NANOS = 1_000_000_000L;

  /** Nanoseconds between two lines about a full heap. */
  private static final long OUT_OF_MEMORY_NANOS = 1_000_000_000L;

  /** Highest rate of cron (CONFIG_MAX_HZ). */
  private static final int MAX_HZ = 500;

  private final Transport transport;
  private final CachedClock clock;
  private final NetSettings settings;
  private final LoopHooks hooks;
  private final NetLog log;
  private final Connections connections;
  private final Listeners listeners;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopping;
  private boolean closed;
  private long nextCronNanos;
  private long lastOutOfMemory = System.nanoTime() - OUT_OF_MEMORY_NANOS;

  /**
   * A loop that does not listen yet. It owns the transport.
   *
   * @param memory where buffers come from; of the thread that will run the loop
   * @param clock refreshed by the loop once a turn
   */
  public EventLoop(
      Transport transport,
      Memory memory,
      CachedClock clock,
      ClientRegistry registry,
      NetSettings settings,
      RequestHandler handler,
      LoopHooks hooks,
      NetLog log) {
    this.transport = transport;
    this.clock = clock;
    this.settings = settings;
    this.hooks = hooks;
    this.log = log;
    this.connections = new Connections(memory, registry, settings, handler, log);
    this.listeners = new Listeners(transport, settings, connections);
    this.connections.nowMillis(clock.millis());
  }

  @Override
  public String transport() {
    return transport.name();
  }

  @Override
  public NetStats stats() {
    return connections.stats();
  }

  /** Number of connections. */
  public int connections() {
    return connections.count();
  }

  @Override
  public int port() {
    return listeners.port();
  }

  @Override
  public void bindTcp(List<String> addresses, int port) throws IOException {
    listeners.bindTcp(addresses, port);
  }

  /**
   * Listens on a Unix socket in place of the present one.
   *
   * @param path null for none
   * @param permissions mode bits ({@code unixsocketperm}), 0 for what the umask leaves
   */
  public void bindUnix(@Nullable Path path, int permissions) throws IOException {
    listeners.bindUnix(path, permissions);
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (woken.compareAndSet(false, true)) {
      transport.wakeup();
    }
  }

  @Override
  public void stop() {
    stopping = true;
    transport.wakeup();
  }

  /**
   * Runs until {@link #stop}, then closes everything.
   *
   * @throws IOException polling failed
   */
  public void run() throws IOException {
    try {
      clock.refresh();
      nextCronNanos = clock.nanos();
      while (!stopping) {
        try {
          turn();
        } catch (OutOfMemoryError e) {
          outOfMemory("Turn of the event loop", e);
        }
      }
      drain();
    } finally {
      close();
    }
  }

  private void turn() throws IOException {
    int n = transport.poll(timeoutMillis());
    clock.refresh();
    long start = clock.nanos();
    connections.nowMillis(clock.millis());
    hooks.afterPoll();
    dispatch(n);
    connections.continueInputs();
    runTasks();
    long requestsDone = clock.advance();
    hooks.cronStart();
    if (requestsDone - nextCronNanos >= 0) {
      cron();
      nextCronNanos = requestsDone + 1_000_000_000L / Math.clamp(settings.hz(), 1, MAX_HZ);
    }
    hooks.beforeReplies(); // if it fails no reply may leave: what precedes them is not done
    long cronNanos = clock.advance() - requestsDone;
    hooks.cronEnd(cronNanos);
    connections.send();
    long nanos = clock.advance() - start;
    connections.stats().turn(nanos, cronNanos);
    hooks.endOfTurn(nanos);
  }

  /** Each part for itself: that one of them fails must not keep another from its work for good. */
  private void cron() {
    if (hooks.isCronPaused()) {
      return;
    }
    try {
      hooks.cron();
    } catch (OutOfMemoryError e) {
      outOfMemory("Periodic work", e);
    }
    try {
      connections.cron();
    } catch (OutOfMemoryError e) {
      outOfMemory("Periodic work of connections", e);
    }
    listeners.cron();
  }

  private int timeoutMillis() {
    if (connections.hasWork() || !tasks.isEmpty()) {
      return 0;
    }
    long untilCron = nextCronNanos - clock.nanos();
    long millis = Math.min((untilCron + 999_999) / 1_000_000, hooks.maxSleepMillis());
    return (int) Math.max(millis, 0);
  }

  private void dispatch(int n) {
    for (int i = 0; i < n; i++) {
      Pollable pollable = transport.ready(i);
      if (pollable.isOpen()) { // an earlier event of this turn may have closed it
        try {
          pollable.handler().ready(transport.readyOps(i));
        } catch (OutOfMemoryError e) {
          outOfMemory("Event of a socket", e);
        }
      }
    }
  }

  /**
   * The Java heap is full. What failed costs one client or one round of periodic work, not the
   * server: what is left undone is done in a later turn.
   */
  private void outOfMemory(String what, OutOfMemoryError e) {
    long now = System.nanoTime();
    if (now - lastOutOfMemory < OUT_OF_MEMORY_NANOS) {
      return;
    }
    try {
      log.log(NetLog.Level.WARNING, what + " failed: " + e);
      lastOutOfMemory = now;
    } catch (OutOfMemoryError again) {
      return; // not even for a line; a later turn tells it
    }
  }

  private void runTasks() {
    if (!woken.get()) {
      return;
    }
    woken.set(false); // before the queue is emptied: a task added from now on wakes again
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      try {
        task.run();
      } catch (RuntimeException e) {
        log.log(NetLog.Level.WARNING, "Task of the event loop failed: " + e);
      } catch (OutOfMemoryError e) {
        outOfMemory("Task of the event loop", e);
      }
    }
  }

  /** No further requests; what is owed is sent, by the same steps as in every turn. */
  private void drain() throws IOException {
    listeners.close();
    long deadline = clock.advance() + DRAIN_NANOS;
    connections.drain();
    lastReplies();
    while (connections.drain() && clock.advance() - deadline < 0) {
      dispatch(transport.poll(10));
      lastReplies();
    }
  }

  private void lastReplies() {
    runTasks();
    hooks.beforeReplies();
    connections.send();
  }

  /** Closes every socket and gives the buffers back; {@link #run} does it itself. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      listeners.close();
      connections.close();
      transport.close();
    }
  }
}
