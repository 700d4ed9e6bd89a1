package dev.muninn.analysis.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.analysis.model.Samples;
import org.junit.jupiter.api.Test;

class TopTest {
  @Test
  void shouldTellCulpritFirstWithAdvice() {
    String text = Top.text(Samples.sick(), TopOptions.DEFAULT);

    assertThat(text)
        .containsSubsequence(
            "Culprits",
            " 1. high: KEYS held up the server for 300 ms;",
            "What to do: Use SCAN",
            "Slowest commands",
            "Commands (their own time)",
            "Turns of the event loop",
            "Clients",
            "Keys");
  }

  @Test
  void shouldSayThatNothingIsWrong() {
    assertThat(Top.text(Samples.healthy(), TopOptions.DEFAULT))
        .contains("None: nothing held the server up.");
    assertThat(Top.text(Samples.empty(), TopOptions.DEFAULT)).contains("0 events");
  }

  @Test
  void shouldFitWidthOfTerminal() {
    for (int width : new int[] {80, 100, 160}) {
      String text = Top.text(Samples.sick(), new TopOptions(10, width, false, false));
      assertThat(text.lines()).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void shouldSendNoControlCharactersUnlessColoursAreAsked() {
    assertThat(Top.text(Samples.sick(), TopOptions.DEFAULT)).doesNotContain("\u001b");
    assertThat(Top.text(Samples.sick(), new TopOptions(10, 100, true, false)))
        .contains("\u001b[1m")
        .doesNotContain("\u001b[2J");
  }

  @Test
  void shouldPrintJsonInOneLine() {
    String json = Top.text(Samples.sick(), new TopOptions(10, 100, false, true));

    assertThat(json.lines()).hasSize(1);
    assertThat(json)
        .startsWith("{\"trace\":\"scene\"")
        .endsWith("}")
        .contains("\"findings\":[{\"kind\":\"SLOW_COMMAND\"")
        .contains("\"stolen\":3600000000")
        .contains("\\u003c/script\\u003e");
  }
}
