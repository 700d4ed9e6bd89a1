package dev.muninn.server.resp;

import dev.muninn.server.bytes.Buffer;
import dev.muninn.server.bytes.Bytes;

/**
 * Takes requests off a connection's query buffer: arrays of bulk strings and inline commands. One
 * per connection; it resumes where the input ended, so no byte is examined twice.
 *
 * <p>All places are kept relative to the buffer's read index, which moves only when a request is
 * complete; between two calls the buffer may be compacted, grown and appended to.
 */
public final class RequestParser {
  /** What {@link #parse} found. */
  public enum Result {
    /** The request is not complete. */
    NEED_MORE,
    /** A request is in the arguments; its bytes stay until the buffer is next changed. */
    COMMAND,
    /** An empty request, to be ignored; there may be more behind it. */
    EMPTY,
    /** Not the protocol: {@link #error} is to be sent and the connection closed. */
    ERROR
  }

  // A header is recognized in one 8-byte load: the prefix, one to three digits, CR, LF.
  private static final long HEADER1_MASK = 0xFFFF00FFL;
  private static final long HEADER1 = 0x0A0D0000L;
  private static final long HEADER2_MASK = 0xFFFF0000FFL;
  private static final long HEADER2 = 0x0A0D000000L;
  private static final long HEADER3_MASK = 0xFFFF000000FFL;
  private static final long HEADER3 = 0x0A0D00000000L;

  private static final int UNKNOWN = -1;

  private final RequestLimits limits;
  private final Bytes line = new Bytes();

  private int remaining; // arguments still to come; 0 between requests
  private int bulk = UNKNOWN; // size of the argument being awaited
  private int scan; // offset of the next byte to interpret
  private int searched; // offset up to which no line end was found
  private RespError error = RespError.SYNTAX;

  // What a header parse hands back besides its value.
  private int headerSize;
  private long headerValue;

  /** A parser under the server's limits. */
  public RequestParser(RequestLimits limits) {
    this.limits = limits;
  }

  /**
   * Parses at most one request.
   *
   * @param in unread bytes start with the request; read only when it is complete or empty
   * @param out cleared by the caller after each request; holds what has arrived of the present one
   * @param authRequired whether the client has yet to authenticate: tighter limits
   */
  public Result parse(Buffer in, Args out, boolean authRequired) {
    if (remaining == 0) {
      if (in.readable() == 0) {
        return Result.NEED_MORE;
      }
      out.clear();
      if (in.get(in.readIndex()) != '*') {
        return inline(in, out);
      }
      Result result = count(in, authRequired);
      if (result != Result.COMMAND) {
        return result;
      }
    }
    return bulks(in, out, authRequired);
  }

  /** Why {@link #parse} last said {@link Result#ERROR}. */
  public RespError error() {
    return error;
  }

  /**
   * Bytes known to be missing until the argument being received is complete, 0 when none is; for
   * sizing the next read, to be bounded by the reader.
   */
  public int missing(Buffer in) {
    return bulk == UNKNOWN ? 0 : Math.max(0, scan + bulk + 2 - in.readable());
  }

  /** Forgets the request that was begun; its bytes are still unread. */
  public void abandon() {
    reset();
  }

  /** Whether a request has been begun and not completed. */
  public boolean inRequest() {
    return remaining != 0;
  }

  private Result count(Buffer in, boolean authRequired) {
    if (!header(in, '*')) {
      if (headerSize < 0) {
        return fail(RespError.PROTOCOL_BIG_COUNT);
      }
      return Result.NEED_MORE;
    }
    long value = headerValue;
    if (headerSize == 0 || value > Integer.MAX_VALUE) {
      return fail(RespError.PROTOCOL_COUNT);
    }
    if (authRequired && value > RequestLimits.UNAUTHENTICATED_ARGS) {
      return fail(RespError.PROTOCOL_UNAUTHENTICATED_COUNT);
    }
    if (value <= 0) {
      in.skip(headerSize);
      reset();
      return Result.EMPTY;
    }
    scan = headerSize;
    searched = scan;
    remaining = (int) value;
    return Result.COMMAND;
  }

