package dev.muninn.benchmarks.lab;

import dev.muninn.benchmarks.process.Connection;
import dev.muninn.benchmarks.process.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The server of one case of the lab, and what can be done to it. */
final class Patient {
  private final RunningServer server;
  private final int serverCpu;

  Patient(RunningServer server, int serverCpu) {
    this.server = server;
    this.serverCpu = serverCpu;
  }

  /** Its TCP port on 127.0.0.1. */
  int port() {
    return server.port();
  }

  /** Its process id. */
  long pid() {
    return server.pid();
  }

  /** The CPU that a server which shares one is confined to. */
  int serverCpu() {
    return serverCpu;
  }

  /** One command on a connection of its own. */
  String call(String... words) throws IOException {
    try (Connection connection = new Connection(port())) {
      return connection.call(words);
    }
  }

  /** A command in RESP. */
  static byte[] request(String... words) {
    StringBuilder command = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return command.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Lets time pass between two doses. */
  static void rest(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
