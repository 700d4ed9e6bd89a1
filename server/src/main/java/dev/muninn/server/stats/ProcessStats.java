package dev.muninn.server.stats;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

/**
 * The process as the operating system sees it: {@code /proc} where there is one, the Java
 * platform's figures elsewhere. CPU times are seconds.
 */
public final class ProcessStats {
  /** Clock ticks of {@code /proc/self/stat}: 100 a second on every Linux this runs on. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields of {@code /proc/self/stat} behind the name, counted from the state, which is 0. */
  private static final int UTIME = 11;

  private static final double NANOS_PER_SECOND = 1e9;

  private ProcessStats() {}

  /** Time in user and in kernel mode. */
  public record Cpu(double user, double system) {}

  /** Memory of the process that is in RAM, bytes. */
  public static long residentBytes() {
    long kilobytes = statusKilobytes(Path.of("/proc/self/status"), "VmRSS:");
    if (kilobytes > 0) {
      return kilobytes << 10;
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory();
  }

  /** RAM of the machine, bytes; 0 when unknown. */
  public static long machineBytes() {
    return statusKilobytes(Path.of("/proc/meminfo"), "MemTotal:") << 10;
  }

  /** Anonymous huge pages of the process, bytes; 0 when there are none or it is unknown. */
  public static long hugePageBytes() {
    return statusKilobytes(Path.of("/proc/self/smaps_rollup"), "AnonHugePages:") << 10;
  }

  /** CPU of the whole process. */
  public static Cpu process() {
    return cpu(Path.of("/proc/self/stat"), true);
  }

  /** CPU of children that were waited for. */
  public static Cpu children() {
    return new Cpu(
        ticks(Path.of("/proc/self/stat"), UTIME + 2), ticks(Path.of("/proc/self/stat"), UTIME + 3));
  }

  /** CPU of the calling thread. */
  public static Cpu thread() {
    return cpu(Path.of("/proc/thread-self/stat"), false);
  }

  private static Cpu cpu(Path stat, boolean process) {
    double user = ticks(stat, UTIME);
    double system = ticks(stat, UTIME + 1);
    if (user + system > 0 || Files.isReadable(stat)) {
      return new Cpu(user, system);
    }
    if (process) {
      return new Cpu(
          ProcessHandle.current()
              .info()
              .totalCpuDuration()
              .map(duration -> duration.toNanos() / NANOS_PER_SECOND)
              .orElse(0.0),
          0);
    }
    var threads = ManagementFactory.getThreadMXBean();
    double all = threads.getCurrentThreadCpuTime() / NANOS_PER_SECOND;
    double inUser = threads.getCurrentThreadUserTime() / NANOS_PER_SECOND;
    return new Cpu(inUser, Math.max(0, all - inUser));
  }

  private static double ticks(Path stat, int field) {
    try {
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      // The name may hold blanks and brackets; the fields follow its last bracket.
      StringTokenizer fields = new StringTokenizer(text.substring(text.lastIndexOf(')') + 1));
      for (int i = 0; i < field && fields.hasMoreTokens(); i++) {
        fields.nextToken();
      }
      return fields.hasMoreTokens() ? Long.parseLong(fields.nextToken()) / TICKS_PER_SECOND : 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private static long statusKilobytes(Path file, String field) {
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(field)) {
          return Long.parseLong(new StringTokenizer(line.substring(field.length())).nextToken());
        }
      }
    } catch (IOException | RuntimeException e) {
      return 0;
    }
    return 0;
  }
}
