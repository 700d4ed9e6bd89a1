package dev.muninn.server.config;

import static dev.muninn.server.config.DirectiveTable.INT_MAX;
import static dev.muninn.server.config.DirectiveTable.choice;
import static dev.muninn.server.config.DirectiveTable.clampToInt;
import static dev.muninn.server.config.DirectiveTable.flags;
import static dev.muninn.server.config.DirectiveTable.integer;
import static dev.muninn.server.config.DirectiveTable.optional;
import static dev.muninn.server.config.DirectiveTable.text;
import static dev.muninn.server.config.DirectiveTable.unsigned;
import static dev.muninn.server.config.DirectiveTable.upper;
import static dev.muninn.server.config.DirectiveTable.yesNo;

import dev.muninn.server.config.ListDirectives.OomScores;
import dev.muninn.server.config.ListDirectives.Percentiles;
import java.util.List;

/** Directives: Process, log, monitoring. */
final class GeneralDirectives {
  private static final String NO_PINNING =
      "this version does not pin its threads; start it by taskset or in a cpuset";
  private static final String NO_SNAPSHOT =
      "this version writes no snapshots; allowed: default, nosave, now, force";

  /** The bit of {@code save} in the words of the flags. */
  private static final int SAVE = 1;

  private GeneralDirectives() {}

  private static boolean isSet(String value) {
    return !value.isEmpty();
  }

  private static boolean wantsSave(int flags) {
    return (flags & SAVE) != 0;
  }

  private static boolean wantsSupervisor(String value) {
    return switch (value) {
      case "no" -> false;
      case "auto" -> System.getenv("NOTIFY_SOCKET") != null || System.getenv("UPSTART_JOB") != null;
      default -> true;
    };
  }

  static List<Directive<?>> list() {
    return List.of(
        yesNo("daemonize", false)
            .immutable()
            .refuseWhen(
                v -> v,
                "this version stays in the foreground, for a supervisor to start; allowed: no"),
        yesNo("always-show-logo", false).immutable(),
        yesNo("set-proc-title", true).immutable().into((c, v) -> c.setProcTitle = v),
        yesNo("dynamic-hz", true).into((c, v) -> c.dynamicHz = v),
        yesNo("syslog-enabled", false)
            .immutable()
            .refuseWhen(v -> v, "this version writes to logfile or standard output; allowed: no"),
        yesNo("crash-log-enabled", true).into((c, v) -> c.crashLogEnabled = v),
        yesNo("crash-memcheck-enabled", true),
        yesNo("use-exit-on-panic", false).hidden(),
        yesNo("disable-thp", true).immutable(),
        yesNo("latency-tracking", true).into((c, v) -> c.latencyTracking = v),
        yesNo("hide-user-data-from-log", true).into((c, v) -> c.hideUserDataFromLog = v),
        optional("pidfile").immutable().into((c, v) -> c.pidfile = v),
        text("syslog-ident", "valkey").immutable(),
        optional("server-cpulist")
            .alias("server_cpulist")
            .immutable()
            .missingWhen(GeneralDirectives::isSet, NO_PINNING),
        optional("bio-cpulist")
            .alias("bio_cpulist")
            .immutable()
            .missingWhen(GeneralDirectives::isSet, NO_PINNING),
        optional("bgsave-cpulist")
            .alias("bgsave_cpulist")
            .immutable()
            .missingWhen(GeneralDirectives::isSet, NO_PINNING),
        text("ignore-warnings", ""),
        text(
                "proc-title-template",
                "{title} {listen-addr} {server-mode}",
                DirectiveChecks::processTitle)
            .into((c, v) -> c.procTitleTemplate = v),
        text("logfile", "").immutable().into((c, v) -> c.logfile = v),
        text("locale-collate", ""),
        text("debug-context", "").hidden(),
        choice("supervised", "no", "upstart", "systemd", "auto", "no")
            .immutable()
            .refuseWhen(
                GeneralDirectives::wantsSupervisor,
                "this version does not signal a supervisor that it is ready; allowed: no, and auto"
                    + " where NOTIFY_SOCKET and UPSTART_JOB are not set"),
        choice(
                "syslog-facility",
                "local0",
                "user",
                "local0",
                "local1",
                "local2",
                "local3",
                "local4",
                "local5",
                "local6",
                "local7")
            .immutable(),
        choice("loglevel", "notice", "debug", "verbose", "notice", "warning", "nothing")
            .into((c, v) -> c.logLevel = LogLevel.valueOf(upper(v))),
        choice("oom-score-adj", "no", "no", "yes", "relative", "absolute")
            .normalize(v -> v.equals("yes") ? "relative" : v)
            .into((c, v) -> c.oomScoreAdj = v),
        flags("shutdown-on-sigint", "default", "save", "nosave", "now", "force")
            .refuseWhen(GeneralDirectives::wantsSave, NO_SNAPSHOT),
        flags("shutdown-on-sigterm", "default", "save", "nosave", "now", "force")
            .refuseWhen(GeneralDirectives::wantsSave, NO_SNAPSHOT),
        choice("log-format", "legacy", "legacy", "logfmt").into((c, v) -> c.logFormat = v),
        choice("log-timestamp-format", "legacy", "legacy", "iso8601", "milliseconds")
            .into((c, v) -> c.logTimestampFormat = v),
        integer("hz", 10, 0, INT_MAX)
            .normalize(v -> (long) Math.clamp(v, 1, 500))
            .into((c, v) -> c.hz = clampToInt(v)),
        integer("watchdog-period", 0, 0, INT_MAX)
            .hidden()
            .refuseWhen(
                v -> v != 0,
                "this version has no watchdog, the flight recorder tells what was slow; allowed:"
                    + " 0"),
        integer("shutdown-timeout", 10, 0, INT_MAX)
            .into((c, v) -> c.shutdownTimeout = clampToInt(v)),
        unsigned("slowlog-max-len", 128, 0, Long.MAX_VALUE).into((c, v) -> c.slowlogMaxLen = v),
        integer("busy-reply-threshold", 5000, 0, Long.MAX_VALUE)
            .alias("lua-time-limit")
            .into((c, v) -> c.busyReplyThreshold = v),
        integer("slowlog-log-slower-than", 10000, -1, Long.MAX_VALUE)
            .into((c, v) -> c.slowlogLogSlowerThan = v),
        integer("latency-monitor-threshold", 0, 0, Long.MAX_VALUE)
            .into((c, v) -> c.latencyMonitorThreshold = v),
        new OomScores("oom-score-adj-values").into((c, v) -> c.oomScoreAdjValues = v),
        new Percentiles("latency-tracking-info-percentiles")
            .into((c, v) -> c.latencyTrackingInfoPercentiles = v));
  }
}
