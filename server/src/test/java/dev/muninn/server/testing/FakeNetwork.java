package dev.muninn.server.testing;

import dev.muninn.server.net.NetStats;
import dev.muninn.server.net.Network;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** No sockets; tasks wait until the test's thread runs them. */
final class FakeNetwork implements Network {
  private final NetStats stats = new NetStats();
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private int port = 6379;
  private boolean stopped;

  @Override
  public String transport() {
    return "none";
  }

  @Override
  public NetStats stats() {
    return stats;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void bindTcp(List<String> addresses, int newPort) {
    port = newPort;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Runs the next task, which is given within ten seconds. */
  void awaitTask() {
    try {
      Runnable task = tasks.poll(10, TimeUnit.SECONDS);
      if (task == null) {
        throw new AssertionError("no task came: seconds=10");
      }
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
