package dev.muninn.tracepoint.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void shouldWriteFieldNamesInSnakeCase() {
    assertThat(Names.toSnakeCase("clientId")).isEqualTo("client_id");
    assertThat(Names.toSnakeCase("usedURL")).isEqualTo("used_url");
    assertThat(Names.toSnakeCase("URLUsed")).isEqualTo("url_used");
    assertThat(Names.toSnakeCase("client_id")).isEqualTo("client_id");
    assertThat(Names.toSnakeCase("Client_Id")).isEqualTo("client_id");
    assertThat(Names.toSnakeCase("p99")).isEqualTo("p99");
  }

  @Test
  void shouldMakeJavaNamesOfProbeNames() {
    assertThat(Names.toCamelCase("call__start")).isEqualTo("callStart");
    assertThat(Names.toCamelCase("new")).isEqualTo("new_");
    assertThat(Names.toCamelCase("notify")).isEqualTo("notify_");
    assertThat(Names.toCamelCase("__")).isEqualTo("p");
    assertThat(Names.toCamelCase("_1st")).isEqualTo("p1st");
    assertThat(Names.toPascalCase("valkey_commands")).isEqualTo("ValkeyCommands");
  }

  @Test
  void shouldWriteLiteralsInAscii() {
    assertThat(Names.literal("a\"b\\c\nü")).isEqualTo("\"a\\\"b\\\\c\\n\\u00fc\"");
  }
}
