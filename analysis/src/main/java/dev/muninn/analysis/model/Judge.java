package dev.muninn.analysis.model;

import static dev.muninn.analysis.model.Units.bytes;
import static dev.muninn.analysis.model.Units.count;
import static dev.muninn.analysis.model.Units.percent;
import static dev.muninn.analysis.model.Units.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the culprits, worst first. What counts as one is told in docs/ANALYSIS.md. */
final class Judge {
  /** A value that takes its time to be freed, in bytes. */
  private static final long LARGE_VALUE = 8 << 20;

  private static final long LARGE_DELETE_NANOS = 2_000_000;

  /** A MiB that a client does not take weighs as much as this much waiting, in nanoseconds. */
  private static final long PENDING_WEIGHT = 10_000_000;

  private static final long PENDING_AT_ONCE = 16 << 20;
  private static final double BACKGROUND_SHARE = 0.05;
  private static final long BACKGROUND_NANOS = 100_000_000;

  /** A tenth of some ten seconds, or of a shorter trace: less than that is everyday neighbours. */
  private static final long CPU_WORST = 1_000_000_000;

  private static final int CPU_SHARE = 10;

  private static final String OTHERS_TOOK_IT =
      "; other programs, or the server's own background threads, took it";

  /** A single wait of this length is enough. */
  private static final long CPU_ALONE = 500_000_000;

  /** One long wait, or two, are a moment. */
  private static final int CPU_WAITS = 3;

  private static final long SMALLEST_WINDOW = 20_000_000;
  private static final int FLOOD_VICTIMS = 20;

  // A machine that is shared stands still now and then for reasons that are nobody's illness.
  private static final long UNEXPLAINED_ALONE = 250_000_000;
  private static final long UNEXPLAINED_WORST = 750_000_000;

  private final Thresholds thresholds;
  private final Analyzer analyzer;
  private final long begin;
  private final long span;
  private final List<Finding> findings = new ArrayList<>();

  Judge(Thresholds thresholds, Analyzer analyzer, long begin, long span) {
    this.thresholds = thresholds;
    this.analyzer = analyzer;
    this.begin = begin;
    this.span = span;
  }

  List<Finding> findings() {
    StallGroup cpu = null;
    for (StallGroup group : analyzer.groups()) {
      if (group.kind == StallKind.CPU_WAIT) {
        cpu = group;
      } else if (group.kind != StallKind.QUOTA && isCulprit(group)) {
        findings.add(stalls(group));
      }
    }
    cpuWait(cpu);
    storm();
    Map<ClientStats, Finding> floods = floods();
    slowReaders(floods);
    findings.addAll(floods.values());
    findings.sort(
        Comparator.<Finding, Boolean>comparing(f -> f.kind() == FindingKind.UNEXPLAINED)
            .thenComparing(Comparator.comparingLong(Finding::stolen).reversed()));
    return List.copyOf(findings);
  }

  private boolean isCulprit(StallGroup group) {
    if (group.kind == StallKind.UNEXPLAINED) {
      return group.max >= UNEXPLAINED_ALONE || group.window.worst() >= UNEXPLAINED_WORST;
    }
    if (group.max >= thresholds.alwaysStall()) {
      return true;
    }
    if (group.kind == StallKind.COMMAND && Advice.deletes(group.label)) {
      // Deletions are over at once but for large values: one that is not is enough.
      return group.max >= thresholds.stall()
          || (group.keyBytes >= LARGE_VALUE && group.max >= LARGE_DELETE_NANOS);
    }
    if (group.kind.isBackground()
        && group.total >= BACKGROUND_NANOS
        && group.total >= BACKGROUND_SHARE * span) {
      return true;
    }
    long enough =
        Math.clamp(
            span / 200,
            Math.min(SMALLEST_WINDOW, thresholds.worstWindow()),
            thresholds.worstWindow());
    return group.severe > 0
        && (group.severe > 1 || group.max >= 2 * thresholds.stall())
        && group.window.worst() >= enough;
  }

