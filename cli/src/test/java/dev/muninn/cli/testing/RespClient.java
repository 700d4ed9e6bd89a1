package dev.muninn.cli.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection that sends just the commands it is told to, for exact counts. */
public final class RespClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int PIPELINE = 100;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  RespClient(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
      out = new BufferedOutputStream(socket.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a command and returns its reply as {@code redis-cli} would print it in a pipe. */
  public String call(String... arguments) {
    try {
      write(arguments);
      out.flush();
      return reply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a command {@code times} times, pipelined; returns when all replies are there. */
  public void repeat(int times, String... arguments) {
    try {
      for (int sent = 0; sent < times; sent += PIPELINE) {
        int batch = Math.min(PIPELINE, times - sent);
        for (int i = 0; i < batch; i++) {
          write(arguments);
        }
        out.flush();
        for (int i = 0; i < batch; i++) {
          reply();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a command; its reply stays unread. */
  public void send(String... arguments) {
    try {
      write(arguments);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String... arguments) throws IOException {
    out.write(("*" + arguments.length + "\r\n").getBytes(StandardCharsets.UTF_8));
    for (String argument : arguments) {
      byte[] bytes = argument.getBytes(StandardCharsets.UTF_8);
      out.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(bytes);
      out.write('\r');
      out.write('\n');
    }
  }

  private String reply() throws IOException {
    String line = line();
    String text = line.substring(1);
    return switch (line.charAt(0)) {
      case '+', '-', ':' -> text;
      case '$' -> bulk(Integer.parseInt(text));
      case '*' -> array(Integer.parseInt(text));
      default -> throw new IOException("unexpected reply: line=" + line);
    };
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    byte[] bytes = in.readNBytes(length + 2);
    if (bytes.length < length + 2) {
      throw new EOFException();
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private String array(int length) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < length; i++) {
      lines.append(i == 0 ? "" : "\n").append(reply());
    }
    return lines.toString();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("connection closed: read=" + line);
      }
      line.append((char) c);
    }
    if (in.read() != '\n') {
      throw new IOException("line does not end in LF: line=" + line);
    }
    return line.toString();
  }

  /** Address and port of this end, as CLIENT LIST shows it. */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
