package dev.muninn.tracepoint.dtrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;

class DtraceParserFuzzTest {
  /** Any text is read or refused, and what was read survives writing and reading. */
  @FuzzTest(maxDuration = "20s")
  void shouldReadOrRefuseAnyText(byte[] bytes) throws DtraceSyntaxException {
    List<ProviderDefinition> providers;
    try {
      providers = DtraceParser.parse("fuzz.d", new String(bytes, StandardCharsets.UTF_8));
    } catch (DtraceSyntaxException e) {
      assertThat(e).hasMessageMatching("(?s)fuzz\\.d:\\d+: .+");
      return;
    }
    StringBuilder written = new StringBuilder();
    providers.forEach(provider -> written.append(DtraceWriter.write(provider)));
    assertThat(DtraceParser.parse("again.d", written.toString())).isEqualTo(providers);
  }
}
