package dev.muninn.benchmarks.lab;

import dev.muninn.benchmarks.process.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a healthy server has to do all day: some clients that read and write small values, each a
 * few hundred times a second. Those that wait when the server stalls.
 */
final class EverydayLoad implements AutoCloseable {
  private static final int CLIENTS = 20;
  private static final int KEYS = 10_000;
  private static final long PAUSE_MILLIS = 3;

  private final int port;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicLong requests = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();

  private EverydayLoad(int port) {
    this.port = port;
  }

  /** Begins the load, which goes on until it is closed. */
  static EverydayLoad on(int port) {
    EverydayLoad load = new EverydayLoad(port);
    for (int i = 0; i < CLIENTS; i++) {
      int client = i;
      load.threads.add(Thread.ofPlatform().name("everyday-" + i).start(() -> load.run(client)));
    }
    return load;
  }

  /** Requests answered so far. */
  long requests() {
    return requests.get();
  }

  private void run(int client) {
    SplittableRandom random = new SplittableRandom(client);
    try (Connection connection = new Connection(port)) {
      connection.call("CLIENT", "SETNAME", "everyday-" + client);
      while (!stop.get()) {
        String key = "everyday:" + random.nextInt(KEYS);
        if (random.nextInt(4) == 0) {
          connection.call("SET", key, "value-of-" + key);
        } else {
          connection.call("GET", key);
        }
        requests.incrementAndGet();
        Patient.rest(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      if (!stop.get()) {
        System.err.println("stall-lab: an everyday client failed: " + e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop.set(true);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
