package dev.muninn.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static Settings parse(String... options) {
    return Settings.parse(List.of("./muninn", "server"), List.of(options));
  }

  @Test
  void shouldMeasureSevenPairsOfMuninnAndRedis() {
    Settings settings = parse();
    assertThat(settings.pairs()).isEqualTo(7);
    assertThat(settings.server()).containsExactly("./muninn", "server");
    assertThat(settings.peer()).containsExactly("redis-server");
  }

  @Test
  void shouldSplitServerCommandAtBlanks() {
    assertThat(parse("--server", "a  b c").server()).containsExactly("a", "b", "c");
  }

  @Test
  void shouldLetLaterOptionsWin() {
    assertThat(parse("--quick", "--pairs", "3").pairs()).isEqualTo(3);
  }

  @Test
  void shouldPassTheRestOn() {
    assertThat(parse("--pairs", "9", "--", "-f", "1").rest()).containsExactly("-f", "1");
  }

  @Test
  void shouldRunStallLabOnceUnlessTold() {
    assertThat(parse().conditions()).isFalse();
    Settings once = parse("--conditions", "--keep", "traces");
    assertThat(once.conditions()).isTrue();
    assertThat(once.runs()).isEqualTo(1);
    assertThat(once.keep()).isEqualTo(Path.of("traces"));
    assertThat(parse("--conditions", "--runs", "3").runs()).isEqualTo(3);
  }

  @Test
  void shouldRejectNumbersOutOfRangeAndUnknownOptions() {
    assertThatThrownBy(() -> parse("--pairs", "0"))
        .hasMessage("no number in range: option=--pairs value=0 range=1..1000");
    assertThatThrownBy(() -> parse("--rate", "fast"))
        .hasMessage("no number in range: option=--rate value=fast range=1..1000000");
    assertThatThrownBy(() -> parse("--pears", "1")).hasMessage("unknown option: option=--pears");
    assertThatThrownBy(() -> parse("--pairs"))
        .hasMessage("unknown option or no value: option=--pairs");
    assertThatThrownBy(() -> parse("--server", " ")).hasMessage("no command: option=--server");
  }
}
