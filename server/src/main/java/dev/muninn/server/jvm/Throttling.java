package dev.muninn.server.jvm;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long the process's control group has been stopped because it had used up its CPU quota:
 * {@code throttled_usec} of {@code cpu.stat.local} or {@code cpu.stat} (Linux,
 * Documentation/admin-guide/cgroup-v2), {@code throttled_time} of cgroup v1.
 */
final class Throttling implements AutoCloseable {
  private static final Pattern MOUNT =
      Pattern.compile("(?m)^\\S+ \\S+ \\S+ (\\S+) (\\S+) .* - (cgroup2?) \\S+ (\\S+)$");
  private static final Pattern FIGURE = Pattern.compile("(?m)^throttled_(usec|time) (\\d{1,18})$");

  private final RandomAccessFile file;
  private final byte[] text = new byte[512];

  private Throttling(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Of the group that this process is in now.
   *
   * @return null where it has no quota of its own, or the system does not tell
   */
  static @Nullable Throttling ofThisProcess() {
    return of(Path.of("/proc/self"));
  }

  /**
   * @param process its directory in {@code /proc}
   */
  static @Nullable Throttling of(Path process) {
    try {
      String groups = Files.readString(process.resolve("cgroup"));
      Matcher mount = MOUNT.matcher(Files.readString(process.resolve("mountinfo")));
      while (mount.find()) {
        boolean unified = mount.group(3).equals("cgroup2");
        if (!unified && !Set.of(mount.group(4).split(",", -1)).contains("cpu")) {
          continue;
        }
        String path = path(groups, unified);
        String root = mount.group(1);
        if (path == null || !(root.equals("/") || path.startsWith(root))) {
          continue;
        }
        String below = root.equals("/") ? path : path.substring(root.length());
        Path directory = Path.of(mount.group(2) + below);
        if (hasQuota(directory, unified)) {
          Path local = directory.resolve("cpu.stat.local");
          Path stat = Files.exists(local) ? local : directory.resolve("cpu.stat");
          return new Throttling(new RandomAccessFile(stat.toFile(), "r"));
        }
      }
      return null;
    } catch (IOException | RuntimeException e) {
      return null; // not Linux, or not to be seen from here: nothing is told
    }
  }

  /** The process's path in the hierarchy that has the CPU controller; null where there is none. */
  private static @Nullable String path(String groups, boolean unified) {
    for (String line : groups.lines().toList()) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3
          && (unified ? parts[1].isEmpty() : Set.of(parts[1].split(",", -1)).contains("cpu"))) {
        return parts[2];
      }
    }
    return null;
  }

  private static boolean hasQuota(Path directory, boolean unified) throws IOException {
    Path file = directory.resolve(unified ? "cpu.max" : "cpu.cfs_quota_us");
    if (!Files.exists(file)) {
      return false;
    }
    String quota = Files.readString(file).strip();
    return !quota.startsWith("max") && !quota.startsWith("-");
  }

  /** Nanoseconds so far, of all CPUs together; 0 when it cannot be read. */
  long nanos() {
    try {
      file.seek(0);
      int length = Math.max(0, file.read(text));
      Matcher figure = FIGURE.matcher(new String(text, 0, length, StandardCharsets.US_ASCII));
      if (!figure.find()) {
        return 0;
      }
      long number = Long.parseLong(figure.group(2));
      return figure.group(1).equals("usec") ? number * 1000 : number;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written to it.
    }
  }
}
