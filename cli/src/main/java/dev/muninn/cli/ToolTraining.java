package dev.muninn.cli;

import dev.muninn.cli.terminal.Terminal;
import dev.muninn.cli.tools.Tools;
import dev.muninn.cli.trace.Remembered;
import dev.muninn.server.MuninnServer;
import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigLoader;
import dev.muninn.tracepoint.recorder.EventRule;
import dev.muninn.tracepoint.recorder.Recorder;
import dev.muninn.tracepoint.recorder.RecorderException;
import dev.muninn.tracepoint.recorder.RecordingSession;
import dev.muninn.tracepoint.recorder.SessionOptions;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A short run of the trace tools from which the JVM makes their start-up cache: a server is
 * recorded, and each tool reads the trace.
 */
public final class ToolTraining {
  private static final int ROUNDS = 1000;
  private static final String COMMANDS =
      "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nvalue\r\n*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n";
  private static final int PIPELINED = 16;
  private static final int OUTPUT_BUFFER = 1 << 16;

  private ToolTraining() {}

  /** Records and reads, in a directory that is gone afterwards. */
  public static void main(String[] args) throws ConfigException, IOException, RecorderException {
    Path directory = Files.createTempDirectory("muninn-aot");
    try {
      Path trace = directory.resolve("trace");
      record(trace);
      read(directory, trace.toString());
    } finally {
      delete(directory);
    }
  }

  private static void record(Path trace) throws ConfigException, IOException, RecorderException {
    Config config =
        ConfigLoader.load(
            List.of("--port", "0", "--bind", "127.0.0.1", "--loglevel", "warning"),
            InputStream.nullInputStream());
    try (MuninnServer server = MuninnServer.start(config)) {
      RecordingSession session = Recorder.create(SessionOptions.disk("training", trace).build());
      try {
        session.enable(EventRule.of("valkey_commands:*"));
        session.enable(EventRule.of("valkey_server:*"));
        session.start();
        load(server.port());
        session.stop();
      } finally {
        session.destroy();
      }
    }
  }

  private static void load(int port) throws IOException {
    byte[] batch = COMMANDS.repeat(PIPELINED).getBytes(StandardCharsets.US_ASCII);
    byte[] replies = new byte[PIPELINED * "+OK\r\n$5\r\nvalue\r\n".length()];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      for (int i = 0; i < ROUNDS; i++) {
        out.write(batch);
        in.readNBytes(replies, 0, replies.length);
      }
    }
  }

  private static void read(Path directory, String trace) throws IOException {
    Remembered remembered = Remembered.in(directory.resolve("remembered"));
    try (PrintStream out = nowhere();
        PrintStream err = nowhere()) {
      Terminal terminal = new Terminal(out, err, false, false);
      run(terminal, remembered, "trace", "view", trace);
      String some = "duration > 1000";
      run(terminal, remembered, "trace", "view", trace, "--json", "--filter", some);
      run(terminal, remembered, "trace", "view", trace, "--csv", "--filter", some);
      run(terminal, remembered, "top", trace);
      run(terminal, remembered, "report", trace, "-o", directory.resolve("report.html").toString());
      run(terminal, remembered, "sql", trace, "select count(*) from commands");
    }
  }

  /** A tool that fails here fails again where somebody sees why; the cache lacks it, no more. */
  private static void run(Terminal terminal, Remembered remembered, String... args) {
    int unused = Tools.run(terminal, remembered, args);
  }

  private static PrintStream nowhere() throws IOException {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream("/dev/null"), OUTPUT_BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