  private static FindingKind kind(StallGroup group) {
    return switch (group.kind) {
      case COMMAND ->
          Advice.isDebug(group.label)
              ? FindingKind.BLOCKING_DEBUG
              : Advice.deletes(group.label) ? FindingKind.LARGE_DELETE : FindingKind.SLOW_COMMAND;
      case SCRIPT -> FindingKind.SLOW_SCRIPT;
      case EXPIRY -> FindingKind.MASS_EXPIRY;
      case EVICTION -> FindingKind.EVICTION;
      case LAZY_FREE -> FindingKind.LAZY_FREE;
      case DEFRAG -> FindingKind.DEFRAG;
      case AOF_WRITE -> FindingKind.AOF_WRITE;
      case FSYNC -> FindingKind.FSYNC;
      case SNAPSHOT_START -> FindingKind.SNAPSHOT_START;
      case CLUSTER_CONFIG -> FindingKind.CLUSTER_CONFIG;
      case MODULE -> FindingKind.MODULE;
      case CRON -> FindingKind.CRON;
      case CONNECTIONS -> FindingKind.CONNECTION_STORM;
      case READ -> FindingKind.LARGE_REQUESTS;
      case WRITE -> FindingKind.LARGE_REPLIES;
      case GC -> FindingKind.GC_PAUSE;
      case SAFEPOINT -> FindingKind.SAFEPOINT;
      case CPU_WAIT, QUOTA -> FindingKind.CPU_WAIT;
      case UNEXPLAINED -> FindingKind.UNEXPLAINED;
    };
  }

  private Finding stalls(StallGroup g) {
    FindingKind kind = kind(g);
    boolean command = g.kind == StallKind.COMMAND || g.kind == StallKind.SCRIPT;
    String name = g.label.toUpperCase(Locale.ROOT).replace('|', ' ');
    String subject = command ? name : "";
    String times =
        g.count == 1
            ? " for " + time(g.max)
            : " "
                + count(g.count)
                + " times, "
                + time(g.total)
                + " in all and "
                + time(g.max)
                + " at worst";
    String what =
        switch (kind) {
          case GC_PAUSE -> "Garbage collections of the JVM stopped the server" + times;
          case SAFEPOINT -> "The JVM stopped all threads (safepoint)" + times;
          case UNEXPLAINED ->
              "The server stood still" + times + " for no reason seen in this trace";
          case LARGE_DELETE -> name + " of a large value held up the server" + times;
          case MASS_EXPIRY -> "Deleting keys that expired together held up the server" + times;
          default -> (command ? name : capital(g.kind.words())) + " held up the server" + times;
        };
    List<String> evidence = new ArrayList<>();
    List<Long> examples = new ArrayList<>();
    for (Stall s : g.worst.sorted()) {
      String who = command && s.client().known() ? " by " + s.client().words() : "";
      String key = s.key().isEmpty() ? "" : ", key \"" + shorten(s.key()) + "\"";
      evidence.add(at(s.begin()) + ": " + time(s.nanos()) + who + key + "; " + waited(s.victims()));
      examples.add(s.begin());
    }
    if (g.keyBytes > 0 && command) {
      evidence.add("Largest value used by it: " + bytes(g.keyBytes));
    }
    return finding(
        kind,
        subject,
        g.total + g.stolen,
        g.max,
        what + "; " + lost(g.victims, g.stolen) + ".",
        evidence,
        command ? Advice.forCommand(g.label) : Advice.of(kind),
        examples);
  }

