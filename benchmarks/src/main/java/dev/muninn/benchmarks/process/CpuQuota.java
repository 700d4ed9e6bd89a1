package dev.muninn.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A control group whose processes get no more than a share of one CPU ({@code cpu.max} of cgroup
 * v2, {@code cpu.cfs_quota_us} of v1), where this machine and this user may make one.
 */
public final class CpuQuota implements AutoCloseable {
  private static final Pattern CGROUP_MOUNT =
      Pattern.compile("(?m)^\\S+ \\S+ \\S+ \\S+ (\\S+) .* - (cgroup2?) \\S+ (\\S+)$");

  private final Path directory;

  private CpuQuota(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes a group without processes.
   *
   * @param quotaMicros CPU time within each period
   * @param periodMicros 1,000 to 1,000,000
   * @throws NotRunException where there is no such group to be had: why
   */
  public static CpuQuota make(int quotaMicros, int periodMicros) throws NotRunException {
    String why = "no cgroup with a cpu controller is mounted";
    for (Path parent : parents()) {
      Path directory = parent.resolve("muninn-bench-" + ProcessHandle.current().pid());
      try {
        Files.createDirectory(directory);
        CpuQuota group = new CpuQuota(directory);
        try {
          group.limit(quotaMicros, periodMicros);
          return group;
        } catch (IOException e) {
          group.close();
          throw e;
        }
      } catch (IOException e) {
        why = "no cgroup with a CPU quota can be made: " + e;
      }
    }
    throw new NotRunException(why);
  }

  /** Directories in which a group may be made. */
  private static List<Path> parents() {
    List<Path> parents = new ArrayList<>();
    try {
      Matcher mount = CGROUP_MOUNT.matcher(Files.readString(Path.of("/proc/self/mountinfo")));
      while (mount.find()) {
        if (mount.group(2).equals("cgroup2")
            || Set.of(mount.group(3).split(",", -1)).contains("cpu")) {
          parents.add(Path.of(mount.group(1)));
        }
      }
    } catch (IOException e) {
      return List.of(); // not Linux
    }
    return parents;
  }

  private void limit(int quotaMicros, int periodMicros) throws IOException {
    if (Files.exists(directory.resolve("cpu.cfs_quota_us"))) {
      write("cpu.cfs_period_us", Integer.toString(periodMicros));
      write("cpu.cfs_quota_us", Integer.toString(quotaMicros));
    } else {
      write("cpu.max", quotaMicros + " " + periodMicros);
    }
  }

  /** Confines a process with all its threads. */
  public void add(long pid) throws IOException {
    write("cgroup.procs", Long.toString(pid));
  }

  private void write(String file, String value) throws IOException {
    Path path = directory.resolve(file);
    if (!Files.exists(path)) {
      throw new IOException("the group has no such file: name=" + file);
    }
    Files.writeString(path, value);
  }

  /** Removes the group; its processes must have ended. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      System.err.println("bench: a cgroup is left behind: " + e);
    }
  }
}
