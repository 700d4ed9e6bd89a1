package dev.muninn.cli.client;

import dev.muninn.cli.terminal.ToolFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A connection to a server: one command, one reply. Every failure is a {@link ToolFailure} whose
 * line names the server. Not for several threads at once.
 */
public final class ServerConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BUFFER = 1 << 14;

  private final ServerAddress address;
  private final SocketChannel channel;
  private final Selector selector;
  private final ReplyReader reader;
  private final Duration patience;

  private ServerConnection(
      ServerAddress address, SocketChannel channel, Selector selector, Duration patience) {
    this.address = address;
    this.patience = patience;
    this.channel = channel;
    this.selector = selector;
    this.reader = new ReplyReader(new BufferedInputStream(new ChannelInput(), BUFFER));
  }

  /** Connects and logs in; waits a minute for a reply. */
  public static ServerConnection open(ServerAddress address) throws ToolFailure {
    return open(address, PATIENCE);
  }

  /** Connects and logs in; waits so long for a reply. */
  public static ServerConnection open(ServerAddress address, Duration patience) throws ToolFailure {
    ServerConnection connection;
    try {
      connection = connect(address, patience);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      throw new ToolFailure("cannot connect to " + address + ": " + reason(e), e);
    }
    String password = address.password();
    if (password != null) {
      try {
        String user = address.user();
        List<String> auth = new ArrayList<>(List.of("AUTH"));
        if (user != null) {
          auth.add(user);
        }
        auth.add(password);
        connection.call(auth);
      } catch (ToolFailure e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }

  private static ServerConnection connect(ServerAddress address, Duration patience)
      throws IOException {
    SocketAddress target = target(address);
    SocketChannel channel =
        target instanceof UnixDomainSocketAddress unix
            ? SocketChannel.open(unix)
            : SocketChannel.open();
    try {
      if (target instanceof InetSocketAddress inet) {
        channel.socket().connect(inet, CONNECT_MILLIS);
      }
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new ServerConnection(address, channel, selector, patience);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static SocketAddress target(ServerAddress address) throws IOException {
    if (address.socket() != null) {
      return UnixDomainSocketAddress.of(address.socket());
    }
    InetSocketAddress inet = new InetSocketAddress(address.host(), address.port());
    if (inet.isUnresolved()) {
      throw new IOException("unknown host");
    }
    return inet;
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    if (e instanceof SocketTimeoutException) {
      return "no answer within " + CONNECT_MILLIS / 1000 + " s";
    }
    return message == null ? e.toString() : message.toLowerCase(Locale.ROOT);
  }

  /** The server's address. */
  public ServerAddress address() {
    return address;
  }

  /** Sends a command and returns its reply, which is no error. */
  public Reply call(String... command) throws ToolFailure {
    return call(List.of(command));
  }

  /** Sends a command and returns its reply, which is no error. */
  public Reply call(List<String> command) throws ToolFailure {
    Reply reply;
    try {
      send(command);
      reply = reader.read();
    } catch (ReplyReader.ProtocolException e) {
      throw new ToolFailure(
          address + " does not speak RESP: is it a server? (" + e.getMessage() + ")", e);
    } catch (SocketTimeoutException e) {
      throw new ToolFailure(
          address + " does not answer within " + patience.toSeconds() + " s: is it busy?", e);
    } catch (EOFException e) {
      throw new ToolFailure(address + " closed the connection", e);
    } catch (IOException e) {
      throw new ToolFailure("connection to " + address + " lost: " + reason(e), e);
    }
    if (reply instanceof Reply.Failure(String text)) {
      throw new ToolFailure(explain(command.getFirst(), text));
    }
    return reply;
  }

  private String explain(String command, String error) {
    String lower = error.toLowerCase(Locale.ROOT);
    if (lower.startsWith("err unknown command")) {
      return "the server at " + address + " does not know " + command + ": is it Muninn?";
    }
    if (lower.startsWith("noauth")) {
      return "the server at " + address + " wants a password: give --pass, or set REDISCLI_AUTH";
    }
    if (lower.startsWith("wrongpass") || command.equals("AUTH")) {
      return "the server at " + address + " refuses the password: " + error;
    }
    return error.startsWith("ERR ") ? error.substring(4) : error;
  }

  private void send(List<String> command) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("*" + command.size() + "\r\n"));
    for (String argument : command) {
      byte[] bytes = argument.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(ascii("$" + bytes.length + "\r\n"));
      out.writeBytes(bytes);
      out.writeBytes(ascii("\r\n"));
    }
    ByteBuffer buffer = ByteBuffer.wrap(out.toByteArray());
    while (buffer.hasRemaining()) {
      if (channel.write(buffer) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void await(int operation) throws IOException {
    channel.keyFor(selector).interestOps(operation);
    int ready = selector.select(patience.toMillis());
    selector.selectedKeys().clear();
    if (ready == 0) {
      throw new SocketTimeoutException("millis=" + patience.toMillis());
    }
  }

  /** Closes the connection; what the server has done stays done. */
  @Override
  public void close() {
    try {
      channel.close();
      selector.close();
    } catch (IOException e) {
      // Nothing is left to be sent, so nothing is lost.
    }
  }

  /** The channel as a stream whose reads wait no longer than a reply may take. */
  private final class ChannelInput extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      int count = channel.read(buffer);
      while (count == 0) {
        await(SelectionKey.OP_READ);
        count = channel.read(buffer);
      }
      return count;
    }
  }
}
