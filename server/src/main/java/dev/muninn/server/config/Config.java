package dev.muninn.server.config;

import dev.muninn.tracepoint.recorder.TraceFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one server. Fields are for reading: {@link Directives} writes them when
 * {@link #set} or {@link ConfigLoader} changes a value. Sizes are bytes and unsigned where a
 * directive's range is, times as the directive's documentation says. Main thread only.
 */
public final class Config {
  // Listening and clients.
  public int port;
  public List<String> bind = List.of();
  public String unixsocket = "";
  public int unixsocketperm;
  public String unixsocketgroup = "";
  public int tcpBacklog;

  /** Seconds; 0 is off. */
  public int tcpKeepalive;

  /** Seconds of idleness after which a client is disconnected; 0 is never. */
  public int timeout;

  public int maxclients;
  public int maxNewConnectionsPerCycle;
  public boolean protectedMode;
  public String requirepass = "";
  public TransportKind ioTransport = TransportKind.AUTO;
  public int ioThreads;
  public long protoMaxBulkLen;
  public long clientQueryBufferLimit;

  /** Indexed by the constants of {@link OutputBufferLimit}. */
  public List<OutputBufferLimit> outputBufferLimits = List.of();

  /** Negative is a percentage of maxmemory. */
  public long maxmemoryClients;

  public long trackingTableMaxKeys;
  public ProtectedAction enableProtectedConfigs = ProtectedAction.NO;
  public ProtectedAction enableDebugCommand = ProtectedAction.NO;
  public ProtectedAction enableModuleCommand = ProtectedAction.NO;
  public boolean extendedRedisCompatibility;
  public String availabilityZone = "";
  public long acllogMaxLen;

  // Process, log, monitoring.
  public String pidfile = "";
  public boolean setProcTitle;

  /** {@code no}, {@code relative} or {@code absolute}. */
  public String oomScoreAdj = "no";

  /** For a primary, a replica, a child. */
  public List<Integer> oomScoreAdjValues = List.of();

  /** {@code legacy} or {@code logfmt}. */
  public String logFormat = "legacy";

  /** {@code legacy}, {@code iso8601} or {@code milliseconds}. */
  public String logTimestampFormat = "legacy";

  public String logfile = "";
  public LogLevel logLevel = LogLevel.NOTICE;
  public String procTitleTemplate = "";
  public boolean crashLogEnabled;
  public boolean hideUserDataFromLog;
  public int shutdownTimeout;

  /** How often a second periodic work runs, 1 to 500. */
  public int hz;

  public boolean dynamicHz;

  /** Microseconds; negative is off, 0 logs every command. */
  public long slowlogLogSlowerThan;

  public long slowlogMaxLen;

  /** Milliseconds; 0 is off. */
  public long latencyMonitorThreshold;

  public boolean latencyTracking;
  public List<Double> latencyTrackingInfoPercentiles = List.of();

  /** Milliseconds. */
  public long busyReplyThreshold;

  // Recording.
  public String traceDir = "";

  /** From where TRACE may be told to write outside of {@link #traceDir}. */
  public ProtectedAction enableTraceOutputAnywhere = ProtectedAction.NO;

  /** Bytes that the buffers of all sessions made by TRACE CREATE may have together. */
  public long traceMaxMemory;

  /** Bytes; 0 is off. */
  public long traceFlightRecorder;

  public List<String> traceEvents = List.of();
  public List<TraceTrigger> traceTriggers = List.of();

  /** Seconds. */
  public int traceTriggerInterval;

  /** How many snapshots of the flight recorder stay, the newest. */
  public int traceKeepSnapshots;

  /** What recordings that begin from now on are written in. */
  public TraceFormat traceFormat = TraceFormat.CTF_1_8;

  // Data set.
  public int databases;
  public long maxmemory;
  public MaxmemoryPolicy maxmemoryPolicy = MaxmemoryPolicy.NOEVICTION;
  public int maxmemorySamples;
  public int maxmemoryEvictionTenacity;
  public int lfuLogFactor;
  public int lfuDecayTime;
  public int activeExpireEffort;
  public boolean activerehashing;
  public boolean lazyfreeLazyEviction;
  public boolean lazyfreeLazyExpire;
  public boolean lazyfreeLazyServerDel;
  public boolean lazyfreeLazyUserDel;
  public boolean lazyfreeLazyUserFlush;

  /** Bits of {@link NotifyFlags}. */
  public int notifyKeyspaceEvents;

  public long hashMaxListpackEntries;
  public long hashMaxListpackValue;
  public int listMaxListpackSize;
  public int listCompressDepth;
  public long setMaxIntsetEntries;
  public long setMaxListpackEntries;
  public long setMaxListpackValue;
  public long zsetMaxListpackEntries;
  public long zsetMaxListpackValue;
  public long hllSparseMaxBytes;
  public long streamNodeMaxBytes;
  public long streamNodeMaxEntries;

  // Files, replication, cluster.
  public Path dir = Path.of("").toAbsolutePath();
  public List<SavePoint> save = List.of();
  public String dbfilename = "";
  public boolean appendonly;
  public boolean clusterEnabled;
  public boolean replicaReadOnly;
  public int replicaPriority;

  private final Object[] values = new Object[Directives.all().size()];
  private final Map<Directive<?>, List<ConfigListener>> listeners = new HashMap<>();
  final List<CommandRename> renames = new ArrayList<>();
  @Nullable Path file;

  /** All directives at their defaults. */
  public Config() {
    Directives.all().forEach(this::reset);
  }

  private <T> void reset(Directive<T> directive) {
    store(directive, directive.defaultValue);
  }

  /** The file that was read at start, absolute, or null: what CONFIG REWRITE rewrites. */
  public @Nullable Path file() {
    return file;
  }

  /** The commands to rename before the first client is served, in their order. */
  public List<CommandRename> commandRenames() {
    return List.copyOf(renames);
  }

  /** A directive's value as CONFIG GET prints it, or null when there is no such directive. */
  public @Nullable String get(String name) {
    Directive<?> directive = Directives.find(name);
    return directive == null ? null : text(directive);
  }

  /**
   * Names and values that match any of the patterns, as CONFIG GET answers: aliases match too, and
   * hidden directives only by their full name, which is answered as it was written.
   */
  public Map<String, String> match(List<String> patterns) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String pattern : patterns) {
      if (!Glob.hasWildcard(pattern)) {
        String value = get(pattern);
        if (value != null) {
          found.putIfAbsent(pattern, value);
        }
        continue;
      }
      for (Directive<?> directive : Directives.all()) {
        if (!directive.hidden) {
          putMatch(found, pattern, directive.name, directive);
          putMatch(found, pattern, directive.alias, directive);
        }
      }
    }
    return found;
  }

  private void putMatch(
      Map<String, String> found, String pattern, @Nullable String name, Directive<?> directive) {
    if (name != null && Glob.matches(pattern, name)) {
      found.putIfAbsent(name, text(directive));
    }
  }

  /** Whether an argument of CONFIG SET must be kept out of logs. */
  public static boolean isSensitive(String name) {
    Directive<?> directive = Directives.find(name);
    return directive != null && directive.sensitive;
  }

  /**
   * Has a listener called after CONFIG SET changed a directive; one that listens to several is
   * called once. A listener that throws has all values put back.
   *
   * @throws IllegalArgumentException there is no such directive
   */
  public void onChange(ConfigListener listener, String... names) {
    for (String name : names) {
      Directive<?> directive = Directives.find(name);
      if (directive == null) {
        throw new IllegalArgumentException("cannot listen to directive: name=" + name);
      }
      listeners.computeIfAbsent(directive, d -> new ArrayList<>()).add(listener);
    }
  }

  /**
   * CONFIG SET: all of the directives or none.
   *
   * @param names as the client wrote them
   * @param words the values, one for each name
   * @param localClient whether the client is on this machine
   * @param loading whether the data set is being loaded
   * @throws ConfigException nothing was set; the text is that of the reply's error, without its
   *     code
   */
  public void set(List<String> names, List<String> words, boolean localClient, boolean loading)
      throws ConfigException {
    List<Directive<?>> directives = settable(names, localClient, loading);
    Object[] before = values.clone();
    Set<Directive<?>> changed = new LinkedHashSet<>();
    for (int i = 0; i < names.size(); i++) {
      Directive<?> directive = directives.get(i);
      try {
        if (setAtRunTime(directive, words.get(i)) || directive.volatileValue) {
          changed.add(directive);
        }
      } catch (ConfigException e) {
        restore(before);
        throw failed(directive.name, e.text());
      }
    }
    apply(changed, before);
  }

  private List<Directive<?>> settable(List<String> names, boolean localClient, boolean loading)
      throws ConfigException {
    List<Directive<?>> directives = new ArrayList<>();
    for (String name : names) {
      Directive<?> directive = Directives.find(name);
      if (directive == null) {
        throw new ConfigException(
            "Unknown option or number of arguments for CONFIG SET - '" + name + "'");
      } else if (directive.immutable) {
        throw failed(name, "can't set immutable config");
      } else if (directive.guarded && !enableProtectedConfigs.allows(localClient)) {
        throw failed(name, "can't set protected config");
      } else if (loading && directive.denyLoading) {
        throw new ConfigException("server is loading the dataset in memory", true);
      } else if (directives.contains(directive)) {
        throw failed(name, "duplicate parameter");
      }
      directives.add(directive);
    }
    return directives;
  }

  private <T> boolean setAtRunTime(Directive<T> directive, String word) throws ConfigException {
    T before = value(directive);
    T value = directive.read(directive.multiArg ? words(word) : List.of(word), before);
    directive.refuseMissing(value);
    store(directive, value);
    return !value.equals(before);
  }

  /** Words parted by single blanks, without quotes; no word for the empty text. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(' ', start);
      end = end < 0 ? text.length() : end;
      words.add(text.substring(start, end));
      start = end + 1;
    }
    return words;
  }

  private void apply(Set<Directive<?>> changed, Object[] before) throws ConfigException {
    Set<ConfigListener> called = new LinkedHashSet<>();
    for (Directive<?> directive : changed) {
      for (ConfigListener listener : listeners.getOrDefault(directive, List.of())) {
        if (called.add(listener)) {
          apply(listener, directive, called, before);
        }
      }
    }
  }

  private void apply(
      ConfigListener listener, Directive<?> directive, Set<ConfigListener> called, Object[] before)
      throws ConfigException {
    try {
      listener.changed(this);
    } catch (ConfigException e) {
      restore(before);
      for (ConfigListener undo : called) {
        undo.restored(this);
      }
      throw failed(directive.name, e.text());
    }
  }

  private void restore(Object[] before) {
    for (Directive<?> directive : Directives.all()) {
      put(directive, before[directive.index]);
    }
  }

  private static ConfigException failed(String name, String reason) {
    return new ConfigException(
        "CONFIG SET failed (possibly related to argument '" + name + "') - " + reason);
  }

  /**
   * CONFIG REWRITE.
   *
   * @throws ConfigException the server was started without a file
   * @throws IOException the file is as it was
   */
  public void rewrite() throws ConfigException, IOException {
    if (file == null) {
      throw new ConfigException("The server is running without a config file");
    }
    ConfigRewrite.rewrite(file, this);
  }

  void rewriteInto(ConfigRewrite out) {
    Directives.all().forEach(directive -> rewriteOne(directive, out));
  }

  private <T> void rewriteOne(Directive<T> directive, ConfigRewrite out) {
    directive.rewrite(value(directive), out);
  }

  /**
   * One line for each value that asks for what this version does not do; to be logged at start, so
   * that nobody takes a promise for kept.
   */
  public List<String> notices() {
    List<String> notices = new ArrayList<>();
    for (Directive<?> directive : Directives.all()) {
      String notice = notice(directive);
      if (notice != null) {
        notices.add(notice);
      }
    }
    return notices;
  }

  private <T> @Nullable String notice(Directive<T> directive) {
    return directive.notice(value(directive));
  }

  private <T> String text(Directive<T> directive) {
    return directive.format(value(directive));
  }

  /** A percentile as {@code latency-tracking-info-percentiles} prints it. */
  public static String percentileText(double percentile) {
    return ListDirectives.Percentiles.text(percentile);
  }

  /** A file's name as the configuration has it, in {@link #dir} unless absolute. */
  public Path resolve(String name) {
    return dir.resolve(decodePath(name));
  }

  /** The path of a Latin-1 text of UTF-8 bytes. */
  static Path decodePath(String bytes) {
    return Path.of(new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked") // Only store and put write the array, by the directive's index.
  <T> T value(Directive<T> directive) {
    return (T) values[directive.index];
  }

  <T> void store(Directive<T> directive, T value) {
    values[directive.index] = value;
    directive.writeField(this, value);
  }

  @SuppressWarnings("unchecked") // The value was taken from the same place.
  private <T> void put(Directive<T> directive, Object value) {
    store(directive, (T) value);
  }
}
