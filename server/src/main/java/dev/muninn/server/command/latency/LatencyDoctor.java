package dev.muninn.server.command.latency;

import dev.muninn.server.config.Config;
import dev.muninn.server.stats.LatencyMonitor;
import dev.muninn.server.stats.LatencySeries;
import dev.muninn.server.stats.ProcessStats;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Explains the spikes that were seen and says what to try, each advice once. */
final class LatencyDoctor {
  private LatencyDoctor() {}

  static String report(LatencyMonitor monitor, Config config, long nowSeconds) {
    if (monitor.events().isEmpty() && config.latencyMonitorThreshold == 0) {
      return """
          Latency monitoring is off, so there is nothing to diagnose. Turn it on by\
           "CONFIG SET latency-monitor-threshold <milliseconds>" and come back after a while.
          """;
    }
    if (monitor.events().isEmpty()) {
      return "No event took "
          + config.latencyMonitorThreshold
          + " ms or longer since the server started or the samples were reset.\n";
    }
    StringBuilder out = new StringBuilder("Latency spikes were observed:\n\n");
    Set<String> advice = new LinkedHashSet<>();
    int number = 0;
    for (Map.Entry<String, LatencySeries> entry : monitor.events().entrySet()) {
      describe(out, ++number, entry.getKey(), entry.getValue(), nowSeconds);
      advise(entry.getKey(), config, advice);
    }
    if (ProcessStats.hugePageBytes() > 0) {
      advice.add(
          "Transparent huge pages back a part of this process. They make the first write to a page"
              + " slow: set /sys/kernel/mm/transparent_hugepage/enabled to madvise or never.");
    }
    if (!advice.isEmpty()) {
      out.append("\nWhat to try:\n\n");
      advice.forEach(line -> out.append("- ").append(line).append('\n'));
    }
    return out.toString();
  }

  private static void describe(
      StringBuilder out, int number, String event, LatencySeries series, long nowSeconds) {
    double period = (double) Math.max(1, nowSeconds - series.seconds(0)) / series.size();
    out.append(
        String.format(
            Locale.ROOT,
            "%d. %s: %d latency spikes (average %dms, mean deviation %dms, period %.2f sec)."
                + " Worst all time event %dms.%n",
            number,
            event,
            series.size(),
            series.mean(),
            series.meanDeviation(),
            period,
            series.allTimeMax()));
  }

  private static void advise(String event, Config config, Set<String> advice) {
    switch (event) {
      case "command" -> {
        slowLogAdvice(config, advice);
        advice.add(
            "Commands whose time grows with the number of elements (KEYS, SMEMBERS, a DEL of a"
                + " large key) hold everybody up: use SCAN and its kin, UNLINK, smaller keys.");
      }
      case "fast-command" ->
          advice.add(
              "Commands of constant time were slow, so the machine was: look for CPU steal,"
                  + " swapping, other busy processes, and pauses of the Java machine (the events"
                  + " gc_pause and safepoint, or -Xlog:gc,safepoint).");
      case "fork" ->
          advice.add(
              "The start of a snapshot took long. Snapshot less often, or spread the data over"
                  + " several servers.");
      case "expire-cycle" -> {
        advice.add(
            "Many keys expire at the same time: spread their times to live by a random amount.");
        if (config.hz < 100) {
          advice.add("A higher hz makes each expire cycle shorter: \"CONFIG SET hz 100\".");
        }
      }
      case "eviction-cycle", "eviction-del", "eviction-lazyfree" ->
          advice.add(
              "Memory ran full suddenly. Raise maxmemory, lower it in small steps, or let"
                  + " lazyfree-lazy-eviction free large keys in the background.");
      case "expire-del" ->
          advice.add("Large keys expire: let lazyfree-lazy-expire free them in the background.");
      case "rdb-unlink-temp-file" -> diskAdvice(advice);
      default -> {
        if (event.startsWith("aof-")) {
          diskAdvice(advice);
          if (event.equals("aof-fsync-always")) {
            advice.add(
                "With \"appendfsync always\" each write waits for the disk; everysec loses at most"
                    + " a second of writes in a crash.");
          }
        }
      }
    }
  }

  private static void slowLogAdvice(Config config, Set<String> advice) {
    long micros = config.latencyMonitorThreshold * 1000;
    if (config.slowlogLogSlowerThan < 0 || config.slowlogMaxLen == 0) {
      advice.add(
          "The slow log is off, which would name the slow commands: \"CONFIG SET"
              + " slowlog-log-slower-than "
              + micros
              + "\".");
    } else if (config.slowlogLogSlowerThan > micros) {
      advice.add(
          "The slow log misses commands that the latency monitor sees: \"CONFIG SET"
              + " slowlog-log-slower-than "
              + micros
              + "\".");
    } else {
      advice.add("\"SLOWLOG GET\" names the slow commands and the clients that sent them.");
    }
  }

  private static void diskAdvice(Set<String> advice) {
    advice.add(
        "The disk was slow. Use a local SSD, keep other writers away from it, and see \"iostat -x"
            + " 1\" for how busy it is.");
  }
}