  private Result bulks(Buffer in, Args out, boolean authRequired) {
    int base = in.readIndex();
    int readable = in.readable();
    while (remaining > 0) {
      int size = bulk;
      if (size == UNKNOWN) {
        if (!header(in, '$')) {
          return headerSize < 0 ? fail(RespError.PROTOCOL_BIG_BULK_COUNT) : Result.NEED_MORE;
        }
        if (in.get(base + scan) != '$') {
          return fail(RespError.expectedBulk(in.get(base + scan)));
        }
        long value = headerValue;
        if (headerSize == 0 || value < 0 || value > limits.maxBulk()) {
          return fail(RespError.PROTOCOL_BULK_LENGTH);
        }
        if (authRequired && value > RequestLimits.UNAUTHENTICATED_BULK) {
          return fail(RespError.PROTOCOL_UNAUTHENTICATED_BULK);
        }
        size = (int) value;
        bulk = size;
        scan += headerSize;
      }
      if (readable - scan - 2 < size) {
        return Result.NEED_MORE;
      }
      out.add(scan, size);
      scan += size + 2;
      searched = scan;
      bulk = UNKNOWN;
      remaining--;
    }
    out.resolve(in, base);
    in.skip(scan);
    reset();
    return Result.COMMAND;
  }

  /**
   * Reads the header line at {@link #scan}. True when its end is there: {@link #headerValue} and
   * the line's size with its end in {@link #headerSize}, or size 0 when it is not a number. False
   * otherwise: size -1 when the line is too long, else 0. The prefix is for the caller to check
   * when the line was not of the common form.
   */
  private boolean header(Buffer in, char prefix) {
    int at = in.readIndex() + scan;
    int available = in.writeIndex() - at;
    if (at + 8 <= in.capacity()) {
      long word = in.getLong(at);
      if ((word & HEADER1_MASK) == (HEADER1 | prefix)) {
        int a = (int) (word >>> 8 & 0xFF) - '0';
        if (a >= 0 && a <= 9 && available >= 4) {
          headerSize = 4;
          headerValue = a;
          return true;
        }
      } else if ((word & HEADER2_MASK) == (HEADER2 | prefix)) {
        int a = (int) (word >>> 8 & 0xFF) - '0';
        int b = (int) (word >>> 16 & 0xFF) - '0';
        if (a >= 1 && a <= 9 && b >= 0 && b <= 9 && available >= 5) {
          headerSize = 5;
          headerValue = a * 10L + b;
          return true;
        }
      } else if ((word & HEADER3_MASK) == (HEADER3 | prefix)) {
        int a = (int) (word >>> 8 & 0xFF) - '0';
        int b = (int) (word >>> 16 & 0xFF) - '0';
        int c = (int) (word >>> 24 & 0xFF) - '0';
        if (a >= 1 && a <= 9 && b >= 0 && b <= 9 && c >= 0 && c <= 9 && available >= 6) {
          headerSize = 6;
          headerValue = (a * 10L + b) * 10 + c;
          return true;
        }
      }
    }
    return anyHeader(in, at, available);
  }

  private boolean anyHeader(Buffer in, int at, int available) {
    int end = in.indexOf((byte) '\r', in.readIndex() + Math.max(searched, scan));
    if (end < 0) {
      searched = in.readable();
      headerSize = available > RequestLimits.MAX_LINE ? -1 : 0;
      return false;
    }
    if (end + 2 > in.writeIndex()) {
      searched = end - in.readIndex();
      headerSize = 0;
      return false;
    }
    if (end > at && in.slice(at + 1, end - at - 1, line).isLong()) {
      headerValue = line.toLong();
      headerSize = end + 2 - at;
    } else {
      headerSize = 0;
    }
    return true;
  }

  private Result inline(Buffer in, Args out) {
    int base = in.readIndex();
    int end = in.indexOf((byte) '\n', base + searched);
    if (end < 0) {
      searched = in.readable();
      return searched > RequestLimits.MAX_LINE
          ? fail(RespError.PROTOCOL_BIG_INLINE)
          : Result.NEED_MORE;
    }
    int size = end - base;
    if (size > 0 && in.get(end - 1) == '\r') {
      size--;
    }
    if (!InlineSplitter.split(in.edit(base, size, line), 0, out)) {
      return fail(RespError.PROTOCOL_QUOTES);
    }
    out.resolve(in, base);
    in.skip(end + 1 - base);
    reset();
    return out.count() == 0 ? Result.EMPTY : Result.COMMAND;
  }

  private void reset() {
    remaining = 0;
    bulk = UNKNOWN;
    scan = 0;
    searched = 0;
  }

  private Result fail(RespError why) {
    error = why;
    return Result.ERROR;
  }
}
