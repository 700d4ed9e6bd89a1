package dev.muninn.cli.trace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Speaks just enough RESP to be talked to: remembers commands, answers what it was told to. */
final class FakeServer implements AutoCloseable {
  private final ServerSocket listener;
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final Map<String, String> replies = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::serve, "fake-server");

  FakeServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Answers commands that begin with {@code prefix} by these bytes; all others by OK. */
  FakeServer reply(String prefix, String resp) {
    replies.put(prefix, resp);
    return this;
  }

  /** What it was asked, a command a line with blanks between its words. */
  List<String> commands() {
    return commands;
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept();
          InputStream in = new BufferedInputStream(client.getInputStream())) {
        for (String command = read(in); command != null; command = read(in)) {
          commands.add(command);
          client.getOutputStream().write(answer(command).getBytes(StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        // The client has gone, or the test is over.
      }
    }
  }

  private String answer(String command) {
    return replies.entrySet().stream()
        .filter(reply -> command.startsWith(reply.getKey()))
        .max(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .orElse("+OK\r\n");
  }

  private static @Nullable String read(InputStream in) throws IOException {
    String count = line(in);
    if (count.isEmpty()) {
      return null;
    }
    List<String> words = new ArrayList<>();
    for (int i = Integer.parseInt(count.substring(1)); i > 0; i--) {
      int length = Integer.parseInt(line(in).substring(1));
      words.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      line(in);
    }
    return String.join(" ", words);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
