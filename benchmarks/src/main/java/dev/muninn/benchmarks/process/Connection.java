package dev.muninn.benchmarks.process;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A blocking RESP2 connection for a few commands: strings, integers and errors only. */
public final class Connection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int MAX_LINE = 1 << 16;
  private static final int MAX_BULK = 1 << 20;

  private final Socket socket = new Socket();
  private final InputStream in;

  /** Connects to a port of 127.0.0.1. */
  public Connection(int port) throws IOException {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.connect(new InetSocketAddress(loopback, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a command and waits for its reply.
   *
   * @return a string's text or an integer's digits; empty for null
   * @throws IOException on an error reply, a reply of another type, or 10 s of silence
   */
  public String call(String... words) throws IOException {
    StringBuilder command = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
    String line = readLine();
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+', ':' -> line.substring(1);
      case '$' -> readBulk(line);
      case '-' -> throw new IOException("error reply: command=%s: %s".formatted(words[0], line));
      default -> throw new IOException("unexpected reply: command=%s".formatted(words[0]));
    };
  }

  private String readBulk(String header) throws IOException {
    int length;
    try {
      length = Integer.parseInt(header.substring(1));
    } catch (NumberFormatException e) {
      throw new IOException("bulk length is no number: header=" + header, e);
    }
    if (length < 0) {
      return "";
    }
    if (length > MAX_BULK) {
      throw new IOException("bulk too long: length=" + length);
    }
    byte[] bytes = in.readNBytes(length + 2);
    if (bytes.length < length + 2) {
      throw new EOFException("connection closed in a reply");
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > MAX_LINE) {
        throw new EOFException("connection closed or line too long: length=" + line.length());
      }
      line.append((char) c);
    }
    if (!line.isEmpty()) {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
