package dev.muninn.server;

import dev.muninn.server.command.LaterReplies;
import dev.muninn.server.command.ServerControl;
import dev.muninn.server.config.LogLevel;
import dev.muninn.server.keyspace.KeyspaceStats;
import dev.muninn.server.log.Log;
import dev.muninn.server.net.NetStats;
import dev.muninn.server.net.Network;
import dev.muninn.server.recording.Recordings;
import dev.muninn.server.stats.ServerStats;
import dev.muninn.tracepoint.Tracepoints;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What commands may ask of the running server. */
final class Control implements ServerControl {
  private final Log log;
  private final ServerStats stats;
  private final KeyspaceStats keyspace;
  private final Recordings recordings;
  private final LaterReplies later = new LaterReplies(task -> network().execute(task));
  private @Nullable Network network;
  private boolean cronPaused;

  Control(Log log, ServerStats stats, KeyspaceStats keyspace, Recordings recordings) {
    this.log = log;
    this.stats = stats;
    this.keyspace = keyspace;
    this.recordings = recordings;
  }

  void attach(Network sockets) {
    network = sockets;
  }

  private Network network() {
    return Objects.requireNonNull(network);
  }

  @Override
  public void refreshStats() {
    NetStats net = network().stats();
    stats.totalConnectionsReceived = net.connectionsReceived();
    stats.rejectedConnections = net.connectionsRejected();
    stats.totalReadsProcessed = net.reads();
    stats.totalWritesProcessed = net.writes();
    stats.totalNetInputBytes = net.inputBytes();
    stats.totalNetOutputBytes = net.outputBytes();
    stats.clientQueryBufferLimitDisconnections = net.queryBufferLimitCloses();
    stats.eventloopCycles = net.cycles();
    stats.eventloopDurationSum = net.durationMicros();
    stats.eventloopDurationCronSum = net.cronMicros();
    stats.eventloopDurationMax = net.maxDurationMicros();
    stats.eventloopCommandsPerCycleMax = net.maxCommandsPerCycle();
    stats.keyspaceHits = keyspace.hits;
    stats.keyspaceMisses = keyspace.misses;
    stats.expiredKeys = keyspace.expiredKeys;
    stats.expiredStalePart = keyspace.expiredStalePercent / 100;
    stats.expiredTimeCapReachedCount = keyspace.expiredTimeCapReached;
    stats.expireCycleDurationSum = keyspace.expireCycleMicros;
    stats.dirty = keyspace.dirty;
  }

  @Override
  public void resetStats() {
    stats.reset();
    keyspace.reset();
    network().stats().reset();
  }

  @Override
  public boolean shutdown() {
    log.log(LogLevel.NOTICE, "User requested shutdown...");
    network().stop();
    return true;
  }

  @Override
  public void pauseCron(boolean paused) {
    cronPaused = paused;
  }

  @Override
  public boolean isCronPaused() {
    return cronPaused;
  }

  @Override
  public int tcpPort() {
    return network().port();
  }

  @Override
  public String transport() {
    return network().transport();
  }

  @Override
  public List<String> tracepointListeners() {
    return Tracepoints.status().stream().map(Object::toString).toList();
  }

  @Override
  public LaterReplies laterReplies() {
    return later;
  }

  @Override
  public Recordings recordings() {
    return recordings;
  }

  @Override
  public void warn(String line) {
    log.log(LogLevel.WARNING, line);
  }
}
