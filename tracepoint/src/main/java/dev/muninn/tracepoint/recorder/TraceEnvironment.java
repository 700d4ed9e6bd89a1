package dev.muninn.tracepoint.recorder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Facts about a trace that do not change: who wrote it, when, by which clock.
 *
 * @param uuid of the trace: that of all its packets and chunks
 * @param clockUuid the machine's boot id, which LTTng's clock has too; empty where there is none
 * @param clockOffset nanoseconds to be added to CLOCK_MONOTONIC to get the time since the epoch
 * @param entries the env block: strings and numbers by name
 */
record TraceEnvironment(
    UUID uuid, String clockUuid, long clockOffset, Map<String, Object> entries) {
  private static final int CLOCK_READINGS = 10;

  TraceEnvironment {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** Facts of this process and this moment. */
  static TraceEnvironment here(String session) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("hostname", hostName());
    entries.put("domain", "ust");
    entries.put("tracer_name", "muninn");
    entries.put("tracer_major", 0);
    entries.put("tracer_minor", 1);
    entries.put("trace_name", session);
    entries.put(
        "trace_creation_datetime",
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", ""));
    entries.put("procname", processName());
    entries.put("vpid", ProcessHandle.current().pid());
    return new TraceEnvironment(
        UUID.randomUUID(),
        readLine("/proc/sys/kernel/random/boot_id", ""),
        measureOffset(),
        entries);
  }

  /** The reading of both clocks that took the least time is the most exact. */
  private static long measureOffset() {
    long best = 0;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < CLOCK_READINGS; i++) {
      long before = System.nanoTime();
      Instant now = Instant.now();
      long took = System.nanoTime() - before;
      if (took < least) {
        least = took;
        best = now.getEpochSecond() * 1_000_000_000L + now.getNano() - (before + took / 2);
      }
    }
    return best;
  }

  private static String hostName() {
    String name = readLine("/proc/sys/kernel/hostname", "");
    if (!name.isEmpty()) {
      return name;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The name it was started by, which {@code exec -a} may have made another than java's. */
  private static String processName() {
    String command = readLine("/proc/self/cmdline", "java");
    int end = command.indexOf('\0');
    String program = end < 0 ? command : command.substring(0, end);
    return program.substring(program.lastIndexOf('/') + 1);
  }

  private static String readLine(String file, String otherwise) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return otherwise;
    }
  }
}
