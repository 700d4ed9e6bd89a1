package dev.muninn.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.analysis.model.Analysis;
import dev.muninn.analysis.model.AnalysisOptions;
import dev.muninn.analysis.model.Analyzer;
import dev.muninn.analysis.model.Samples;
import dev.muninn.analysis.model.TraceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private final Path directory;

  ReportTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void shouldHaveVerdictAndFiguresInData() {
    String data = ReportData.of(Samples.sick(), ReportOptions.DEFAULT);

    assertThat(data)
        .contains("\"verdict\":\"KEYS held up the server for 300 ms.\"")
        .contains("\"kind\":\"SLOW_COMMAND\"")
        .contains("\"stolen\":3600000")
        .contains("\"stalls\":[[\"COMMAND\",\"keys\",")
        .contains("\"count\":4002");
  }

  @Test
  void shouldLoadNothingAndStaySmall() {
    String html = Report.html(Samples.sick(), ReportOptions.DEFAULT);

    assertThat(html).doesNotContain("src=", "href=", "@import", "url(");
    assertThat(html.length()).isLessThan(300_000);
  }

  @Test
  void shouldLetNoTextOfTheTraceBecomeCode() {
    String html = Report.html(Samples.sick(), ReportOptions.DEFAULT);

    assertThat(html.split("</script>", -1)).hasSize(3);
    assertThat(html).doesNotContain("alert(1)</").doesNotContain("<script>alert");
  }

  @Test
  void shouldReplaceFileAndLeaveNothingElse() throws IOException {
    Path file = directory.resolve("report.html");
    Files.writeString(file, "old");

    Report.write(Samples.healthy(), ReportOptions.DEFAULT, file);

    assertThat(file).content().contains("Healthy: nothing held the server up.");
    assertThat(directory).isDirectoryContaining(p -> p.equals(file));
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @Test
  void shouldSayInOneLineThatDirectoryIsMissing() {
    Path file = directory.resolve("no/such/report.html");

    assertThatThrownBy(() -> Report.write(Samples.empty(), ReportOptions.DEFAULT, file))
        .isInstanceOf(IOException.class)
        .hasMessage("no such directory: " + file.getParent());
  }

  @Test
  void shouldOpenInBrowserWithoutError() throws Exception {
    assertThat(dom(Samples.sick()))
        .contains("data-ready=\"yes\"")
        .contains("class=\"sick\"")
        .contains("KEYS held up the server for 300&nbsp;ms.")
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)")
        .contains("waited 300&nbsp;ms behind KEYS");
  }

  @Test
  void shouldBreakNoLineBetweenANumberAndItsUnit() throws Exception {
    String page = dom(Samples.sick());
    // What is drawn, and what is not shown, has no lines.
    String text =
        page.replaceAll("(?s)<(script|style|svg)[ >].*?</\\1>", "").replaceAll("<[^>]*>", "|");

    assertThat(text).contains("&nbsp;us", "&nbsp;ms", "&nbsp;s|", "&nbsp;%", "&nbsp;bytes");
    assertThat(text).doesNotContainPattern("\\d\\s(ns|us|ms|s|min|%|bytes|[KMG]iB)(?![A-Za-z])");
  }

  @Test
  void shouldShowTheEventsOfAProgram() throws Exception {
    Analyzer analyzer = new Analyzer(Set.of("shop:sold"), AnalysisOptions.DEFAULT);
    for (int i = 0; i < 10; i++) {
      analyzer.event(1_000_000L * i, "shop:sold", 0, false);
    }
    TraceFacts facts = new TraceFacts("shop", "", "", 0, Set.of("shop:sold"), 0, List.of(), false);
    String page = dom(analyzer.finish(facts));

    assertThat(page)
        .contains("10 events of 1 kind in 9.00&nbsp;ms.", "shop:sold", "&lt;1&nbsp;us")
        .contains("<section id=\"overtime\" hidden=\"\">", "<section id=\"turns\" hidden=\"\">")
        .contains("<section id=\"commands\" hidden=\"\">", "<section id=\"curves\" hidden=\"\">")
        .doesNotContain("Main thread busy<", "NaN", "Infinity");
  }

  @Test
  void shouldDrawCommandsThatTookLessThanAMicrosecond() throws Exception {
    Analyzer analyzer =
        new Analyzer(Set.of("valkey_commands:command_call"), AnalysisOptions.DEFAULT);
    analyzer.command(1_000_000, "get", 0);
    analyzer.command(2_000_000, "get", 0);
    TraceFacts facts = new TraceFacts("t", "", "", 0, Set.of(), 0, List.of(), false);
    String page = dom(analyzer.finish(facts));

    assertThat(page)
        .contains("data-ready=\"yes\"", "&lt;1&nbsp;us")
        .doesNotContain("\"NaN", "0&nbsp;ns");
  }

  @Test
  void shouldOpenInBrowserWhenNothingIsInTheTrace() throws Exception {
    assertThat(dom(Samples.empty()))
        .contains("data-ready=\"yes\"")
        .contains("The trace has no events.");
  }

  private String dom(Analysis analysis) throws IOException, InterruptedException {
    Path chromium = Path.of("/usr/bin/chromium");
    assumeTrue(Files.isExecutable(chromium), "no chromium at " + chromium);
    Path page = directory.resolve("page.html");
    Report.write(analysis, ReportOptions.DEFAULT, page);
    Path out = directory.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("profile"),
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("chromium ends").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(out);
  }
}
