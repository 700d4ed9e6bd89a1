package dev.muninn.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.server.config.Config;
import dev.muninn.server.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OomScoreTest {
  @TempDir Path directory = Path.of("");

  private final List<String> logged = new ArrayList<>();
  private final Config config = new Config();
  private Path file = Path.of("");

  @BeforeEach
  void watch() throws IOException {
    file = directory.resolve("oom_score_adj");
    Files.writeString(file, "50\n");
    OomScore score = new OomScore(file, (level, line) -> logged.add(line));
    score.start(config);
    config.onChange(score, "oom-score-adj", "oom-score-adj-values");
  }

  private String score() throws IOException {
    return Files.readString(file).strip();
  }

  private void set(String name, String value) throws ConfigException {
    config.set(List.of(name), List.of(value), true, false);
  }

  @Test
  void shouldAddToTheScoreItWasStartedWith() throws IOException, ConfigException {
    set("oom-score-adj-values", "100 200 300");
    assertThat(score()).isEqualTo("50");
    set("oom-score-adj", "yes");
    assertThat(config.get("oom-score-adj")).isEqualTo("relative");
    assertThat(score()).isEqualTo("150");
    set("oom-score-adj-values", "2000 2000 2000");
    assertThat(score()).isEqualTo("1000");
    set("oom-score-adj", "no");
    assertThat(score()).isEqualTo("50");
  }

  @Test
  void shouldSetTheScore() throws IOException, ConfigException {
    set("oom-score-adj-values", "-100 200 300");
    set("oom-score-adj", "absolute");
    assertThat(score()).isEqualTo("-100");
  }

  @Test
  void shouldRefuseWhatTheKernelRefuses() throws IOException {
    Files.delete(file);
    assertThatThrownBy(() -> set("oom-score-adj", "absolute"))
        .hasMessage(
            "CONFIG SET failed (possibly related to argument 'oom-score-adj') - Failed to set"
                + " current oom_score_adj. Check server logs.");
    assertThat(config.get("oom-score-adj")).isEqualTo("no");
    assertThat(logged).hasSize(1).first().asString().startsWith("Unable to write oom_score_adj: ");
  }
}
