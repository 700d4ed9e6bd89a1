package dev.muninn.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** No text ends in anything but a configuration or one line that says what is wrong. */
class ConfigFileFuzzTest {
  @FuzzTest
  void shouldReadOrRefuseAnyText(FuzzedDataProvider data) {
    // Files are left out: include and dir would make the outcome depend on the machine.
    String text = data.consumeRemainingAsAsciiString().replace("include", "exclude");
    try {
      Config config = ConfigLoader.parse("fuzz", text);
      ConfigRewrite rewrite = new ConfigRewrite(text);
      config.rewriteInto(rewrite);
      Config again = ConfigLoader.parse("again", rewrite.content());
      assertThat(again.match(List.of("*"))).isEqualTo(config.match(List.of("*")));
    } catch (ConfigException e) {
      assertThat(e.text()).isNotEmpty().doesNotContain("\n");
    }
  }
}
