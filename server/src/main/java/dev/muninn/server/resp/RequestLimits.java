package dev.muninn.server.resp;

/**
 * What a request may cost; one object per server, changed by CONFIG SET on the main thread. The
 * fixed limits are those of Valkey 8.1.
 */
public final class RequestLimits {
  /** Longest inline request and longest header line, in bytes (PROTO_INLINE_MAX_SIZE). */
  public static final int MAX_LINE = 64 * 1024;

  /** Arguments allowed before authentication. */
  public static final int UNAUTHENTICATED_ARGS = 10;

  /** Longest argument before authentication, in bytes. */
  public static final int UNAUTHENTICATED_BULK = 16384;

  /** Largest query buffer before authentication, in bytes. */
  public static final int UNAUTHENTICATED_QUERY_BUFFER = 1024 * 1024;

  /** No buffer can hold more, in bytes, whatever is configured. */
  public static final long LARGEST_BUFFER = (1L << 30) - 1024;

  private long maxBulk = 512L << 20;
  private long maxQueryBuffer = LARGEST_BUFFER;

  /** Valkey's defaults: bulks of 512 MiB, query buffers of 1 GiB. */
  public RequestLimits() {}

  /** Longest argument in bytes (proto-max-bulk-len), at most {@link #LARGEST_BUFFER}. */
  public long maxBulk() {
    return maxBulk;
  }

  /** Sets the longest argument in bytes (proto-max-bulk-len). */
  public void maxBulk(long bytes) {
    maxBulk = Math.min(bytes, LARGEST_BUFFER);
  }

  /** Sets the largest query buffer in bytes (client-query-buffer-limit). */
  public void maxQueryBuffer(long bytes) {
    maxQueryBuffer = Math.min(bytes, LARGEST_BUFFER);
  }

  /**
   * Whether a client holds more unparsed input than it may; it is then closed without a reply.
   *
   * @param bytes its query buffer and its queued transaction together
   */
  public boolean exceedsQueryBuffer(long bytes, boolean authRequired) {
    return bytes > maxQueryBuffer || (authRequired && bytes > UNAUTHENTICATED_QUERY_BUFFER);
  }
}
