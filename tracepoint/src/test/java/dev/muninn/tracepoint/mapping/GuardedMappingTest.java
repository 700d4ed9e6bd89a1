package dev.muninn.tracepoint.mapping;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedMappingTest {
  private static final int PAGE = 4096;
  private static final int SIZE = 16 * PAGE;

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void requireHandler() {
    assumeTrue(FaultHandler.installed() != null, "no handler on this platform");
  }

  private FileChannel file(String name) throws IOException {
    Path path = directory.resolve(name);
    byte[] content = new byte[SIZE];
    java.util.Arrays.fill(content, (byte) 1);
    Files.write(path, content);
    return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Test
  void shouldGiveZerosForPagesThatWereLost() throws IOException {
    try (FileChannel channel = file("cut");
        FileChannel whole = file("whole");
        Arena arena = Arena.ofShared()) {
      GuardedMapping cut = GuardedMapping.map(channel, MapMode.READ_WRITE, SIZE, arena);
      GuardedMapping other = GuardedMapping.map(whole, MapMode.READ_WRITE, SIZE, arena);
      cut.memory().set(JAVA_LONG, 5 * PAGE, 7);
      channel.truncate(2 * PAGE);
      assertThat(cut.lost()).isFalse();

      assertThat(cut.memory().get(JAVA_LONG, PAGE)).isEqualTo(0x0101010101010101L);
      assertThat(cut.lost()).isFalse();
      assertThat(cut.memory().get(JAVA_LONG, 5 * PAGE)).isZero();
      assertThat(cut.lost()).isTrue();
      cut.memory().set(JAVA_LONG, 9 * PAGE + 8, 9);
      assertThat(cut.memory().get(JAVA_LONG, 9 * PAGE + 8)).isEqualTo(9);
      MemorySegment.copy(other.memory(), 0, cut.memory(), 0, SIZE);
      assertThat(cut.memory().get(JAVA_LONG, SIZE - 8)).isEqualTo(0x0101010101010101L);
      assertThat(other.lost()).isFalse();
      assertThat(channel.size()).isEqualTo(2 * PAGE);
    }
  }

  @Test
  void shouldGiveZerosWhereAFileIsOnlyRead() throws IOException {
    try (FileChannel channel = file("cut");
        Arena arena = Arena.ofShared()) {
      GuardedMapping cut = GuardedMapping.map(channel, MapMode.READ_ONLY, SIZE, arena);
      channel.truncate(0);
      byte[] bytes = cut.memory().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
      assertThat(bytes).containsOnly(0);
      assertThat(cut.lost()).isTrue();
    }
  }

  @Test
  void shouldLeaveOtherFaultsToTheJvm() throws IOException {
    try (FileChannel guarded = file("guarded");
        FileChannel channel = file("cut");
        Arena arena = Arena.ofShared()) {
      GuardedMapping mapping = GuardedMapping.map(guarded, MapMode.READ_WRITE, SIZE, arena);
      MemorySegment plain = channel.map(MapMode.READ_WRITE, 0, SIZE, arena);
      channel.truncate(0);
      assertThatThrownBy(() -> plain.get(JAVA_LONG, 0)).isInstanceOf(InternalError.class);
      assertThat(mapping.lost()).isFalse();
    }
  }

  @Test
  void shouldUseEntriesAgainAndDoWithoutWhereAllAreTaken() throws IOException {
    for (int round = 0; round < 3; round++) {
      try (FileChannel channel = file("cut" + round);
          Arena arena = Arena.ofShared()) {
        List<GuardedMapping> mappings = new ArrayList<>();
        for (int i = 0; i < HandlerCode.ENTRIES + 1; i++) {
          mappings.add(GuardedMapping.map(channel, MapMode.READ_WRITE, SIZE, arena));
        }
        channel.truncate(0);
        for (GuardedMapping mapping : mappings.subList(0, HandlerCode.ENTRIES)) {
          mapping.memory().set(JAVA_LONG, 8, 1);
          assertThat(mapping.lost()).isTrue();
        }
        assertThat(mappings.getLast().lost()).isFalse();
      }
    }
  }
}
