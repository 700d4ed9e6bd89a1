package dev.muninn.server.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A client's end of a connection: blocking, plain bytes, with a time limit on reads. */
final class Peer implements AutoCloseable {
  final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Peer(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out = socket.getOutputStream();
  }

  Peer send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  Peer send(byte[] bytes) throws IOException {
    out.write(bytes);
    return this;
  }

  /** Reads exactly that, or fails. */
  Peer expect(String text) throws IOException {
    byte[] got = in.readNBytes(text.length());
    assertThat(new String(got, ISO_8859_1)).isEqualTo(text);
    return this;
  }

  byte[] read(int size) throws IOException {
    byte[] got = in.readNBytes(size);
    if (got.length < size) {
      throw new EOFException("got=" + got.length + " of=" + size);
    }
    return got;
  }

  /** Reads until the server has closed; a reset counts as closed. */
  String rest() throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        text.append((char) b);
      }
    } catch (java.net.SocketException e) {
      text.append("");
    }
    return text.toString();
  }

  /** Ends the connection by a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
