package dev.muninn.server.net;

/** What INFO tells of connections and of the loop. Written and read on the loop's thread. */
public final class NetStats {
  private long connectionsReceived;
  private long connectionsRejected;
  private long inputBytes;
  private long outputBytes;
  private long reads;
  private long writes;
  private long queryBufferLimitCloses;
  private long commands;
  private long cycles;
  private long durationNanos;
  private long cronNanos;
  private long maxDurationNanos;
  private long maxCommandsPerCycle;
  private long commandsAtTurnStart;

  /** All zero. */
  public NetStats() {}

  void accepted() {
    connectionsReceived++;
  }

  void rejected() {
    connectionsRejected++;
  }

  void read(long bytes) {
    reads++;
    inputBytes += bytes;
  }

  void written(long bytes) {
    writes++;
    outputBytes += bytes;
  }

  void queryBufferLimitReached() {
    queryBufferLimitCloses++;
  }

  void command() {
    commands++;
  }

  void turn(long nanos, long nanosInCron) {
    cycles++;
    durationNanos += nanos;
    cronNanos += nanosInCron;
    maxDurationNanos = Math.max(maxDurationNanos, nanos);
    maxCommandsPerCycle = Math.max(maxCommandsPerCycle, commands - commandsAtTurnStart);
    commandsAtTurnStart = commands;
  }

  /** Sets everything to zero (CONFIG RESETSTAT). */
  public void reset() {
    connectionsReceived = 0;
    connectionsRejected = 0;
    inputBytes = 0;
    outputBytes = 0;
    reads = 0;
    writes = 0;
    queryBufferLimitCloses = 0;
    commands = 0;
    cycles = 0;
    durationNanos = 0;
    cronNanos = 0;
    maxDurationNanos = 0;
    maxCommandsPerCycle = 0;
    commandsAtTurnStart = 0;
  }

  /** {@code total_connections_received}. */
  public long connectionsReceived() {
    return connectionsReceived;
  }

  /** {@code rejected_connections}. */
  public long connectionsRejected() {
    return connectionsRejected;
  }

  /** {@code total_net_input_bytes}. */
  public long inputBytes() {
    return inputBytes;
  }

  /** {@code total_net_output_bytes}. */
  public long outputBytes() {
    return outputBytes;
  }

  /** {@code total_reads_processed}. */
  public long reads() {
    return reads;
  }

  /** {@code total_writes_processed}. */
  public long writes() {
    return writes;
  }

  /** {@code client_query_buffer_limit_disconnections}. */
  public long queryBufferLimitCloses() {
    return queryBufferLimitCloses;
  }

  /** Requests handed to the {@link RequestHandler}. */
  public long commands() {
    return commands;
  }

  /** {@code eventloop_cycles}. */
  public long cycles() {
    return cycles;
  }

  /** {@code eventloop_duration_sum}, microseconds. */
  public long durationMicros() {
    return durationNanos / 1000;
  }

  /** {@code eventloop_duration_cron_sum}, microseconds. */
  public long cronMicros() {
    return cronNanos / 1000;
  }

  /** {@code eventloop_duration_max}, microseconds. */
  public long maxDurationMicros() {
    return maxDurationNanos / 1000;
  }

  /** {@code eventloop_cmd_per_cycle_max}. */
  public long maxCommandsPerCycle() {
    return maxCommandsPerCycle;
  }
}
