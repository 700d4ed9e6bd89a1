package dev.muninn.cli;

import dev.muninn.server.MuninnServer;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A short run of the server from which the JVM makes its start-up cache: every class, link and
 * profile that a start and the common commands need.
 */
public final class AotTraining {
  private static final int ROUNDS = 2000;
  private static final String COMMANDS =
      """
      SET key value
      GET key
      SET key value EX 100
      INCR counter
      DEL key
      KEYS *
      CONFIG GET port
      INFO
      CLIENT LIST
      PING
      EXPIRE counter 100
      TTL counter
      SCAN 0
      COMMAND COUNT
      """;

  /** Lines of a recording into a directory, whose path stands for {@code DIR}. */
  private static final String RECORDING =
      """
      TRACE CREATE training OUTPUT DIR
      TRACE ENABLE training valkey_commands:* valkey_commands_entry:* valkey_server:* valkey_db:* process:*
      TRACE START training
      TRACE STATUS training
      SET key value
      GET key
      TRACE STATUS training
      TRACE STOP training
      TRACE DESTROY training
      """;

  private AotTraining() {}

  /** Runs the server, the commands, and stops; then the start as the command line makes it. */
  public static void main(String[] args) throws ConfigException, IOException, InterruptedException {
    train("auto");
    train("nio");
    trainCommandLine();
  }

  /** {@code muninn server} itself, reached by a Unix socket as its TCP port is any free one. */
  private static void trainCommandLine() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("muninn-aot");
    Path path = directory.resolve("socket");
    List<String> arguments =
        List.of("--port", "0", "--bind", "127.0.0.1", "--unixsocket", path.toString());
    Thread server = new Thread(() -> ServerCommand.run(arguments), "main");
    server.start();
    while (!Files.exists(path) && server.isAlive()) {
      Thread.onSpinWait();
    }
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      client.write(ByteBuffer.wrap("SHUTDOWN NOSAVE\r\n".getBytes(StandardCharsets.US_ASCII)));
      server.join();
    } finally {
      Files.deleteIfExists(path);
      Files.delete(directory);
    }
  }

  private static void train(String transport) throws ConfigException, IOException {
    Config config =
        ConfigLoader.load(
            List.of(
                "--port",
                "0",
                "--bind",
                "127.0.0.1",
                "--io-transport",
                transport,
                "--loglevel",
                "warning"),
            InputStream.nullInputStream());
    try (MuninnServer server = MuninnServer.start(config);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      byte[] batch = COMMANDS.getBytes(StandardCharsets.US_ASCII);
      byte[] replies = new byte[1 << 16];
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      for (int i = 0; i < ROUNDS / 20; i++) {
        out.write(batch);
        out.flush();
        in.read(replies);
      }
      byte[] pipelined =
          "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\n*2\r\n$3\r\nGET\r\n$1\r\nk\r\n"
              .repeat(8)
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < ROUNDS; i++) {
        out.write(pipelined);
        out.flush();
        in.read(replies);
      }
      record(out, in, replies);
      out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      while (in.read(replies) >= 0) {}
    }
  }

  /** The first recording of a running server must not be what makes it slow. */
  private static void record(OutputStream out, InputStream in, byte[] replies) throws IOException {
    Path directory = Files.createTempDirectory("muninn-aot");
    try {
      Path trace = directory.resolve("trace");
      for (String line : RECORDING.replace("DIR", trace.toString()).lines().toList()) {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        in.read(replies);
      }
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
