package dev.muninn.server.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Writes replies in RESP2 or RESP3 to a {@link ReplyBuffer}. One per client; types that RESP2 lacks
 * are written as Valkey writes them there. Text is Latin-1, one byte a character.
 *
 * <p>While {@link #mute muted} everything is dropped but what is written between {@link #beginPush}
 * and {@link #endPush}.
 */
public final class Reply {
  /** Told of every error reply, sent or muted. */
  public interface ErrorListener {
    /** An error was the reply. */
    void errorReplied(RespError error);
  }

  private static final byte[] CRLF_BYTES = {'\r', '\n'};
  private static final long CRLF = 0x0A0DL;

  /** Headers of small lengths: up to 5 bytes after the prefix's place, the size in the top byte. */
  private static final long[] HEADERS = headers();

  /** Bytes that no header exceeds: prefix, 19 digits and a sign, CR, LF. */
  private static final int HEADER_MAX = 23;

  /** Room asked for besides a text, so that a header and 8-byte stores fit. */
  private static final int SLACK = HEADER_MAX + 2 + 8;

  /** Longest text copied in one piece; a longer one may be split over chunks. */
  private static final int ONE_PIECE = 1024;

  private static final long OK = packed("+OK\r\n");
  private static final long PONG = packed("+PONG\r\n");
  private static final long NULL_BULK = packed("$-1\r\n");
  private static final long NULL_ARRAY = packed("*-1\r\n");
  private static final long NULL3 = packed("_\r\n");
  private static final long TRUE3 = packed("#t\r\n");
  private static final long FALSE3 = packed("#f\r\n");

  private final ReplyBuffer main;
  private final ErrorListener errors;

  /** Where what is written goes: {@link #main}, or {@link #later}. */
  private ReplyBuffer out;

  /** Pushes that wait for the end of the client's own command; made when one first has to. */
  private @Nullable ReplyBuffer later;

  private boolean running;
  private final Slice scratch = new Slice();
  private boolean resp3;
  private boolean muted;
  private boolean pushing;
  private boolean dropping;
  private long errorCount;

  /** A writer of RESP2. */
  public Reply(ReplyBuffer out, ErrorListener errors) {
    this.main = out;
    this.out = out;
    this.errors = errors;
  }

  /** Where the replies go. */
  public ReplyBuffer buffer() {
    return main;
  }

  /** The protocol's version, 2 or 3. */
  public int protocol() {
    return resp3 ? 3 : 2;
  }

  /** Sets the protocol's version, 2 or 3. */
  public void protocol(int version) {
    resp3 = version == 3;
  }

  /** Drops replies from now on, or ends that (CLIENT REPLY, a client that is being closed). */
  public void mute(boolean on) {
    muted = on;
    dropping = on && !pushing;
  }

  /** Whether replies are dropped. */
  public boolean muted() {
    return muted;
  }

  /**
   * What follows is not the reply to a command and goes out even when muted; while a command of
   * this client runs, it goes behind that command's reply.
   */
  public void beginPush() {
    beginPushReply();
    if (running) {
      ReplyBuffer waiting = later;
      if (waiting == null) {
        waiting = main.another();
        later = waiting;
      }
      out = waiting;
    }
  }

  /** As {@link #beginPush}, for a push that is what the client's own command replies. */
  public void beginPushReply() {
    pushing = true;
    dropping = false;
  }

  /** Ends {@link #beginPush}. */
  public void endPush() {
    pushing = false;
    dropping = muted;
    out = main;
  }

  /** A command of this client begins to run. */
  public void beginCommand() {
    running = true;
  }

  /** A command of this client has run; pushes that it caused follow its reply. */
  public void endCommand() {
    running = false;
    ReplyBuffer waiting = later;
    if (waiting != null) {
      main.append(waiting);
    }
  }

  /** Number of error replies so far. */
  public long errorCount() {
    return errorCount;
  }

  /** {@code +OK}. */
  public void ok() {
    putShort(OK);
  }

  /** {@code +PONG}. */
  public void pong() {
    putShort(PONG);
  }

  /** A simple string; without line ends. */
  public void status(byte[] text) {
    if (!dropping) {
      Buffer chunk = out.room(1);
      chunk.put((byte) '+');
      out.put(text, 0, text.length);
      out.put(CRLF_BYTES, 0, 2);
    }
  }

  /** A simple string; without line ends. */
  public void status(Slice text) {
    if (!dropping) {
      out.room(1).put((byte) '+');
      out.put(text, scratch);
      out.put(CRLF_BYTES, 0, 2);
    }
  }

  /** A simple string; without line ends. */
  public void status(String text) {
    status(text.getBytes(ISO_8859_1));
  }

  /** An error. */
  public void error(RespError error) {
    errorCount++;
    errors.errorReplied(error);
    if (!dropping) {
      byte[] frame = error.frame();
      out.put(frame, 0, frame.length);
    }
  }

  /** An error with the code {@code ERR}; line ends in the text are made blanks. */
  public void error(String text) {
    error(RespError.err(text));
  }

  /** An integer. */
  public void integer(long value) {
    header(':', value);
  }

  /** A bulk string. */
  public void bulk(Slice value) {
    if (dropping) {
      return;
    }
    int size = value.length();
    if (size <= ONE_PIECE) {
      Buffer chunk = out.room(size + SLACK);
      putHeader(chunk, '$', size);
      chunk.put(value);
      chunk.putPacked(CRLF, 2);
    } else {
      putHeader(out.room(SLACK), '$', size);
      out.put(value, scratch);
      out.put(CRLF_BYTES, 0, 2);
    }
  }

  /** A bulk string. */
  public void bulk(byte[] value) {
    if (!dropping) {
      putText('$', value);
    }
  }

  /** A bulk string. */
  public void bulk(String value) {
    bulk(value.getBytes(ISO_8859_1));
  }

  /** A bulk string of a number's digits. */
  public void bulkDecimal(long value) {
    if (dropping) {
      return;
    }
    Buffer chunk = out.room(2 * HEADER_MAX + SLACK);
    putHeader(chunk, '$', decimalSize(value));
    chunk.putDecimal(value);
    chunk.putPacked(CRLF, 2);
  }

  /** A double; a bulk string of its shortest decimal form in RESP2. */
  public void doubleValue(double value) {
    if (resp3) {
      line(',', Doubles.toBytes(value));
    } else {
      bulk(Doubles.toBytes(value));
    }
  }

  /** A boolean; 1 or 0 in RESP2. */
  public void bool(boolean value) {
    if (resp3) {
      putShort(value ? TRUE3 : FALSE3);
    } else {
      integer(value ? 1 : 0);
    }
  }

  /** No value; the null bulk string in RESP2. */
  public void nullValue() {
    putShort(resp3 ? NULL3 : NULL_BULK);
  }

  /** No array; the null array in RESP2, no value in RESP3. */
  public void nullArray() {
    putShort(resp3 ? NULL3 : NULL_ARRAY);
  }

  /** An array of {@code n} elements, which follow. */
  public void array(long n) {
    header('*', n);
  }

  /** A map of {@code n} pairs, which follow; an array of 2 n in RESP2. */
  public void map(long n) {
    if (resp3) {
      header('%', n);
    } else {
      header('*', 2 * n);
    }
  }

  /** A set of {@code n} elements, which follow; an array in RESP2. */
  public void set(long n) {
    header(resp3 ? '~' : '*', n);
  }

  /** A push of {@code n} elements, which follow; an array in RESP2. */
  public void push(long n) {
    header(resp3 ? '>' : '*', n);
  }

  /**
   * An attribute of {@code n} pairs, which follow, and then the reply that it belongs to.
   *
   * @throws IllegalStateException the protocol is RESP2, which has none
   */
  public void attribute(long n) {
    if (!resp3) {
      throw new IllegalStateException("attribute: protocol=2");
    }
    header('|', n);
  }

  /** A text with a format of three characters, {@code txt} or {@code mkd}; a bulk in RESP2. */
  public void verbatim(String format, byte[] text) {
    if (dropping) {
      return;
    }
    if (!resp3) {
      putText('$', text);
      return;
    }
    Buffer chunk = out.room(SLACK);
    putHeader(chunk, '=', text.length + 4L);
    for (int i = 0; i < 3; i++) {
      chunk.put((byte) (i < format.length() ? format.charAt(i) : ' '));
    }
    chunk.put((byte) ':');
    out.put(text, 0, text.length);
    out.put(CRLF_BYTES, 0, 2);
  }

  /** A plain text, as {@link #verbatim} with the format {@code txt}. */
  public void verbatim(String text) {
    verbatim("txt", text.getBytes(ISO_8859_1));
  }

  /** An integer of any size, given in decimal; a bulk string in RESP2. */
  public void bigNumber(String digits) {
    if (resp3) {
      line('(', digits.getBytes(ISO_8859_1));
    } else {
      bulk(digits);
    }
  }

  /**
   * Begins an aggregate whose size is known only when its elements are written. Such aggregates may
   * be nested; the innermost is ended first.
   *
   * @return to be given to the method that ends it
   */
  public long deferred() {
    return out.mark();
  }

  /** Ends an array begun by {@link #deferred}. */
  public void endArray(long mark, long n) {
    end(mark, '*', n);
  }

  /** Ends a map of {@code n} pairs begun by {@link #deferred}. */
  public void endMap(long mark, long n) {
    end(mark, resp3 ? '%' : '*', resp3 ? n : 2 * n);
  }

  /** Ends a set begun by {@link #deferred}. */
  public void endSet(long mark, long n) {
    end(mark, resp3 ? '~' : '*', n);
  }

  /** Ends a push begun by {@link #deferred}. */
  public void endPush(long mark, long n) {
    end(mark, resp3 ? '>' : '*', n);
  }

  /** A help text, as Valkey frames it, for the command named in argument 0. */
  public void help(Args args, String... lines) {
    String name = args.get(0).toString().toUpperCase(java.util.Locale.ROOT);
    array(lines.length + 3L);
    status(name + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
    for (String line : lines) {
      status(line);
    }
    status("HELP");
    status("    Print this help.");
  }

  /** Where the next reply will be, for {@link #rollBack}. */
  public long position() {
    return main.mark();
  }

  /**
   * Takes back everything written since {@link #position}, pushes and begun aggregates included, so
   * that a reply cut off by a fault leaves no trace.
   */
  public void rollBack(long position) {
    main.truncate(position);
    endPush();
  }

  private void end(long mark, int prefix, long n) {
    if (dropping) {
      return;
    }
    byte[] header = ((char) prefix + Long.toString(n) + "\r\n").getBytes(ISO_8859_1);
    out.insert(mark, header, 0, header.length);
  }

  private void line(int prefix, byte[] text) {
    if (!dropping) {
      out.room(1).put((byte) prefix);
      out.put(text, 0, text.length);
      out.put(CRLF_BYTES, 0, 2);
    }
  }

  private void putText(int prefix, byte[] text) {
    int size = text.length;
    if (size <= ONE_PIECE) {
      Buffer chunk = out.room(size + SLACK);
      putHeader(chunk, prefix, size);
      chunk.put(text, 0, size);
      chunk.putPacked(CRLF, 2);
    } else {
      putHeader(out.room(SLACK), prefix, size);
      out.put(text, 0, size);
      out.put(CRLF_BYTES, 0, 2);
    }
  }

  private void header(int prefix, long value) {
    if (!dropping) {
      putHeader(out.room(SLACK), prefix, value);
    }
  }

  private static void putHeader(Buffer chunk, int prefix, long value) {
    if (value >= 0 && value < HEADERS.length) {
      long header = HEADERS[(int) value];
      chunk.putPacked(header | prefix, (int) (header >>> 56));
    } else {
      chunk.putPacked(prefix, 1);
      chunk.putDecimal(value);
      chunk.putPacked(CRLF, 2);
    }
  }

  private void putShort(long packed) {
    if (!dropping) {
      out.room(8).putPacked(packed, (int) (packed >>> 56));
    }
  }

  private static int decimalSize(long value) {
    if (value >= 0) {
      return Buffer.digits(value);
    }
    return value == Long.MIN_VALUE ? 20 : 1 + Buffer.digits(-value);
  }

  /** Up to 7 bytes, the first lowest, their number in the top byte. */
  private static long packed(String text) {
    long word = (long) text.length() << 56;
    for (int i = 0; i < text.length(); i++) {
      word |= (long) text.charAt(i) << (8 * i);
    }
    return word;
  }

  private static long[] headers() {
    long[] table = new long[1024];
    for (int i = 0; i < table.length; i++) {
      table[i] = packed("\0" + i + "\r\n");
    }
    return table;
  }
}
