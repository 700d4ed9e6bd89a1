package dev.muninn.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.doc.TracepointTable;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracepointDocumentationTest {
  private static final Path DOCUMENT = Path.of("../docs/TRACEPOINTS.md");

  /** In the order of the document. */
  private static final List<ProviderDefinition> PROVIDERS =
      List.of(
          CommandEventsTracepoints.DEFINITION,
          CommandEntryEventsTracepoints.DEFINITION,
          ServerEventsTracepoints.DEFINITION,
          ServerEntryEventsTracepoints.DEFINITION,
          DbEventsTracepoints.DEFINITION,
          DbEntryEventsTracepoints.DEFINITION,
          ConnectionEventsTracepoints.DEFINITION,
          KeyEventsTracepoints.DEFINITION,
          JvmEventsTracepoints.DEFINITION,
          ProcessEventsTracepoints.DEFINITION,
          RedisProbesTracepoints.DEFINITION);

  /** With {@code -Dtest.jvm.args=-Dmuninn.docs.update=true} the table is written anew. */
  @Test
  void shouldHaveATableThatIsUpToDate() throws IOException {
    String document = Files.readString(DOCUMENT);
    String introduction = document.substring(0, document.indexOf("## `"));
    String expected = introduction + TracepointTable.write(PROVIDERS);
    if (Boolean.getBoolean("muninn.docs.update")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
  }

  /** People's LTTng and Trace Compass files depend on these names and types. */
  @Test
  void shouldKeepTheContractOfValkey() {
    assertThat(contract(CommandEventsTracepoints.DEFINITION))
        .containsExactly("valkey_commands:command_call(name STRING, duration UINT64)");
    assertThat(contract(ServerEventsTracepoints.DEFINITION))
        .containsExactly(
            "valkey_server:command(duration UINT64)",
            "valkey_server:fast_command(duration UINT64)",
            "valkey_server:eventloop(duration UINT64)",
            "valkey_server:eventloop_cron(duration UINT64)");
    assertThat(contract(DbEventsTracepoints.DEFINITION))
        .containsExactly(
            "valkey_db:expire_del(duration UINT64)",
            "valkey_db:expire_cycle(duration UINT64)",
            "valkey_db:expire_cycle_keys(duration UINT64)",
            "valkey_db:expire_cycle_fields(duration UINT64)",
            "valkey_db:lazy_free(duration UINT64)");
    assertThat(contract(RedisProbesTracepoints.DEFINITION))
        .containsExactly("redis:call__start(id INT32)", "redis:call__end(id INT32)");
  }

  /** Enabling {@code x:*} must not enable the twins too. */
  @Test
  void shouldKeepEntryTwinsInProvidersOfTheirOwn() {
    for (ProviderDefinition provider : PROVIDERS) {
      assertThat(provider.events())
          .allMatch(event -> event.name().endsWith("_entry") == provider.name().endsWith("_entry"));
    }
  }

  private static List<String> contract(ProviderDefinition provider) {
    return provider.events().stream()
        .map(event -> provider.name() + ":" + event.name() + "(" + fields(event) + ")")
        .toList();
  }

  private static String fields(EventDefinition event) {
    return String.join(
        ", ", event.fields().stream().map(field -> field.name() + " " + field.type()).toList());
  }
}
