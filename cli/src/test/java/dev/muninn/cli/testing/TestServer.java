package dev.muninn.cli.testing;

import dev.muninn.server.MuninnServer;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A server in this process on a free port of the loopback interface. */
public final class TestServer implements AutoCloseable {
  private final MuninnServer server;

  private TestServer(MuninnServer server) {
    this.server = server;
  }

  /**
   * Starts a server.
   *
   * @param transport {@code nio} or {@code epoll}
   * @param directives as on the command line
   */
  public static TestServer start(String transport, String... directives) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--port",
                "0",
                "--bind",
                "127.0.0.1",
                "--io-transport",
                transport,
                "--loglevel",
                "warning",
                "--save",
                ""));
    args.addAll(List.of(directives));
    try {
      return new TestServer(
          MuninnServer.start(ConfigLoader.load(args, InputStream.nullInputStream())));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.text(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