  /**
   * Waiting for a CPU. Short waits are everyday, however many; what a quiet stretch of the same
   * server shows as well is how it lives, not an illness.
   *
   * @param group pieces of turns that were long by it: all there is where lengths are not told
   */
  private void cpuWait(@Nullable StallGroup group) {
    CpuWaits cpu = analyzer.cpu();
    CpuWaits.Excess excess = cpu.excess();
    long enough = Math.min(CPU_WORST, span / CPU_SHARE);
    if (cpu.lengthsTold) {
      if (cpu.longMax >= CPU_ALONE || (excess.worst() >= enough && cpu.longCount >= CPU_WAITS)) {
        findings.add(singleCpuWaits(cpu, excess, group));
      }
    } else if (group != null
        && (group.max >= UNEXPLAINED_ALONE || group.window.worst() >= enough)) {
      List<Stall> worst = group.worst.sorted();
      findings.add(
          finding(
              FindingKind.CPU_WAIT,
              "",
              group.total + group.stolen,
              group.max,
              "The server's main thread had to wait for a CPU while requests waited: "
                  + time(group.total)
                  + " in all and "
                  + time(group.max)
                  + " at worst"
                  + OTHERS_TOOK_IT
                  + ".",
              worst.stream()
                  .map(s -> at(s.begin()) + ": " + time(s.nanos()) + "; " + waited(s.victims()))
                  .toList(),
              Advice.of(FindingKind.CPU_WAIT),
              worst.stream().map(Stall::begin).toList()));
    }
  }

  private Finding singleCpuWaits(CpuWaits cpu, CpuWaits.Excess excess, @Nullable StallGroup group) {
    List<String> evidence = new ArrayList<>();
    List<Long> examples = new ArrayList<>();
    for (CpuWaits.Single s : cpu.worst.sorted()) {
      evidence.add(
          at(s.at())
              + ": waited "
              + time(s.nanos())
              + (s.inTurn() ? " within a turn of " : " before a turn of ")
              + count(s.requests(), "request", "requests"));
      examples.add(s.at());
    }
    double stolen = cpu.longBetween;
    if (group != null) {
      double part = (double) cpu.longInTurns / Math.max(1, cpu.inTurns);
      stolen += part * (group.total + group.stolen);
    }
    double beyond = (double) excess.nanos() / Math.max(1, cpu.longSum);
    long wanted = excess.waited() + excess.run();
    String share =
        excess.run() == 0
            ? ""
            : ", and "
                + percent((double) excess.waited() / wanted)
                + " of the time it wanted to run in such times";
    return finding(
        FindingKind.CPU_WAIT,
        "",
        (long) (stolen * beyond),
        cpu.longMax,
        "The server's main thread had to wait for a CPU: "
            + time(cpu.longSum)
            + " in "
            + count(cpu.longCount, "wait", "waits")
            + " of "
            + time(thresholds.stall())
            + " or more"
            + share
            + OTHERS_TOOK_IT
            + ". "
            + count(excess.requests(), "request was", "requests were")
            + " waiting then.",
        evidence,
        Advice.of(FindingKind.CPU_WAIT),
        examples);
  }

  private void storm() {
    Storms s = analyzer.storms();
    if (s.stormAccepted == 0) {
      return;
    }
    List<String> evidence =
        List.of(
            at(s.worstAt) + ": " + count(s.worstAccepted) + " accepted within a second",
            count(s.stormClosed) + " closed in the same times");
    findings.add(
        finding(
            FindingKind.CONNECTION_STORM,
            "",
            s.stormNanos + s.stormStolen,
            0,
            count(s.stormAccepted, "client", "clients")
                + " connected within "
                + count(s.seconds, "second", "seconds")
                + "; accepting and closing them took "
                + time(s.stormNanos)
                + " of the main thread; "
                + lost(s.stormVictims, s.stormStolen)
                + ".",
            evidence,
            Advice.of(FindingKind.CONNECTION_STORM),
            List.of(s.worstAt)));
  }

