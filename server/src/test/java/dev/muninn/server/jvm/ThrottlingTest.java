package dev.muninn.server.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control groups as /proc and /sys tell them, in files of the test's. */
class ThrottlingTest {
  private Path directory;
  private Path process;
  private Path group;

  @BeforeEach
  void makeGroup(@TempDir Path temporary) throws IOException {
    directory = temporary;
    process = Files.createDirectories(directory.resolve("proc"));
    group = Files.createDirectories(directory.resolve("sys/a/b"));
  }

  private void mounted(String cgroup, String root, String type, String options) throws IOException {
    Files.writeString(process.resolve("cgroup"), cgroup);
    Files.writeString(
        process.resolve("mountinfo"),
        "22 1 0:20 / /proc rw,relatime - proc proc rw\n"
            + "31 22 0:28 %s %s rw,relatime shared:9 - %s cgroup %s\n"
                .formatted(root, directory.resolve("sys"), type, options));
  }

  private @Nullable Long read() {
    try (Throttling throttling = Throttling.of(process)) {
      return throttling == null ? null : throttling.nanos();
    }
  }

  @Test
  void shouldReadUnifiedHierarchy() throws IOException {
    mounted("0::/a/b\n", "/", "cgroup2", "rw,nsdelegate");
    Files.writeString(group.resolve("cpu.max"), "25000 100000\n");
    Files.writeString(
        group.resolve("cpu.stat"), "usage_usec 5\nnr_throttled 9\nthrottled_usec 1234\n");

    assertThat(read()).isEqualTo(1_234_000);

    Files.writeString(group.resolve("cpu.stat.local"), "throttled_usec 99\n");
    assertThat(read()).isEqualTo(99_000);
  }

  @Test
  void shouldReadFirstVersionsHierarchy() throws IOException {
    mounted("9:name=systemd:/x\n3:cpu,cpuacct:/a/b\n0::/\n", "/", "cgroup", "rw,cpu,cpuacct");
    Files.writeString(group.resolve("cpu.cfs_quota_us"), "25000\n");
    Files.writeString(group.resolve("cpu.stat"), "nr_throttled 9\nthrottled_time 777\n");

    assertThat(read()).isEqualTo(777);
  }

  @Test
  void shouldFindGroupOfContainer() throws IOException {
    mounted("0::/docker/1/a/b\n", "/docker/1", "cgroup2", "rw");
    Files.writeString(group.resolve("cpu.max"), "25000 100000\n");
    Files.writeString(group.resolve("cpu.stat"), "throttled_usec 1\n");

    assertThat(read()).isEqualTo(1000);
  }

  @Test
  void shouldTellNothingWithoutQuota() throws IOException {
    mounted("0::/a/b\n", "/", "cgroup2", "rw");
    Files.writeString(group.resolve("cpu.stat"), "throttled_usec 1\n");
    assertThat(read()).isNull();

    Files.writeString(group.resolve("cpu.max"), "max 100000\n");
    assertThat(read()).isNull();
  }

  @Test
  void shouldTellNothingWhereFilesAreOfAnotherKind() throws IOException {
    assertThat(read()).isNull();

    mounted("no such line\n", "/", "cgroup2", "rw");
    assertThat(read()).isNull();

    mounted("0::/../../a\0b\n", "/", "cgroup2", "rw");
    assertThat(read()).isNull();
  }
}
