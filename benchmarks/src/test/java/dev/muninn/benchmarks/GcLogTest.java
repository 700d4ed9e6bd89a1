package dev.muninn.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcLogTest {
  private static final String LOG =
      """
      [0.004s][info][gc] Using Serial
      [1.112s][info][gc] GC(0) Pause Young (Allocation Failure) 17M->1M(61M) 1.251ms
      [2.512s][info][gc] GC(1) Pause Full (System.gc()) 5M->1M(61M) 12.075ms
      [2.600s][info][gc] GC(2) Concurrent Mark 3.100ms
      """;

  @Test
  void shouldCountPausesAndFindTheLongest() {
    assertThat(GcLog.parse(LOG)).isEqualTo(new GcLog(2, 12.075));
  }

  @Test
  void shouldReadOnlyWhatCameLater(@TempDir Path directory) throws IOException {
    Path log = directory.resolve("gc.log");
    Files.writeString(log, LOG);
    long end = GcLog.end(log);
    Files.writeString(log, LOG + "[3.1s][info][gc] GC(3) Pause Young (X) 9M->1M(61M) 0.500ms\n");
    assertThat(GcLog.since(log, end)).isEqualTo(new GcLog(1, 0.5));
  }

  @Test
  void shouldHaveNoFiguresWithoutALog(@TempDir Path directory) throws IOException {
    assertThat(GcLog.since(directory.resolve("gc.log"), 0)).isEqualTo(GcLog.NONE);
  }
}
