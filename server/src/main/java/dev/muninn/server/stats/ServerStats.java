package dev.muninn.server.stats;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The counters behind INFO. Plain fields, written where the thing counted happens; the names are
 * those of the fields of INFO.
 */
public final class ServerStats {
  private static final int ID_BYTES = 20;
  private static final long MILLIS_PER_SECOND = 1000;

  /** 40 hexadecimal digits that name this run of the server. */
  public final String runId;

  /** 40 hexadecimal digits that name the history of the data set. */
  public String replicationId;

  /** When the server started, milliseconds since the epoch. */
  public final long startMillis;

  /** Per command, by its id. */
  public final CommandStats commands;

  /** Error replies by code. */
  public final ErrorStats errors = new ErrorStats();

  // Connections.
  public long totalConnectionsReceived;
  public long rejectedConnections;
  public long totalReadsProcessed;
  public long totalWritesProcessed;
  public long totalNetInputBytes;
  public long totalNetOutputBytes;
  public long clientQueryBufferLimitDisconnections;
  public long clientOutputBufferLimitDisconnections;
  public long replyBufferShrinks;
  public long replyBufferExpands;
  public long evictedClients;

  // Commands.
  public long totalCommandsProcessed;
  public long unexpectedErrorReplies;

  // The loop. Durations are microseconds.
  public long eventloopCycles;
  public long eventloopDurationSum;
  public long eventloopDurationCommandSum;
  public long eventloopDurationCronSum;
  public long eventloopDurationMax;
  public long eventloopCommandsPerCycleMax;

  // Keys.
  public long keyspaceHits;
  public long keyspaceMisses;
  public long expiredKeys;

  /** Part of the keys with a time to live that is expired and not yet deleted, 0 to 1. */
  public double expiredStalePart;

  public long expiredTimeCapReachedCount;

  /** Microseconds. */
  public long expireCycleDurationSum;

  public long evictedKeys;

  /** Changes since the last snapshot; survives a reset. */
  public long dirty;

  /** Most memory that was in use, bytes; survives a reset. */
  public long peakMemory;

  /** Memory in use when the server was ready, bytes; survives a reset. */
  public long startupMemory;

  private final InstantaneousMetric commandRate = new InstantaneousMetric();
  private final InstantaneousMetric inputRate = new InstantaneousMetric();
  private final InstantaneousMetric outputRate = new InstantaneousMetric();
  private final InstantaneousMetric cycleRate = new InstantaneousMetric();
  private final InstantaneousMetric cycleDuration = new InstantaneousMetric();

  /** For a server that starts now and has commands of ids 0 to {@code commandIds - 1}. */
  public ServerStats(int commandIds, long nowMillis) {
    commands = new CommandStats(commandIds);
    startMillis = nowMillis;
    runId = randomId();
    replicationId = randomId();
  }

  /** The data set has another history from now on. */
  public void changeReplicationId() {
    replicationId = randomId();
  }

  private static String randomId() {
    byte[] bytes = new byte[ID_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** A turn of the loop is over. Durations are microseconds. */
  public void loopTurn(long duration, long commandDuration, long commandCount) {
    eventloopCycles++;
    eventloopDurationSum += duration;
    eventloopDurationCommandSum += commandDuration;
    eventloopDurationMax = Math.max(eventloopDurationMax, duration);
    eventloopCommandsPerCycleMax = Math.max(eventloopCommandsPerCycleMax, commandCount);
  }

  /** Samples the rates; to be called ten times a second. */
  public void sampleRates(long nowMillis) {
    commandRate.sample(totalCommandsProcessed, nowMillis, MILLIS_PER_SECOND);
    inputRate.sample(totalNetInputBytes, nowMillis, MILLIS_PER_SECOND);
    outputRate.sample(totalNetOutputBytes, nowMillis, MILLIS_PER_SECOND);
    cycleRate.sample(eventloopCycles, nowMillis, MILLIS_PER_SECOND);
    cycleDuration.sample(eventloopDurationSum, Math.max(1, eventloopCycles), 1);
  }

  /** Notes how much memory is in use, bytes. */
  public void sampleMemory(long used) {
    peakMemory = Math.max(peakMemory, used);
  }

  /** Commands per second. */
  public long commandsPerSecond() {
    return commandRate.rate();
  }

  /** Bytes received per second. */
  public long inputBytesPerSecond() {
    return inputRate.rate();
  }

  /** Bytes sent per second. */
  public long outputBytesPerSecond() {
    return outputRate.rate();
  }

  /** Turns of the loop per second. */
  public long cyclesPerSecond() {
    return cycleRate.rate();
  }

  /** Microseconds per turn of the loop. */
  public long microsPerCycle() {
    return cycleDuration.rate();
  }

  /** CONFIG RESETSTAT. */
  public void reset() {
    totalConnectionsReceived = 0;
    rejectedConnections = 0;
    totalReadsProcessed = 0;
    totalWritesProcessed = 0;
    totalNetInputBytes = 0;
    totalNetOutputBytes = 0;
    clientQueryBufferLimitDisconnections = 0;
    clientOutputBufferLimitDisconnections = 0;
    replyBufferShrinks = 0;
    replyBufferExpands = 0;
    evictedClients = 0;
    totalCommandsProcessed = 0;
    unexpectedErrorReplies = 0;
    eventloopCycles = 0;
    eventloopDurationSum = 0;
    eventloopDurationCommandSum = 0;
    eventloopDurationCronSum = 0;
    eventloopDurationMax = 0;
    eventloopCommandsPerCycleMax = 0;
    keyspaceHits = 0;
    keyspaceMisses = 0;
    expiredKeys = 0;
    expiredStalePart = 0;
    expiredTimeCapReachedCount = 0;
    expireCycleDurationSum = 0;
    evictedKeys = 0;
    commandRate.reset();
    inputRate.reset();
    outputRate.reset();
    cycleRate.reset();
    cycleDuration.reset();
    commands.reset();
    errors.reset();
  }
}
