package dev.muninn.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads replies of RESP2 and RESP3 with bounds: {@value #MAX_BYTES} bytes and {@value #MAX_ITEMS}
 * parts a reply, {@value #MAX_DEPTH} levels.
 */
public final class ReplyReader {
  static final int MAX_BYTES = 64 << 20;
  static final int MAX_ITEMS = 1 << 20;
  static final int MAX_DEPTH = 16;
  private static final int MAX_LINE = 1 << 16;

  /** First bytes of the types whose rest is a value on the same line. */
  private static final String LINE_TYPES = "+:,#(_";

  private final InputStream in;
  private int bytesLeft;
  private int itemsLeft;

  /** Reads from a buffered stream. */
  public ReplyReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next reply.
   *
   * @throws ProtocolException when what comes is not RESP, or beyond the bounds
   */
  public Reply read() throws IOException {
    bytesLeft = MAX_BYTES;
    itemsLeft = MAX_ITEMS;
    return read(0);
  }

  private Reply read(int depth) throws IOException {
    String line = line();
    if (line.isEmpty()) {
      throw new ProtocolException("empty line");
    }
    char type = line.charAt(0);
    String rest = line.substring(1);
    if (LINE_TYPES.indexOf(type) >= 0) {
      return new Reply.Text(rest);
    }
    return switch (type) {
      case '-' -> new Reply.Failure(rest);
      case '$' -> new Reply.Text(bulk(rest));
      case '=' -> new Reply.Text(verbatim(bulk(rest)));
      case '!' -> new Reply.Failure(bulk(rest));
      case '*', '~' -> items(rest, 1, depth);
      case '%' -> new Reply.Pairs(items(rest, 2, depth).items());
      case '>' -> {
        items(rest, 1, depth); // a push message is not the reply
        yield read(depth);
      }
      default -> throw new ProtocolException("type=" + (int) type);
    };
  }

  private static String verbatim(String text) {
    return text.length() >= 4 && text.charAt(3) == ':' ? text.substring(4) : text;
  }

  private Reply items(String length, int each, int depth) throws IOException {
    int count = length(length, MAX_ITEMS);
    if (count < 0) {
      return new Reply.Text("");
    }
    if (depth == MAX_DEPTH || (long) count * each > itemsLeft) {
      throw new ProtocolException("too large: items=" + length + " depth=" + depth);
    }
    itemsLeft -= count * each;
    List<Reply> items = new ArrayList<>();
    for (int i = 0; i < count * each; i++) {
      items.add(read(depth + 1));
    }
    return new Reply.Items(items);
  }

  private String bulk(String text) throws IOException {
    int length = length(text, bytesLeft);
    if (length < 0) {
      return "";
    }
    bytesLeft -= length;
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length || in.read() != '\r' || in.read() != '\n') {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int length(String text, int max) throws ProtocolException {
    int length;
    try {
      length = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ProtocolException("length=" + text);
    }
    if (length < -1 || length > max) {
      throw new ProtocolException("length=" + length + " max=" + max);
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c == '\n' || line.length() == MAX_LINE) {
        throw new ProtocolException("line without end: length=" + line.length());
      }
      line.append((char) c);
    }
    if (in.read() != '\n') {
      throw new ProtocolException("CR without LF");
    }
    return line.toString();
  }

  /** What came is not RESP. */
  public static final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1;

    ProtocolException(String message) {
      super(message);
    }
  }
}
