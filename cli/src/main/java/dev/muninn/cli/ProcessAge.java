package dev.muninn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long ago this process was started. From {@code /proc}, to 10 ms: the management beans would
 * tell it after 15 ms, and {@link ProcessHandle} counts from a boot time in whole seconds.
 */
final class ProcessAge {
  /** Place of starttime in {@code /proc/self/stat}, counted behind the name in parentheses. */
  private static final int START_TIME = 20;

  private static final int MILLIS_PER_TICK = 10;

  private ProcessAge() {}

  /** Milliseconds, or -1 where the system does not tell. */
  static long millis() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).split(" ", -1);
      String uptime = Files.readString(Path.of("/proc/uptime"));
      double now = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
      return Math.round(now * 1000) - Long.parseLong(fields[START_TIME]) * MILLIS_PER_TICK;
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }
}
