package dev.muninn.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void shouldFillShortRowsAndEscapeBars() {
    assertThat(new MarkdownTable("a", "b").row("1|2").toString())
        .isEqualTo("| a | b |\n|---|---|\n| 1\\|2 |  |\n");
  }

  @Test
  void shouldTellWhetherAimsAreMet() {
    Aims aims =
        new Aims().atLeast("x", 1.2, 1.2).atMost("y", 0.16, 0.161).atMost("z", 1, Double.NaN);
    assertThat(aims.toString())
        .isEqualTo(
            """
            | aim | measured | met |
            |---|---|---|
            | x: at least 1.20 | 1.20 | yes |
            | y: at most 0.16 | 0.161 | no |
            | z: at most 1.00 | - | not measured |
            """);
  }

  @Test
  void shouldReplaceOnlyTheNamedSection() throws IOException {
    String document = "a\n<!-- bench:x -->\nold\n<!-- /bench:x -->\nb\n";
    assertThat(PerformanceDocument.replace(document, "x", "new\n"))
        .isEqualTo("a\n<!-- bench:x -->\nnew\n<!-- /bench:x -->\nb\n");
  }

  @Test
  void shouldRejectDocumentWithoutTheSection() {
    assertThatThrownBy(() -> PerformanceDocument.replace("text", "x", "new"))
        .isInstanceOf(IOException.class)
        .hasMessage("no such section: section=x");
  }
}
