package dev.muninn.server.command;

import dev.muninn.server.client.Client;
import dev.muninn.server.clock.CachedClock;
import dev.muninn.server.config.Config;
import dev.muninn.server.events.CommandEntryEvents;
import dev.muninn.server.events.CommandEntryEventsTracepoints;
import dev.muninn.server.events.CommandEvents;
import dev.muninn.server.events.CommandEventsTracepoints;
import dev.muninn.server.events.RedisProbes;
import dev.muninn.server.events.RedisProbesTracepoints;
import dev.muninn.server.events.ServerEntryEvents;
import dev.muninn.server.events.ServerEntryEventsTracepoints;
import dev.muninn.server.events.ServerEvents;
import dev.muninn.server.events.ServerEventsTracepoints;
import dev.muninn.server.resp.Args;
import dev.muninn.server.stats.CommandStats;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.ServerStats;
import dev.muninn.server.stats.SlowLog;
import dev.muninn.tracepoint.NativeString;

/**
 * Everything that is written down of a command: tracepoints, COMMANDSTATS, SLOWLOG, LATENCY, all
 * from one pair of clock readings. In a batch of pipelined commands the end of one is the start of
 * the next.
 */
final class CallRecorder {
  private static final CommandEvents COMMANDS = CommandEventsTracepoints.INSTANCE;
  private static final CommandEntryEvents COMMANDS_ENTRY = CommandEntryEventsTracepoints.INSTANCE;
  private static final ServerEvents SERVER = ServerEventsTracepoints.INSTANCE;
  private static final ServerEntryEvents SERVER_ENTRY = ServerEntryEventsTracepoints.INSTANCE;
  private static final RedisProbes REDIS = RedisProbesTracepoints.INSTANCE;

  private final CachedClock clock;
  private final Config config;
  private final ServerStats stats;
  private final CommandStats commandStats;
  private final SlowLog slowLog;
  private final LatencyMonitor latency;
  private final NativeString[] names;
  private final boolean[] fast;
  private boolean clockIsFresh;
  private long latest;
  private long turnMicros;

  CallRecorder(Services services) {
    clock = services.clock();
    config = services.config();
    stats = services.stats();
    commandStats = stats.commands;
    slowLog = services.slowLog();
    latency = services.latency();
    CommandTable commands = services.commands();
    names = new NativeString[commands.ids()];
    fast = new boolean[commands.ids()];
    for (int id = 0; id < names.length; id++) {
      names[id] = NativeString.of(commands.byId(id).name());
      fast[id] = commands.byId(id).has(Flag.FAST);
    }
  }

  /** Time has passed since the last command that is not the next one's: the socket was read. */
  void batch() {
    clockIsFresh = false;
  }

  /**
   * @param depth how many calls this one is within
   */
  void before(Context frame, int depth) {
    Client client = frame.client();
    CommandSpec spec = frame.command();
    long startNanos;
    if (!clockIsFresh) {
      startNanos = clock.advance();
      clockIsFresh = true;
    } else {
      // Within a call the cached time stands still.
      startNanos = depth == 0 ? clock.nanos() : latest;
    }
    latest = startNanos;
    frame.startNanos = startNanos;
    if (COMMANDS_ENTRY.commandCallEntryEnabled()) {
      COMMANDS_ENTRY.commandCallEntry(
          names[spec.id()], client.id(), client.addressUtf8(), client.nameUtf8(), startNanos);
    }
    if (fast[spec.id()]) {
      SERVER_ENTRY.fastCommandEntry(startNanos);
    } else {
      SERVER_ENTRY.commandEntry(startNanos);
    }
    REDIS.callStart((int) client.id(), startNanos);
  }

  void after(Context frame, int depth, boolean failed) {
    Client client = frame.client();
    CommandSpec spec = frame.command();
    long end = clock.advance();
    latest = end;
    REDIS.callEnd((int) client.id(), end);
    int id = spec.id();
    long nanos = end - frame.startNanos;
    long micros = nanos / 1000;
    COMMANDS.commandCall(names[id], micros, end);
    if (fast[id]) {
      SERVER.fastCommand(micros, end);
    } else {
      SERVER.command(micros, end);
    }
    if (config.latencyTracking) {
      commandStats.calledTracked(id, nanos);
    } else {
      commandStats.called(id, nanos);
    }
    if (failed) {
      commandStats.failed(id);
    }
    stats.totalCommandsProcessed++;
    if (depth == 0) {
      turnMicros += micros;
    }
    if (config.latencyMonitorThreshold != 0) {
      latency.addIfSlow(
          fast[id] ? "fast-command" : "command",
          micros / 1000,
          config.latencyMonitorThreshold,
          clock.millis() / 1000);
    }
    if (SlowLog.isSlow(micros, config.slowlogLogSlowerThan, config.slowlogMaxLen)
        && !spec.has(Flag.SKIP_SLOWLOG)) {
      slowLog.add(
          new Arguments(frame.args()),
          clock.millis() / 1000,
          micros,
          client.address(),
          client.name(),
          config.slowlogMaxLen);
    }
  }

  /** Microseconds spent in commands since the last call of this. */
  long takeTurnMicros() {
    long micros = turnMicros;
    turnMicros = 0;
    return micros;
  }

  private record Arguments(Args args) implements SlowLog.Arguments {
    private static final byte[] REDACTED =
        "(redacted)".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @Override
    public int count() {
      return args.count();
    }

    @Override
    public int length(int index) {
      return args.isRedacted(index) ? REDACTED.length : args.get(index).length();
    }

    @Override
    public byte[] copy(int index, int size) {
      if (args.isRedacted(index)) {
        return REDACTED.clone();
      }
      byte[] copy = new byte[size];
      args.get(index).copyTo(0, copy, 0, size);
      return copy;
    }
  }
}
