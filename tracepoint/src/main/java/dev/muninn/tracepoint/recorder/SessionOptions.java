package dev.muninn.tracepoint.recorder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a session records.
 *
 * @param name unique in the process: 1 to 64 letters, digits and {@code _ - .}, no dot first
 * @param output the directory written to; it is made where it is missing, and must be empty but for
 *     an earlier flight recorder's file
 * @param mode to disk or into a ring
 * @param bufferBytes memory for events, or the size of the ring: {@link #MIN_BUFFER} to {@link
 *     #MAX_BUFFER}. Memory is taken as it is used; a ring has all its blocks on the disk at once
 * @param packetBytes what one thread takes of it at a time; 64 KiB to 16 MiB, a multiple of 4096.
 *     As many threads as packets fit into the buffer can fire at once
 * @param maxBytes on disk, after which the session stops; 0 for no limit
 * @param maxTime after which the session stops; zero for no limit
 * @param rotateBytes of a chunk, after which the next begins; 0 for no limit
 * @param rotateTime of a chunk, likewise; zero for no limit
 * @param keepChunks how many closed chunks stay, the newest; 0 for all
 * @param format what its metadata is written in
 * @param log receives one line when the session ends by itself or cannot write
 */
public record SessionOptions(
    String name,
    Path output,
    Mode mode,
    long bufferBytes,
    int packetBytes,
    long maxBytes,
    Duration maxTime,
    long rotateBytes,
    Duration rotateTime,
    int keepChunks,
    TraceFormat format,
    Consumer<String> log) {

  /** Bytes of the buffer unless told otherwise. */
  public static final long DEFAULT_BUFFER = 32L << 20;

  /** Bytes of a packet unless told otherwise. */
  public static final int DEFAULT_PACKET = 256 << 10;

  /** Least bytes of the buffer, with packets of the usual size. */
  public static final long MIN_BUFFER = 4L * DEFAULT_PACKET;

  /** Most bytes of the buffer: 64 GiB. */
  public static final long MAX_BUFFER = 64L << 30;

  private static final int MIN_PACKET = 64 << 10;
  private static final int MAX_PACKET = 16 << 20;
  private static final int PAGE = 4096;
  private static final int MIN_PACKETS = 4;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException with one line {@code what: name=value}
   */
  public SessionOptions {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}")) {
      throw new IllegalArgumentException("session name: name=" + name);
    }
    require(
        packetBytes >= MIN_PACKET && packetBytes <= MAX_PACKET && packetBytes % PAGE == 0,
        "packet bytes",
        packetBytes);
    long least = (long) MIN_PACKETS * packetBytes;
    require(
        bufferBytes >= least && bufferBytes <= MAX_BUFFER,
        "buffer bytes",
        bufferBytes + " min=" + least + " max=" + MAX_BUFFER);
    require(maxBytes >= 0, "max bytes", maxBytes);
    require(rotateBytes >= 0, "rotate bytes", rotateBytes);
    require(keepChunks >= 0, "keep chunks", keepChunks);
    require(!maxTime.isNegative(), "max time", maxTime);
    require(!rotateTime.isNegative(), "rotate time", rotateTime);
    if (mode == Mode.FLIGHT
        && (maxBytes > 0 || rotateBytes > 0 || !rotateTime.isZero() || keepChunks > 0)) {
      throw new IllegalArgumentException("limits on files of a flight recorder: name=" + name);
    }
  }

  private static void require(boolean valid, String what, Object value) {
    if (!valid) {
      throw new IllegalArgumentException(what + ": value=" + value);
    }
  }

  /** Packets in the buffer. */
  int packets() {
    return Math.toIntExact(bufferBytes / packetBytes);
  }

  /** Begins options for a session that writes all events to a directory. */
  public static Builder disk(String name, Path output) {
    return new Builder(name, output, Mode.DISK);
  }

  /** Begins options for a session that keeps the newest events in a file of a directory. */
  public static Builder flight(String name, Path output) {
    return new Builder(name, output, Mode.FLIGHT);
  }

  /** Begins options for a session of either kind. */
  public static Builder of(Mode mode, String name, Path output) {
    return new Builder(name, output, mode);
  }

  /** Options to be; what is not set has no limit or the usual size. */
  public static final class Builder {
    private final String name;
    private final Path output;
    private final Mode mode;
    private long bufferBytes = DEFAULT_BUFFER;
    private int packetBytes = DEFAULT_PACKET;
    private long maxBytes;
    private Duration maxTime = Duration.ZERO;
    private long rotateBytes;
    private Duration rotateTime = Duration.ZERO;
    private int keepChunks;
    private TraceFormat format = TraceFormat.CTF_1_8;
    private Consumer<String> log = line -> {};

    private Builder(String name, Path output, Mode mode) {
      this.name = name;
      this.output = output;
      this.mode = mode;
    }

    /** See {@link SessionOptions#bufferBytes}. */
    public Builder bufferBytes(long bytes) {
      bufferBytes = bytes;
      return this;
    }

    /** See {@link SessionOptions#packetBytes}. */
    public Builder packetBytes(int bytes) {
      packetBytes = bytes;
      return this;
    }

    /** See {@link SessionOptions#maxBytes}. */
    public Builder maxBytes(long bytes) {
      maxBytes = bytes;
      return this;
    }

    /** See {@link SessionOptions#maxTime}. */
    public Builder maxTime(Duration time) {
      maxTime = time;
      return this;
    }

    /** See {@link SessionOptions#rotateBytes}. */
    public Builder rotateBytes(long bytes) {
      rotateBytes = bytes;
      return this;
    }

    /** See {@link SessionOptions#rotateTime}. */
    public Builder rotateTime(Duration time) {
      rotateTime = time;
      return this;
    }

    /** See {@link SessionOptions#keepChunks}. */
    public Builder keepChunks(int chunks) {
      keepChunks = chunks;
      return this;
    }

    /** See {@link SessionOptions#format}; {@link TraceFormat#CTF_1_8} unless told otherwise. */
    public Builder format(TraceFormat written) {
      format = written;
      return this;
    }

    /** See {@link SessionOptions#log}. */
    public Builder log(Consumer<String> consumer) {
      log = consumer;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException as {@link SessionOptions}
     */
    public SessionOptions build() {
      return new SessionOptions(
          name,
          output,
          mode,
          bufferBytes,
          packetBytes,
          maxBytes,
          maxTime,
          rotateBytes,
          rotateTime,
          keepChunks,
          format,
          log);
    }
  }
}
