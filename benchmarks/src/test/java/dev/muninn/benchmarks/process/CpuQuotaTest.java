package dev.muninn.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CpuQuotaTest {
  /** The kernel's own word for it: where the process is, and that the group is gone afterwards. */
  @Test
  void shouldConfineProcess() throws IOException, InterruptedException {
    String name = "muninn-bench-" + ProcessHandle.current().pid();
    try (CpuQuota quota = make()) {
      Process process = new ProcessBuilder("sleep", "60").start();
      try {
        quota.add(process.pid());
        Path groups = Path.of("/proc", Long.toString(process.pid()), "cgroup");
        assertThat(Files.readString(groups)).contains("/" + name + "\n");
      } finally {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(Files.readString(Path.of("/proc/self/cgroup"))).doesNotContain(name);
    try (CpuQuota again = make()) {
      assertThat(again).isNotNull();
    }
  }

  private static CpuQuota make() {
    try {
      return CpuQuota.make(1000, 4000);
    } catch (NotRunException e) {
      return abort(e.toString());
    }
  }
}
