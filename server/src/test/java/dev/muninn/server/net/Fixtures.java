package dev.muninn.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.server.net.nio.NioTransport;
import dev.muninn.server.net.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What several tests of this package need. */
final class Fixtures {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private Fixtures() {}

  /** A field's value until the test opened the real one. */
  static Transport unset() {
    try {
      Transport transport = new NioTransport();
      transport.close();
      return transport;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The transport, or a skipped test where epoll cannot be had. */
  static Transport open(IoTransport kind) throws IOException {
    if (kind == IoTransport.EPOLL) {
      assumeTrue(System.getProperty("os.name", "").equals("Linux"), "epoll is there on Linux only");
    }
    return kind.open(line -> {});
  }

  /** A field's value until the test started the real one. */
  static EchoServer noServer() {
    try {
      EchoServer server = new EchoServer(IoTransport.NIO);
      server.close();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  interface Io<T> {
    T run() throws IOException;
  }

  /** Skips the test when the machine lacks the address. */
  static <T> T assumingAddress(Io<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      return abort("the machine has no such address: " + e.getMessage());
    }
  }

  static void assumeProc() {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "needs /proc/self/fd");
  }

  static int openFiles() {
    try (Stream<Path> files = Files.list(DESCRIPTORS)) {
      return (int) files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the condition holds; fails after 20 s. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(200_000);
    }
  }
}
