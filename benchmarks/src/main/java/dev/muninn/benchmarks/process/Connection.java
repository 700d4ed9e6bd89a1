package dev.muninn.benchmarks.process;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A blocking RESP2 connection for a few commands. */
public final class Connection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int MAX_LINE = 1 << 16;
  private static final int MAX_BULK = 1 << 20;
  private static final int MAX_ELEMENTS = 10_000;

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
    send(words);
    return value(words[0], readLine());
  }

  private void send(String... words) throws IOException {
    StringBuilder command = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
  }

  private String value(String command, String line) throws IOException {
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+', ':' -> line.substring(1);
      case '$' -> readBulk(line);
      case '-' -> throw new IOException("error reply: command=%s: %s".formatted(command, line));
      default -> throw new IOException("unexpected reply: command=%s".formatted(command));
    };
  }

  /**
   * Sends a command whose reply is an array of strings and integers, nested or not.
   *
   * @return its elements' texts in order, without the nesting
   * @throws IOException on an error reply, an array too long, or 10 s of silence
   */
  public List<String> callForList(String... words) throws IOException {
    send(words);
    List<String> elements = new ArrayList<>();
    int missing = 1;
    while (missing > 0) {
      missing--;
      String line = readLine();
      if (line.startsWith("*")) {
        missing += parseLength(line, MAX_ELEMENTS);
      } else {
        elements.add(value(words[0], line));
      }
      if (missing + elements.size() > MAX_ELEMENTS) {
        throw new IOException("array too long: command=%s".formatted(words[0]));
      }
    }
    return elements;
  }

  private String readBulk(String header) throws IOException {
    int length = parseLength(header, MAX_BULK);
    if (length < 0) {
      return "";
    }
    byte[] bytes = in.readNBytes(length + 2);
    if (bytes.length < length + 2) {
      throw new EOFException("connection closed in a reply");
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static int parseLength(String header, int max) throws IOException {
    int length;
    try {
      length = Integer.parseInt(header.substring(1));
    } catch (NumberFormatException e) {
      throw new IOException("length is no number: header=" + header, e);
    }
    if (length > max) {
      throw new IOException("reply too long: length=%d max=%d".formatted(length, max));
    }
    return length;
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
