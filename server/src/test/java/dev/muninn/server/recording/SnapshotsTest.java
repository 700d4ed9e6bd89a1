package dev.muninn.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
  private final List<String> log = new ArrayList<>();
  @TempDir private Path directory = Path.of("");

  @Test
  void shouldKeepTheNewestAndWhatIsNoSnapshot() throws IOException {
    for (String name :
        List.of("snapshot-20261122-1", "snapshot-20261122-3", "snapshot-20261122-2")) {
      Files.writeString(Files.createDirectory(directory.resolve(name)).resolve("metadata"), "x");
    }
    Files.writeString(directory.resolve("flight.ring"), "x");

    Snapshots.keepNewest(directory, 2, log::add);

    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("flight.ring", "snapshot-20261122-2", "snapshot-20261122-3");
    }
    assertThat(log).isEmpty();
  }

  @Test
  void shouldSayWhatItCannotDelete() {
    Snapshots.keepNewest(directory.resolve("none"), 2, log::add);

    assertThat(log).singleElement().asString().startsWith("Old snapshots not deleted: directory=");
  }
}
