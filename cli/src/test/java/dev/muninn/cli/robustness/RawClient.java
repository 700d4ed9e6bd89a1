package dev.muninn.cli.robustness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

/** A connection over which any bytes may go. */
final class RawClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;

  final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
  }

  void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  /** Reads {@code length} bytes. */
  String receive(int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
  }

  /** Reads until the server closes the connection. */
  String receiveAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException e) {
      // Reset: closed while bytes of ours were unread.
      if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("reset")) {
        throw e;
      }
    }
    return all.toString(ISO_8859_1);
  }

  /** Sends a command and reads the bulk string that it replies with. */
  String bulk(String command) throws IOException {
    send(command + "\r\n");
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    int length = Integer.parseInt(line.substring(1).strip());
    String text = receive(length);
    receive(2);
    return text;
  }

  /** A number from INFO. */
  long info(String field) throws IOException {
    return bulk("INFO everything")
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(field.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not in INFO: field=" + field));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
