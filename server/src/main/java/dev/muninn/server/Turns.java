package dev.muninn.server;

import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.command.Dispatcher;
import dev.muninn.server.command.Services;
import dev.muninn.server.config.Config;
import dev.muninn.server.events.DbEvents;
import dev.muninn.server.events.DbEventsTracepoints;
import dev.muninn.server.events.ServerEntryEvents;
import dev.muninn.server.events.ServerEntryEventsTracepoints;
import dev.muninn.server.events.ServerEvents;
import dev.muninn.server.events.ServerEventsTracepoints;
import dev.muninn.server.jvm.CpuWait;
import dev.muninn.server.jvm.JvmPauses;
import dev.muninn.server.keyspace.ActiveExpire;
import dev.muninn.server.keyspace.Keyspace;
import dev.muninn.server.net.LoopHooks;
import dev.muninn.server.recording.FlightRecorder;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.ServerStats;
import org.jspecify.annotations.Nullable;

/** The work around the events of a loop turn, and the events and samples of the turn itself. */
final class Turns implements LoopHooks {
  private static final ServerEvents EVENTS = ServerEventsTracepoints.INSTANCE;
  private static final ServerEntryEvents ENTRY = ServerEntryEventsTracepoints.INSTANCE;
  private static final DbEvents DB = DbEventsTracepoints.INSTANCE;

  /** Nanoseconds that a turn spends on freeing what was detached. */
  private static final long LAZY_FREE_NANOS = 500_000;

  private static final int RATE_SAMPLE_MILLIS = 100;

  private final Services services;
  private final Dispatcher dispatcher;
  private final Config config;
  private final Keyspace keyspace;
  private final ActiveExpire activeExpire;
  private final CachedClock clock;
  private final ServerStats stats;
  private final LatencyMonitor latency;
  private boolean freeing;
  private long lastRateSample;
  private final FlightRecorder flightRecorder;
  private final JvmPauses jvmPauses;
  private @Nullable CpuWait cpuWait;

  Turns(
      Services services,
      Dispatcher dispatcher,
      FlightRecorder flightRecorder,
      JvmPauses jvmPauses) {
    this.flightRecorder = flightRecorder;
    this.jvmPauses = jvmPauses;
    this.services = services;
    this.dispatcher = dispatcher;
    config = services.config();
    keyspace = services.keyspace();
    activeExpire = services.activeExpire();
    clock = services.clock();
    stats = services.stats();
    latency = services.latency();
  }

  @Override
  public void afterPoll() {
    CpuWait watch = cpuWait;
    if (watch != null) {
      watch.turnBegins(clock.nanos());
    }
    ENTRY.eventLoopEntry(clock.nanos());
  }

  @Override
  public void cronStart() {
    ENTRY.eventLoopCronEntry(clock.nanos());
  }

  /** The loop's thread begins its work. */
  void begin() {
    cpuWait = CpuWait.ofThisThread();
    jvmPauses.open();
  }

  /** The loop's thread has done its work. */
  void end() {
    jvmPauses.close();
    if (cpuWait != null) {
      cpuWait.close();
    }
  }

  @Override
  public void cron() {
    jvmPauses.look(clock.nanos());
    activeExpire.slowCycle(config.hz, config.activeExpireEffort);
    stats.sampleMemory(keyspace.memory().used());
    if (clock.millis() - lastRateSample >= RATE_SAMPLE_MILLIS) {
      lastRateSample = clock.millis();
      services.control().refreshStats();
      flightRecorder.memory(keyspace.memory().used(), config.maxmemory);
      stats.sampleRates(clock.millis());
    }
  }

  @Override
  public boolean isCronPaused() {
    return services.control().isCronPaused();
  }

  @Override
  public void beforeReplies() {
    activeExpire.fastCycle(config.activeExpireEffort);
    freeing = !keyspace.lazyFree().isEmpty() && lazyFree();
    dispatcher.releaseBlocked();
    services.clients().memory().enforce();
  }

  /** Frees for a while. @return whether there is more to free */
  private boolean lazyFree() {
    if (!DB.lazyFreeEnabled()) {
      return keyspace.lazyFree().step(LAZY_FREE_NANOS);
    }
    long start = clock.advance();
    boolean more = keyspace.lazyFree().step(LAZY_FREE_NANOS);
    DB.lazyFree((clock.advance() - start) / 1000);
    return more;
  }

  @Override
  public int maxSleepMillis() {
    return freeing ? 0 : (int) Math.min(dispatcher.sleepMillis(), Integer.MAX_VALUE);
  }

  @Override
  public void cronEnd(long cronNanos) {
    long micros = cronNanos / 1000;
    EVENTS.eventLoopCron(micros, clock.nanos());
    sample("eventloop-cron", micros);
  }

  @Override
  public void endOfTurn(long turnNanos) {
    CpuWait watch = cpuWait;
    if (watch != null) {
      watch.turnEnds(clock.nanos());
    }
    long micros = turnNanos / 1000;
    EVENTS.eventLoop(micros, clock.nanos());
    stats.eventloopDurationCommandSum += dispatcher.takeTurnMicros();
    sample("eventloop", micros);
  }

  private void sample(String event, long micros) {
    long threshold = config.latencyMonitorThreshold;
    if (threshold != 0) {
      latency.addIfSlow(event, micros / 1000, threshold, clock.millis() / 1000);
    }
  }
}
