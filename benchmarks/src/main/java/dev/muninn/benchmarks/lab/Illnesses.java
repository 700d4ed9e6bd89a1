package dev.muninn.benchmarks.lab;

import dev.muninn.analysis.model.FindingKind;
import dev.muninn.benchmarks.load.KeyFill;
import java.util.List;

/** The lab's list: the illnesses a server of this version can have, and those that are to come. */
final class Illnesses {
  private static final int KEYS = 1_000_000;
  private static final long EXPIRE_AFTER_MILLIS = 10_000;

  /** Those there are, the healthy server first. */
  static final List<Illness> ALL =
      List.of(
          new Illness(
              "healthy",
              "everyday load alone",
              List.of(),
              false,
              Doses::none,
              patient -> Patient.rest(4000),
              Expected.NONE),
          new Illness(
              "keys",
              "KEYS * on a million keys, three times",
              List.of(),
              false,
              patient -> KeyFill.fill(patient.port(), KEYS),
              Doses::keys,
              Expected.first(FindingKind.SLOW_COMMAND, "keys")),
          new Illness(
              "mass-expiry",
              "a million keys expire at one moment",
              List.of(),
              false,
              patient -> Doses.expiringKeys(patient, KEYS, EXPIRE_AFTER_MILLIS),
              Doses::awaitExpiry,
              Expected.first(FindingKind.MASS_EXPIRY, "")),
          new Illness(
              "del",
              "DEL of 150 values of 31 MB, lazyfree-lazy-user-del off",
              List.of("--lazyfree-lazy-user-del", "no"),
              false,
              Doses::largeValues,
              patient -> Doses.delete(patient, "DEL"),
              Expected.first(FindingKind.LARGE_DELETE, "del")),
          new Illness(
              "unlink",
              "UNLINK of 150 values of 31 MB",
              List.of(),
              false,
              Doses::largeValues,
              patient -> Doses.delete(patient, "UNLINK"),
              Expected.NONE),
          new Illness(
              "slow-reader",
              "a client asks for 100 MB and does not read them",
              List.of(),
              false,
              Doses::none,
              Doses::slowReader,
              Expected.first(FindingKind.SLOW_READER, "reader")),
          new Illness(
              "flood",
              "a client with 2,000 requests in flight at any time",
              List.of(),
              false,
              Doses::none,
              Doses::flood,
              Expected.first(FindingKind.FLOOD, "flooder")),
          new Illness(
              "debug-sleep",
              "DEBUG SLEEP 0.2, three times",
              List.of("--enable-debug-command", "local"),
              false,
              Doses::none,
              Doses::sleep,
              Expected.first(FindingKind.BLOCKING_DEBUG, "debug")),
          new Illness(
              "gc-pause",
              "full collections forced by jcmd, five times",
              List.of(),
              false,
              Doses::none,
              Doses::collect,
              Expected.first(FindingKind.GC_PAUSE, "")),
          new Illness(
              "cpu-hog",
              "six programs that compute on the server's CPU",
              List.of(),
              true,
              Doses::none,
              Doses::hog,
              Expected.first(FindingKind.CPU_WAIT, "")),
          new Illness(
              "connections",
              "4,000 clients connect at once, twice",
              List.of(),
              false,
              Doses::none,
              Doses::crowd,
              Expected.first(FindingKind.CONNECTION_STORM, "")));

  /** Illnesses whose part of the server does not exist yet: added with it. */
  static final List<String> PENDING =
      List.of(
          "script",
          "slow fsync",
          "snapshot start",
          "eviction storm",
          "big MULTI",
          "huge aggregate");

  private Illnesses() {}
}
