package dev.muninn.server.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real server, started for one transcript in a directory of its own, and sockets to it. */
final class SocketPeers implements Peers {
  /** A request that is not answered within this time has no answer, milliseconds. */
  private static final int NO_REPLY = 400;

  private static final int START_SECONDS = 10;

  private final Map<String, Socket> sockets = new HashMap<>();
  private final boolean resp3;
  private final Path directory;
  private final Process process;
  private final int port;
  private final long startMillis;

  /**
   * Starts a server.
   *
   * @param server path of redis-server or valkey-server
   * @param commandLine directives
   * @param resp3 whether every client says HELLO 3 first
   */
  SocketPeers(String server, List<String> commandLine, boolean resp3) throws IOException {
    this.resp3 = resp3;
    directory = Files.createTempDirectory("transcript");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of(server, "--port", Integer.toString(port)));
    command.addAll(List.of("--dir", directory.toString(), "--bind", "127.0.0.1"));
    command.addAll(commandLine);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    awaitStart();
    request("control", List.of("DEBUG", "SET-ACTIVE-EXPIRE", "0"));
    request("control", List.of("CONFIG", "RESETSTAT"));
    startMillis = System.currentTimeMillis();
  }

  private void awaitStart() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() - deadline > 0) {
          String log = Files.readString(directory.resolve("log"));
          close();
          throw new IOException("server does not start: " + log, e);
        }
        pause(5);
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Socket socket(String client) throws IOException {
    Socket present = sockets.get(client);
    if (present == null) {
      present = new Socket(InetAddress.getLoopbackAddress(), port);
      present.setTcpNoDelay(true);
      present.setSoTimeout(NO_REPLY);
      sockets.put(client, present);
      if (resp3 && !client.equals("control")) {
        request(client, List.of("HELLO", "3"));
      }
    }
    return present;
  }

  @Override
  public String request(String client, List<String> words) throws IOException {
    Socket socket = socket(client);
    StringBuilder request = new StringBuilder("*" + words.size() + "\r\n");
    for (String word : words) {
      request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
    return read(client);
  }

  @Override
  public String read(String client) throws IOException {
    InputStream in = socket(client).getInputStream();
    StringBuilder bytes = new StringBuilder();
    byte[] buffer = new byte[1 << 16];
    while (ReplyText.end(bytes.toString()) < 0) {
      int n;
      try {
        n = in.read(buffer);
      } catch (SocketTimeoutException e) {
        break;
      }
      if (n < 0) {
        break;
      }
      bytes.append(new String(buffer, 0, n, ISO_8859_1));
    }
    return bytes.toString();
  }

  @Override
  public boolean isClosed(String client) throws IOException {
    try {
      return socket(client).getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void advance(long millis) {
    pause(millis);
  }

  @Override
  public long startMillis() {
    return startMillis;
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets.values()) {
      socket.close();
    }
    process.destroy();
    try {
      if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
