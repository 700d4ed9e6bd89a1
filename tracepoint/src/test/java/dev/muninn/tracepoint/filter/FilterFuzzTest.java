package dev.muninn.tracepoint.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class FilterFuzzTest {
  /** Any text is read or refused in one line, and what was read survives writing and reading. */
  @FuzzTest(maxDuration = "20s")
  void shouldReadOrRefuseAnyText(byte[] bytes) throws FilterException {
    Filter filter;
    try {
      filter = Filter.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (FilterException e) {
      assertThat(e.getMessage()).matches("filter: .+ position=\\d+").doesNotContain("\n");
      return;
    }
    String written = filter.toString();
    if (written.length() <= Filter.MAX_LENGTH) {
      assertThat(Filter.parse(written)).isEqualTo(filter);
    }
  }
}
