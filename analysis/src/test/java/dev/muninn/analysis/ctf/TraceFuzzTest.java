package dev.muninn.analysis.ctf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.muninn.analysis.ctf.metadata.Metadata;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

class TraceFuzzTest {
  /** Any text is metadata whose types can be compiled, or is refused in one line. */
  @FuzzTest(maxDuration = "20s")
  void shouldReadOrRefuseAnyMetadata(byte[] bytes) {
    compile(("/* CTF 1.8 */" + text(bytes)).getBytes(StandardCharsets.UTF_8));
  }

  /** The same of CTF 2's metadata; what the bytes have no room for comes before them. */
  @FuzzTest(maxDuration = "20s")
  void shouldReadOrRefuseAnyJsonMetadata(byte[] bytes) {
    String preamble = "\u001e{\"type\":\"preamble\",\"version\":2}\n\u001e";
    compile((preamble + text(bytes)).getBytes(StandardCharsets.UTF_8));
  }

  private static void compile(byte[] bytes) {
    try {
      Metadata metadata = MetadataFile.parse("fuzz", bytes);
      TraceInfo.Source source =
          new TraceInfo.Source(Path.of("fuzz"), "", metadata.uuid(), Map.of(), Map.of());
      assertThat(new TraceLayout(source, metadata, new ArrayList<>()).packetHeaderLayout)
          .isNotNull();
    } catch (MetadataException | TraceException e) {
      assertThat(e.getMessage()).doesNotContain("\n");
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Any bytes of a metadata file are text, text in packets, or refused. */
  @FuzzTest(maxDuration = "10s")
  void shouldReadOrRefuseAnyMetadataFile(byte[] bytes) {
    try {
      assertThat(MetadataFile.parse("fuzz", bytes)).isNotNull();
    } catch (TraceException | MetadataException e) {
      assertThat(e.getMessage()).matches("(fuzz|metadata)[^\\n]*: [^\\n]*");
    }
  }

  /** Any bytes of a stream end. */
  @FuzzTest(maxDuration = "20s")
  void shouldReadOrLeaveOutAnyPacket(byte[] bytes) throws IOException {
    Path directory = Files.createTempDirectory("muninn-fuzz");
    try {
      new HandTrace(directory).write("s", bytes);
      try (Trace trace = Trace.open(directory);
          EventCursor events = trace.events()) {
        while (events.next()) {
          for (int i = 0; i < events.type().fields().size(); i++) {
            events.visit(i, new PartsText());
          }
        }
        assertThat(events.progress()).isBetween(0.0, 1.0);
      } catch (TraceException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    } finally {
      Files.deleteIfExists(directory.resolve("s"));
      Files.deleteIfExists(directory.resolve("metadata"));
      Files.deleteIfExists(directory);
    }
  }
}
