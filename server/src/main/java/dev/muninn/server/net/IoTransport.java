package dev.muninn.server.net;

import dev.muninn.server.net.epoll.EpollTransport;
import dev.muninn.server.net.nio.NioTransport;
import dev.muninn.server.net.transport.Transport;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** The values of the directive {@code io-transport}. */
public enum IoTransport {
  /** epoll where it can be had, otherwise NIO. */
  AUTO,
  /** {@link NioTransport}. */
  NIO,
  /** {@link EpollTransport}. */
  EPOLL;

  private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

  /** The value as written in the configuration. */
  public String directive() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Opens the transport.
   *
   * @param log told in one line why {@link #AUTO} did not take epoll
   * @throws IOException it cannot be had
   */
  public Transport open(Consumer<String> log) throws IOException {
    if (this == NIO) {
      return new NioTransport();
    }
    try {
      String os = System.getProperty("os.name", "");
      String architecture = System.getProperty("os.arch", "");
      if (!os.equals("Linux") || !ARCHITECTURES.contains(architecture)) {
        throw new IOException("os=" + os + " arch=" + architecture);
      }
      return new EpollTransport();
    } catch (IOException | LinkageError | RuntimeException e) {
      // LinkageError: a function is missing; RuntimeException: native access is denied.
      Throwable reason =
          e instanceof ExceptionInInitializerError i && i.getCause() != null ? i.getCause() : e;
      if (this == AUTO) {
        log.accept("epoll is not available, using NIO: " + reason.getMessage());
        return new NioTransport();
      }
      throw new IOException("io-transport epoll: " + reason.getMessage(), e);
    }
  }
}
