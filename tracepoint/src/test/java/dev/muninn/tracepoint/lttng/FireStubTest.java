package dev.muninn.tracepoint.lttng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.tracepoint.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class FireStubTest {
  @Test
  void shouldBeWhatTheSourceCompilesTo() throws IOException {
    Tools.assumeInstalled("gcc", "objcopy", "readelf", "od");
    String resource =
        Files.readString(Path.of("src/main/resources/dev/muninn/tracepoint/lttng/fire-x86_64.hex"));
    String built = Tools.output("src/main/c/build-fire-stub.sh");

    String compiler = built.lines().findFirst().orElseThrow();
    Assumptions.assumeTrue(
        resource.startsWith(compiler), () -> "built by another compiler: here " + compiler);
    assertThat(built).isEqualTo(resource);
  }
}
