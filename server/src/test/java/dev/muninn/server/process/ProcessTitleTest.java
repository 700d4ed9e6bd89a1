package dev.muninn.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.server.config.ConfigException;
import dev.muninn.server.config.ConfigLoader;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTitleTest {
  private static String text(int port, String... directives) throws ConfigException {
    return ProcessTitle.text(
        ConfigLoader.load(List.of(directives), new ByteArrayInputStream(new byte[0])),
        "muninn-server",
        port);
  }

  @Test
  void shouldFillTheTemplateIn() throws ConfigException {
    assertThat(text(6379)).isEqualTo("muninn-server *:6379");
    assertThat(text(7000, "--bind", "-::1 10.0.0.1")).isEqualTo("muninn-server ::1:7000");
    assertThat(text(0, "--unixsocket", "/run/m.sock")).isEqualTo("muninn-server /run/m.sock");
    assertThat(
            text(
                1,
                "--proc-title-template",
                "TEST {title} {port} {tls-port} {unixsocket}|{server-mode}{config-file}"))
        .isEqualTo("TEST muninn-server 1 0 |");
  }
}