  private Map<ClientStats, Finding> floods() {
    Map<ClientStats, Finding> floods = new HashMap<>();
    for (ClientStats c : analyzer.clients()) {
      if (c.floodVictims < FLOOD_VICTIMS
          || c.floodNanos < Math.min(BACKGROUND_NANOS, thresholds.worstWindow())
          || c.floodStolen / c.floodVictims < thresholds.floodWait()) {
        continue;
      }
      double share = (double) c.floodNanos / Math.max(1, analyzer.busy());
      Finding finding =
          finding(
              FindingKind.FLOOD,
              c.client().words(),
              c.floodStolen,
              c.floodWorst,
              capital(c.client().words())
                  + " floods the server: "
                  + count(c.floodCommands)
                  + " commands in turns that it filled, "
                  + percent(Math.min(1, share))
                  + " of the server's time; "
                  + lost(c.floodVictims, c.floodStolen)
                  + ", "
                  + time(c.floodStolen / c.floodVictims)
                  + " each.",
              List.of(
                  at(c.floodWorstAt) + ": a request waited " + time(c.floodWorst) + " behind it",
                  count(c.floodCommands / Math.max(1, c.floodTurns))
                      + " commands of it per turn of the event loop"),
              Advice.of(FindingKind.FLOOD),
              List.of(c.floodWorstAt));
      floods.put(c, finding);
    }
    return floods;
  }

  /** Who does not read fills the server's time as well: then that is the consequence. */
  private void slowReaders(Map<ClientStats, Finding> floods) {
    for (ClientStats c : analyzer.clients()) {
      if (c.pendingMax < thresholds.pendingBytes()
          || (c.pendingEvents < 3 && c.pendingMax < PENDING_AT_ONCE)) {
        continue;
      }
      Finding flood = floods.remove(c);
      long stolen = (c.pendingMax >> 20) * PENDING_WEIGHT + takeLargeReplies();
      stolen += flood == null ? 0 : flood.stolen();
      List<String> evidence = new ArrayList<>();
      evidence.add(at(c.pendingFirst) + ": first reply that it did not take");
      evidence.add(at(c.pendingMaxAt) + ": " + bytes(c.pendingMax) + " waiting");
      if (flood != null) {
        evidence.addAll(flood.evidence());
      }
      findings.add(
          finding(
              FindingKind.SLOW_READER,
              c.client().words(),
              stolen,
              0,
              capital(c.client().words())
                  + " does not read its replies: "
                  + bytes(c.pendingMax)
                  + " piled up in the server's memory.",
              evidence,
              Advice.of(FindingKind.SLOW_READER),
              List.of(c.pendingFirst, c.pendingMaxAt)));
    }
  }

  /** Large replies held the server up because somebody left them lying: the same illness. */
  private long takeLargeReplies() {
    long stolen = 0;
    for (Finding f : List.copyOf(findings)) {
      if (f.kind() == FindingKind.LARGE_REPLIES) {
        stolen += f.stolen();
        findings.remove(f);
      }
    }
    return stolen;
  }

  private static Finding finding(
      FindingKind kind,
      String subject,
      long stolen,
      long max,
      String sentence,
      List<String> evidence,
      String advice,
      List<Long> examples) {
    Finding.Severity severity =
        stolen >= 1_000_000_000L || max >= 200_000_000L
            ? Finding.Severity.HIGH
            : stolen >= 100_000_000L ? Finding.Severity.MEDIUM : Finding.Severity.LOW;
    return new Finding(
        kind,
        subject,
        severity,
        stolen,
        sentence,
        List.copyOf(evidence),
        advice,
        List.copyOf(examples));
  }

  private String at(long nanos) {
    return String.format(Locale.ROOT, "at %.3f s", Math.max(0, nanos - begin) / 1e9);
  }

  private static String waited(long victims) {
    return victims == 0 ? "nobody waited" : count(victims, "request waited", "requests waited");
  }

  private static String lost(long victims, long stolen) {
    return victims == 0
        ? "no other request was waiting then"
        : count(victims, "other request waited", "other requests waited")
            + " for it, "
            + time(stolen)
            + " together";
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String shorten(String key) {
    return key.length() <= 60 ? key : key.substring(0, 57) + "...";
  }
}
