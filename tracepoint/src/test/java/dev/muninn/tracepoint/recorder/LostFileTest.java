package dev.muninn.tracepoint.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.tracepoint.testing.ChildJvm;
import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A flight recorder whose file is lost beneath it, while three threads fire without a pause. */
class LostFileTest {
  @TempDir Path directory = Path.of("");
  private Path mounted = Path.of("");

  @AfterEach
  void unmount() {
    if (!mounted.toString().isEmpty()) {
      Tools.output("umount", "--lazy", mounted.toString());
    }
  }

  private ChildJvm child(Path output, String... options) {
    return ChildJvm.builder(RecordingProgram.class)
        .options("-Dmuninn.tracepoint.dir=" + directory.resolve("objects"))
        .options(options)
        .arguments("FLIGHT", output.toString())
        .start();
  }

  private static long[] fired(ChildJvm child) {
    String list = child.ask("fired");
    return Arrays.stream(list.substring(1, list.length() - 1).split(", "))
        .mapToLong(Long::parseLong)
        .toArray();
  }

  private static void awaitProgress(ChildJvm child) {
    long[] before = fired(child);
    Tools.await(
        "every thread goes on to fire",
        () -> {
          long[] now = fired(child);
          for (int i = 0; i < now.length; i++) {
            if (now[i] < before[i] + 10_000) {
              return false;
            }
          }
          return true;
        });
  }

  private static String lost(Path ring) {
    return "truncated, or no room on its disk any more: file=" + ring;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+TieredCompilation", "-Xint"})
  void shouldEndTheSessionAndNothingElseWhenItsFileIsTruncated(String compiler) throws IOException {
    Path flight = directory.resolve("flight");
    Path ring = flight.resolve(FlightFileLayout.FILE_NAME);
    try (ChildJvm child = child(flight, compiler)) {
      assertThat(child.nextLine()).isEqualTo("ready");
      assertThat(child.ask("load")).isEqualTo("done");
      awaitProgress(child);
      FileChannel.open(ring, StandardOpenOption.WRITE).truncate(0).close();
      assertThat(child.nextLine()).isEqualTo("recorder: session=child stopped: " + lost(ring));

      awaitProgress(child);
      assertThat(child.ask("problem")).isEqualTo("problem: " + lost(ring));
      assertThat(child.ask("snapshot")).startsWith("snapshot: path=" + flight).endsWith(lost(ring));
      assertThat(child.exit()).isZero();
    }
  }

  @Test
  void shouldRefuseARingForWhichThereIsNoRoom() throws IOException {
    Path small = mount("1m");
    try (ChildJvm child = child(small.resolve("flight"))) {
      assertThat(child.nextLine())
          .isEqualTo("session not created: name=child: No space left on device");
      assertThat(child.exit()).isZero();
    }
    assertThat(small.resolve("flight")).isEmptyDirectory();
  }

  @Test
  void shouldEndTheSessionWhenTheDiskIsFullBeneathIt() throws IOException {
    Tools.assumeInstalled("fallocate");
    Path small = mount("8m");
    Path flight = small.resolve("flight");
    Path ring = flight.resolve(FlightFileLayout.FILE_NAME);
    try (ChildJvm child = child(flight)) {
      assertThat(child.nextLine()).isEqualTo("ready");
      // A file whose blocks somebody has taken away, and a disk that has no others.
      String size = Long.toString(Files.size(ring));
      Tools.output("fallocate", "--punch-hole", "-o", "0", "-l", size, ring.toString());
      fill(small.resolve("filler"));
      assertThat(child.ask("load")).isEqualTo("done");
      assertThat(child.nextLine()).isEqualTo("recorder: session=child stopped: " + lost(ring));
      awaitProgress(child);
      assertThat(child.exit()).isZero();
    }
  }

  private Path mount(String size) throws IOException {
    Path small = Files.createDirectory(directory.resolve("small"));
    Tools.Result result =
        Tools.run(
            java.util.Map.of(),
            List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", small.toString()));
    assumeTrue(result.status() == 0, "no right to mount: " + result.output());
    mounted = small;
    return small;
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
  }
}
