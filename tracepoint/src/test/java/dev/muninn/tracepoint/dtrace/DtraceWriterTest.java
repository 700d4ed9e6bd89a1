package dev.muninn.tracepoint.dtrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muninn.tracepoint.runtime.EnumLabel;
import dev.muninn.tracepoint.runtime.EventDefinition;
import dev.muninn.tracepoint.runtime.FieldDefinition;
import dev.muninn.tracepoint.runtime.FieldType;
import dev.muninn.tracepoint.runtime.ProviderDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DtraceWriterTest {
  @TempDir Path directory = Path.of("");

  private static final ProviderDefinition SHOP =
      new ProviderDefinition(
          "acme_shop",
          "A shop: provider of goods.",
          List.of(
              new EventDefinition(
                  "item__sold",
                  "An item's sold; probe x(); ends with */ and \"quotes\" ü.",
                  List.of(
                      new FieldDefinition("id", FieldType.UINT32, List.of(), "its number"),
                      new FieldDefinition("name", FieldType.STRING),
                      new FieldDefinition("data", FieldType.BYTES, List.of(), "@param <raw> {x}"),
                      new FieldDefinition("price", FieldType.DOUBLE))),
              new EventDefinition(
                  "integers",
                  "",
                  List.of(
                      new FieldDefinition("a", FieldType.INT8),
                      new FieldDefinition("b", FieldType.INT16),
                      new FieldDefinition("c", FieldType.INT32),
                      new FieldDefinition("d", FieldType.INT64),
                      new FieldDefinition("e", FieldType.UINT8),
                      new FieldDefinition("f", FieldType.UINT16))),
              new EventDefinition(
                  "last", "", List.of(new FieldDefinition("a", FieldType.UINT64)))));

  private static final ProviderDefinition LOSSY =
      new ProviderDefinition(
          "lossy",
          "",
          List.of(
              new EventDefinition(
                  "paid",
                  "",
                  List.of(
                      new FieldDefinition("first", FieldType.BOOLEAN),
                      new FieldDefinition(
                          "payment",
                          FieldType.ENUM,
                          List.of(new EnumLabel("CASH", 0), new EnumLabel("CARD", 1)),
                          "how")))));

  @Test
  void shouldBeReadBackAsTheSame() throws DtraceSyntaxException {
    assertThat(DtraceParser.parse("shop.d", DtraceWriter.write(SHOP))).containsExactly(SHOP);
  }

  @Test
  void shouldWriteBooleansAndEnumerationsAsIntegers() {
    assertThat(DtraceWriter.write(LOSSY))
        .isEqualTo(
            """
            provider lossy {
              /**
               * @param payment how: 0 CASH, 1 CARD
               */
              probe paid(uint8_t first, int payment);
            };
            """);
  }

  @Test
  void shouldWriteAProviderThatCameFromAFile() throws IOException {
    assertThat(DtraceWriter.write(MuninnTestSampleProbesTracepoints.DEFINITION))
        .isEqualTo(
            Files.readString(Path.of("src/test/java/dev/muninn/tracepoint/dtrace/probes.d")));
  }

  @Test
  void shouldBeAcceptedByTheDtraceTool() throws Exception {
    Path tool = Path.of("/usr/bin/dtrace");
    assumeTrue(Files.isExecutable(tool), "no /usr/bin/dtrace (Debian: systemtap-sdt-dev)");
    Path source = directory.resolve("shop.d");
    Files.writeString(source, DtraceWriter.write(SHOP) + DtraceWriter.write(LOSSY));
    Path header = directory.resolve("shop.h");
    Process process =
        new ProcessBuilder(tool.toString(), "-h", "-s", source.toString(), "-o", header.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(Files.readString(header))
        .contains(
            "#define ACME_SHOP_ITEM_SOLD(arg1, arg2, arg3, arg4, arg5) \\\n"
                + "DTRACE_PROBE5 (acme_shop, item__sold, arg1, arg2, arg3, arg4, arg5)")
        .contains("DTRACE_PROBE6 (acme_shop, integers, arg1, arg2, arg3, arg4, arg5, arg6)")
        .contains("DTRACE_PROBE1 (acme_shop, last, arg1)")
        .contains("DTRACE_PROBE2 (lossy, paid, arg1, arg2)")
        .doesNotContain("DTRACE_PROBE (");
  }
}
