package dev.muninn.server.command;

import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.config.Config;
import dev.muninn.server.events.DbEntryEvents;
import dev.muninn.server.events.DbEntryEventsTracepoints;
import dev.muninn.server.events.DbEvents;
import dev.muninn.server.events.DbEventsTracepoints;
import dev.muninn.server.keyspace.ExpiryObserver;
import dev.muninn.server.stats.LatencyMonitor;

/** Writes down the moments of expiry: tracepoints and LATENCY, under the same names. */
public final class ExpiryRecorder implements ExpiryObserver {
  private static final DbEvents EVENTS = DbEventsTracepoints.INSTANCE;
  private static final DbEntryEvents ENTRY = DbEntryEventsTracepoints.INSTANCE;

  private final Config config;
  private final LatencyMonitor latency;
  private final CachedClock clock;

  /** Writes to {@code latency} what is beyond the configured threshold. */
  public ExpiryRecorder(Config config, LatencyMonitor latency, CachedClock clock) {
    this.config = config;
    this.latency = latency;
    this.clock = clock;
  }

  @Override
  public boolean enabled() {
    return config.latencyMonitorThreshold != 0
        || EVENTS.expireDelEnabled()
        || EVENTS.expireCycleEnabled()
        || EVENTS.expireCycleKeysEnabled()
        || EVENTS.expireCycleFieldsEnabled()
        || ENTRY.expireCycleFieldsEntryEnabled()
        || ENTRY.expireDelEntryEnabled()
        || ENTRY.expireCycleEntryEnabled()
        || ENTRY.expireCycleKeysEntryEnabled();
  }

  @Override
  public void expireDelEntry() {
    ENTRY.expireDelEntry();
  }

  @Override
  public void expireDel(long micros) {
    EVENTS.expireDel(micros);
    sample("expire-del", micros);
  }

  @Override
  public void expireCycleEntry() {
    ENTRY.expireCycleEntry();
  }

  @Override
  public void expireCycle(long micros) {
    EVENTS.expireCycle(micros);
    sample("expire-cycle", micros);
  }

  @Override
  public void expireCycleKeysEntry() {
    ENTRY.expireCycleKeysEntry();
  }

  @Override
  public void expireCycleKeys(long micros) {
    EVENTS.expireCycleKeys(micros);
    sample("expire-cycle-keys", micros);
  }

  @Override
  public void expireCycleFieldsEntry() {
    ENTRY.expireCycleFieldsEntry();
  }

  @Override
  public void expireCycleFields(long micros) {
    EVENTS.expireCycleFields(micros);
  }

  private void sample(String event, long micros) {
    if (config.latencyMonitorThreshold != 0) {
      latency.addIfSlow(
          event, micros / 1000, config.latencyMonitorThreshold, clock.millis() / 1000);
    }
  }
}
