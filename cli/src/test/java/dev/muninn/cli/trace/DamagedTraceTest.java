package dev.muninn.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be read of a damaged trace is shown, and the exit status tells that it is not all. */
@SuppressWarnings("NullAway.Init") // JUnit fills the field
class DamagedTraceTest {
  private static final String METADATA =
      """
      /* CTF 1.8 */
      typealias integer { size = 8; } := u8;
      trace { major = 1; minor = 8; byte_order = le; };
      clock { name = c; freq = 1000; };
      stream { event.header := struct {
        u8 id; integer { size = 64; align = 8; map = clock.c.value; } timestamp; }; };
      event { id = 1; name = "p:e"; fields := struct { u8 _x; }; };
      """;

  private static final byte[] EVENT = {1, 0, 0, 0, 0, 0, 0, 0, 0, 42};

  @TempDir Path home;
  private Path trace;

  @BeforeEach
  void writeTrace() throws IOException {
    trace = Files.createDirectories(home.resolve("trace"));
    Files.writeString(trace.resolve("metadata"), METADATA);
    Files.write(trace.resolve("sound"), EVENT);
  }

  private void assertStatus(int status, String warning) {
    String path = trace.toString();
    ToolRun view = ToolRun.of(home, "trace", "view", path);
    assertThat(view.out()).isNotEmpty().matches("(.*p:e: \\{ x = 42 }\n)+");
    assertThat(view.err()).contains(warning);
    assertThat(view.status()).isEqualTo(status);
    for (String[] words :
        new String[][] {
          {"top", path},
          {"report", path, "-o", home.resolve("page.html").toString()},
          {"sql", path, "select 1"},
          {"export", path, "--perfetto", home.resolve("p.pftrace").toString()}
        }) {
      ToolRun run = ToolRun.of(home, words);
      assertThat(run.status()).as("%s: %s%s", words[0], run.out(), run.err()).isEqualTo(status);
    }
  }

  @Test
  void shouldSucceedWhereAllCanBeRead() {
    assertStatus(0, "");
  }

  @Test
  void shouldFailAfterWhatCanBeRead() throws IOException {
    Files.write(trace.resolve("damaged"), new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 0, 1});

    assertStatus(1, "damaged: unknown event: id=9: offset=0");
  }
}
