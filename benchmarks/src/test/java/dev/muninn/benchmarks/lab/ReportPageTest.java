package dev.muninn.benchmarks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muninn.analysis.model.FindingKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final String SICK =
      "<html>{\"findings\":[{\"kind\":\"SLOW_COMMAND\",\"title\":\"slow command\",\"sentence\":"
          + "\"KEYS held \\\"it\\\" up\"},{\"kind\":\"GC_PAUSE\",\"sentence\":\"x\"}]}";

  @Test
  void shouldReadTheFirstCulprit() throws IOException {
    Verdict verdict = ReportPage.verdict(SICK);
    assertThat(verdict).isEqualTo(new Verdict("SLOW_COMMAND", "KEYS held \"it\" up"));
    assertThat(Expected.first(FindingKind.SLOW_COMMAND, "keys").isMetBy(verdict)).isTrue();
    assertThat(Expected.first(FindingKind.SLOW_COMMAND, "del").isMetBy(verdict)).isFalse();
    assertThat(Expected.first(FindingKind.GC_PAUSE, "").isMetBy(verdict)).isFalse();
    assertThat(Expected.NONE.isMetBy(verdict)).isFalse();
  }

  @Test
  void shouldReadThatThereIsNone() throws IOException {
    Verdict verdict = ReportPage.verdict("{\"findings\":[],\"x\":[{\"kind\":\"COMMAND\"}]}");
    assertThat(Expected.NONE.isMetBy(verdict)).isTrue();
    assertThat(Expected.first(FindingKind.GC_PAUSE, "").isMetBy(verdict)).isFalse();
  }

  @Test
  void shouldRejectWhatIsNoReport() {
    assertThatThrownBy(() -> ReportPage.verdict("<html></html>"))
        .isInstanceOf(IOException.class)
        .hasMessage("not a report: length=13");
  }
}
