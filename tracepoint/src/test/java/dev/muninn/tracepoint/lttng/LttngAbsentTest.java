package dev.muninn.tracepoint.lttng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.sample.SampleProgram;
import dev.muninn.tracepoint.testing.ChildJvm;
import dev.muninn.tracepoint.testing.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that cannot or must not be traced run all the same. */
class LttngAbsentTest {
  private static final String HIDE_LIBRARY =
      "for f in $(ldconfig -p | sed -n 's/.*liblttng-ust-tracepoint.so.1 .*=> //p'); do"
          + " mount --bind /dev/null $f; done; exec \"$@\"";

  @Test
  void shouldSayInOneLineThatTheLibraryIsMissing(@TempDir Path directory) {
    Tools.assumeRoot();
    Tools.assumeInstalled("unshare", "ldconfig");
    Assumptions.assumeTrue(
        Tools.run(Map.of(), List.of("unshare", "-m", "true")).status() == 0, "cannot unshare");
    try (ChildJvm child =
        ChildJvm.builder(SampleProgram.class)
            .prefix(List.of("unshare", "-m", "sh", "-c", HIDE_LIBRARY, "sh"))
            .options("-Dmuninn.tracepoint.dir=" + directory.resolve("objects"))
            .start()) {
      assertThat(child.linesUntil("ready"))
          .containsExactly(
              "log LTTng: liblttng-ust not installed: library=liblttng-ust-tracepoint.so.1",
              "ready");
      assertThat(child.ask("status"))
          .contains(
              "USDT: available",
              "LTTng: liblttng-ust not installed: library=liblttng-ust-tracepoint.so.1");
      assertThat(child.ask("types")).isEqualTo("done");
      assertThat(child.exit()).isEqualTo(0);
    }
  }

  @Test
  void shouldTouchNothingWhenSwitchedOff(@TempDir Path directory) {
    Path objects = directory.resolve("objects");
    try (ChildJvm child =
        ChildJvm.builder(SampleProgram.class)
            .options("-Dmuninn.tracepoints=off", "-Dmuninn.tracepoint.dir=" + objects)
            .start()) {
      assertThat(child.linesUntil("ready"))
          .containsExactly("log tracepoints are off: muninn.tracepoints=off", "ready");
      assertThat(child.ask("enabled")).isEqualTo("false");
      assertThat(child.ask("types")).isEqualTo("done");
      assertThat(objects).doesNotExist();
      assertThat(child.exit()).isEqualTo(0);
    }
  }
}
