package dev.muninn.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muninn.analysis.ctf.HandTrace;
import dev.muninn.analysis.ctf.Packed;
import dev.muninn.analysis.ctf.Trace;
import dev.muninn.analysis.ctf.TraceException;
import dev.muninn.analysis.view.ViewOptions.Format;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CTF 2 is read as CTF 1.8 is: the same packets, described in either, give the same lines. */
@SuppressWarnings("NullAway.Init") // JUnit fills the field
class Ctf2ViewTest {
  @TempDir Path directory;
  private final List<String> warnings = new ArrayList<>();

  private String view(Path trace, Format format) {
    return Babeltrace.ours(trace, ViewOptions.DEFAULT.withFormat(format), warnings);
  }

  private static HandTrace filled(HandTrace trace) {
    return trace
        .write("a", HandTrace.packet(5, 100, 300, 0))
        .write("b", HandTrace.dataPacket(1000, 0, 40));
  }

  private void assertSame(HandTrace one, HandTrace two) {
    for (Format format : Format.values()) {
      assertThat(view(two.path(), format))
          .isEqualTo(view(one.path(), format))
          .hasLineCount(format == Format.CSV ? 341 : 340);
    }
  }

  @Test
  void shouldReadWhatLttngWritesInEitherVersion() throws Exception {
    HandTrace old = filled(new HandTrace(directory.resolve("old")));
    HandTrace plain = filled(new HandTrace(directory.resolve("new"), HandTrace.JSON_METADATA));
    HandTrace packets = filled(new HandTrace(directory.resolve("packets")));
    byte[] json = HandTrace.JSON_METADATA.getBytes(StandardCharsets.UTF_8);
    packets.write("metadata", Packed.metadataPackets(json, 700, 2, 0));

    assertSame(old, plain);
    assertSame(old, packets);
    try (Trace trace = Trace.open(plain.path())) {
      assertThat(trace.types().stream().map(type -> type.logLevel())).containsExactly(13L, null);
      assertThat(trace.info().sources().getFirst().uuid())
          .isEqualTo("91edf655-7ed1-4871-8d39-ad89939eb856");
    }
  }

  private static String fragments(String... fragments) {
    StringBuilder text = new StringBuilder("\u001e{\"type\":\"preamble\",\"version\":2}\n");
    for (String fragment : fragments) {
      text.append('\u001e').append(fragment).append('\n');
    }
    return text.toString();
  }

  /** A trace of one event "e" without header, of these members and bytes. */
  private Path trace(String name, String members, Packed bytes) {
    return new HandTrace(
            directory.resolve(name),
            fragments(
                "{\"type\":\"data-stream-class\"}",
                "{\"type\":\"event-record-class\",\"name\":\"e\",\"payload-field-class\":"
                    + "{\"type\":\"structure\",\"member-classes\":["
                    + members
                    + "]}}"))
        .write("s", bytes.bytes())
        .path();
  }

  private static String member(String name, String type, String... properties) {
    return "{\"name\":\"%s\",\"field-class\":{\"type\":\"%s\"%s}}"
        .formatted(name, type, properties.length == 0 ? "" : "," + String.join(",", properties));
  }

  private static String fixed(String name, String kind, int bits, String... more) {
    List<String> properties = new ArrayList<>(List.of(more));
    properties.add("\"length\":" + bits);
    if (properties.stream().noneMatch(property -> property.contains("byte-order"))) {
      properties.add("\"byte-order\":\"little-endian\"");
    }
    return member(name, "fixed-length-" + kind, properties.toArray(String[]::new));
  }

  @Test
  void shouldReadIntegersOfFixedAndVaryingLength() {
    Path trace =
        trace(
            "integers",
            String.join(
                ",",
                fixed("a", "unsigned-integer", 3),
                fixed("b", "signed-integer", 13),
                fixed("c", "unsigned-integer", 16, "\"byte-order\":\"big-endian\""),
                fixed("d", "unsigned-integer", 8, "\"bit-order\":\"last-to-first\""),
                fixed("hex", "unsigned-integer", 12, "\"preferred-display-base\":16"),
                fixed("pad", "bit-array", 4),
                member("leb", "variable-length-unsigned-integer"),
                member("sleb", "variable-length-signed-integer"),
                member("most", "variable-length-unsigned-integer"),
                fixed("real", "floating-point-number", 64, "\"alignment\":16"),
                fixed("last", "unsigned-integer", 8)),
            new Packed()
                .u16(5 | (-1234 & 0x1FFF) << 3)
                .u8(0x12, 0x34, 0x01)
                .u16(0xFABC)
                .u8(0xE5, 0x8E, 0x26)
                .u8(0xC0, 0xBB, 0x78)
                .u8(255, 255, 255, 255, 255, 255, 255, 255, 255, 1)
                .u8(0)
                .f64(-2.5)
                .u8(42));

    assertThat(view(trace, Format.TEXT))
        .isEqualTo(
            "e: { a = 5, b = -1234, c = 4660, d = 128, hex = 0xABC, pad = 0xF, leb = 624485,"
                + " sleb = -123456, most = 18446744073709551615, real = -2.5, last = 42 }\n");
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldReadTextsOfEveryEncodingAndLength() {
    Path trace =
        trace(
            "texts",
            String.join(
                ",",
                member("plain", "null-terminated-string"),
                member("wide", "null-terminated-string", "\"encoding\":\"utf-16le\""),
                member("fixed", "static-length-string", "\"length\":5"),
                member("empty", "static-length-string", "\"length\":0"),
                fixed("n", "unsigned-integer", 8),
                member(
                    "big",
                    "dynamic-length-string",
                    "\"encoding\":\"utf-32be\"",
                    "\"length-field-location\":{\"path\":[\"n\"]}"),
                member("blob", "static-length-blob", "\"length\":2"),
                member(
                    "more",
                    "dynamic-length-blob",
                    "\"length-field-location\":{\"origin\":\"event-record-payload\","
                        + "\"path\":[\"n\"]}")),
            new Packed()
                .text("hi\0")
                .u16(0xE4)
                .u16(0x20AC)
                .u16(0)
                .text("abc\0x")
                .u8(8)
                .u8(0, 0, 0, 'Z', 0, 0, 0, 0)
                .u8(1, 255)
                .u8(0, 1, 2, 3, 4, 5, 6, 7));

    assertThat(view(trace, Format.JSON))
        .isEqualTo(
            "{\"host\":\"\",\"name\":\"e\",\"fields\":{\"plain\":\"hi\",\"wide\":\"\u00e4\u20ac\","
                    .replace("\u00e4\u20ac", latin("\u00e4\u20ac"))
                + "\"fixed\":\"abc\",\"empty\":\"\",\"n\":8,\"big\":\"Z\",\"blob\":[1,255],"
                + "\"more\":[0,1,2,3,4,5,6,7]}}\n");
    assertThat(view(trace, Format.CSV)).contains(",hi," + latin("\u00e4\u20ac") + ",abc,,8,Z,");
  }

  /** The bytes of UTF-8 as the tests' Latin-1 shows them. */
  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Test
  void shouldReadTruthsFlagsAndLabels() {
    Path trace =
        trace(
            "labels",
            String.join(
                ",",
                fixed("yes", "boolean", 8),
                fixed("no", "boolean", 8),
                fixed("flags", "bit-map", 8, "\"flags\":{\"A\":[[0,0],[7,7]],\"B\":[[1,2]]}"),
                fixed(
                    "label",
                    "signed-integer",
                    8,
                    "\"mappings\":{\"low\":[[-128,-1]],\"some\":[[1,1],[3,4]]}"),
                fixed("unknown", "unsigned-integer", 8, "\"mappings\":{\"x\":[[-5,0]]}"),
                member(
                    "leb", "variable-length-unsigned-integer", "\"mappings\":{\"y\":[[200,300]]}")),
            new Packed().u8(16, 0, 0x81, 4, 9, 0xFF, 1));

    assertThat(view(trace, Format.TEXT))
        .isEqualTo(
            "e: { yes = true, no = false, flags = { \"A\", 0x81 },"
                + " label = ( \"some\" : container = 4 ),"
                + " unknown = ( <unknown> : container = 9 ), leb = ( \"y\" : container = 255 ) }\n");
    assertThat(view(trace, Format.JSON))
        .contains("\"yes\":true,\"no\":false,\"flags\":129,\"label\":\"some\",\"unknown\":9");
  }

  @Test
  void shouldReadOptionalsVariantsAndWhatLiesInThem() {
    String u8 =
        "{\"type\":\"fixed-length-unsigned-integer\",\"length\":8,"
            + "\"byte-order\":\"little-endian\"}";
    String bytes =
        "{\"type\":\"dynamic-length-array\",\"element-field-class\":"
            + u8
            + ",\"length-field-location\":{\"path\":%s}}";
    String inner =
        "{\"type\":\"structure\",\"member-classes\":[{\"name\":\"n\",\"field-class\":"
            + u8
            + "},{\"name\":\"own\",\"field-class\":"
            + bytes.formatted("[\"n\"]")
            + "},{\"name\":\"outer\",\"field-class\":"
            + bytes.formatted("[null,\"count\"]")
            + "}]}";
    Path trace =
        trace(
            "optionals",
            String.join(
                ",",
                fixed("there", "boolean", 8),
                fixed("count", "unsigned-integer", 8),
                member(
                    "text",
                    "optional",
                    "\"selector-field-location\":{\"path\":[\"there\"]}",
                    "\"field-class\":{\"type\":\"null-terminated-string\"}"),
                member(
                    "number",
                    "optional",
                    "\"selector-field-location\":{\"path\":[\"count\"]}",
                    "\"selector-field-ranges\":[[2,3],[9,9]]",
                    "\"field-class\":" + u8),
                member(
                    "length",
                    "variant",
                    "\"selector-field-location\":{\"path\":[\"count\"]}",
                    "\"options\":[{\"selector-field-ranges\":[[0,1]],\"field-class\":"
                        + u8
                        + "},{\"name\":\"wide\",\"selector-field-ranges\":[[2,2]],\"field-class\":"
                        + u8.replace(":8", ":16")
                        + "}]"),
                member(
                    "list",
                    "static-length-array",
                    "\"length\":2",
                    "\"element-field-class\":" + inner),
                "{\"name\":\"tail\",\"field-class\":" + bytes.formatted("[\"length\"]") + "}"),
            new Packed()
                .u8(1, 2)
                .text("hi\0")
                .u8(77)
                .u16(3)
                .u8(1, 9, 5, 6)
                .u8(0, 7, 8)
                .u8(1, 2, 3)
                .u8(0, 1)
                .u8(0)
                .u8(0, 4)
                .u8(2, 1, 2, 3));

    assertThat(view(trace, Format.TEXT))
        .isEqualTo(
            """
            e: { there = true, count = 2, text = "hi", number = 77, length = { 3 }, \
            list = [ [0] = { n = 1, own = [ [0] = 9 ], outer = [ [0] = 5, [1] = 6 ] }, \
            [1] = { n = 0, own = [ ], outer = [ [0] = 7, [1] = 8 ] } ], \
            tail = [ [0] = 1, [1] = 2, [2] = 3 ] }
            e: { there = false, count = 1, text = <none>, number = <none>, length = { 0 }, \
            list = [ [0] = { n = 0, own = [ ], outer = [ [0] = 4 ] }, \
            [1] = { n = 2, own = [ [0] = 1, [1] = 2 ], outer = [ [0] = 3 ] } ], tail = [ ] }
            """);
    assertThat(view(trace, Format.JSON))
        .contains("\"text\":null,\"number\":null,\"length\":{\"0\":0}");
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldFindRolesInStructuresOfThePacket() {
    String u8 = "\"byte-order\":\"little-endian\",\"length\":8";
    String role = u8 + ",\"roles\":[\"%s\"]";
    String sizes =
        "{\"name\":\"sizes\",\"field-class\":{\"type\":\"structure\",\"member-classes\":["
            + member(
                "total", "fixed-length-unsigned-integer", role.formatted("packet-total-length"))
            + ","
            + member(
                "content", "fixed-length-unsigned-integer", role.formatted("packet-content-length"))
            + "]}}";
    String header =
        "{\"name\":\"h\",\"field-class\":{\"type\":\"structure\",\"member-classes\":["
            + member("k", "fixed-length-unsigned-integer", role.formatted("data-stream-class-id"))
            + "]}}";
    Path trace =
        new HandTrace(
                directory.resolve("roles"),
                fragments(
                    "{\"type\":\"trace-class\",\"packet-header-field-class\":"
                        + "{\"type\":\"structure\",\"member-classes\":["
                        + header
                        + "]}}",
                    "{\"type\":\"data-stream-class\",\"id\":2}",
                    "{\"type\":\"data-stream-class\",\"id\":3,\"packet-context-field-class\":"
                        + "{\"type\":\"structure\",\"member-classes\":["
                        + sizes
                        + "]}}",
                    "{\"type\":\"event-record-class\",\"data-stream-class-id\":3,\"name\":\"e\","
                        + "\"payload-field-class\":{\"type\":\"structure\",\"member-classes\":["
                        + member("x", "fixed-length-unsigned-integer", u8)
                        + "]}}"))
            .write("s", new Packed().u8(3, 48, 40, 1, 2, 99, 3, 32, 32, 3).bytes())
            .path();

    assertThat(view(trace, Format.TEXT))
        .isEqualTo(
            """
            e: { sizes = { total = 48, content = 40 } }, { x = 1 }
            e: { sizes = { total = 48, content = 40 } }, { x = 2 }
            e: { sizes = { total = 32, content = 32 } }, { x = 3 }
            """);
    assertThat(warnings).isEmpty();
  }

  private void refused(String metadata, String reason) {
    Path trace = directory.resolve("refused");
    new HandTrace(trace, metadata);
    assertThatExceptionOfType(TraceException.class)
        .isThrownBy(() -> Trace.open(trace).close())
        .withMessage(trace + "/metadata: metadata" + reason);
  }

  @Test
  void shouldRefuseMetadataThatCannotBe() {
    String stream = "{\"type\":\"data-stream-class\"}";
    refused(
        "\u001e{\"type\":\"trace-class\"}",
        " fragment 1: the preamble is the first fragment, and only that");
    refused(
        "\u001e{\"type\":\"preamble\",\"version\":2",
        " fragment 1: not JSON: offset=30: Unexpected end-of-input: expected close marker for Object");
    refused(
        "\u001e{\"type\":\"preamble\",\"version\":2,\"extensions\":{\"a\":{\"b\":null}}}",
        " fragment 1: unknown extension: namespace=a name=b");
    refused(fragments(), ": no data stream class");
    refused(fragments(stream, stream), ": stream twice: id=0");
    refused(
        fragments(stream, "{\"type\":\"event-record-class\",\"data-stream-class-id\":1}"),
        " fragment 3: event before its data stream class: data-stream-class-id=1");
    refused(
        fragments(stream, "{\"type\":\"event-record-class\"}", "{\"type\":\"event-record-class\"}"),
        ": event id twice in a stream: id=0 stream=0 names=, ");
    refused(
        fragments("{\"type\":\"data-stream-class\",\"default-clock-class-id\":\"c\"}"),
        " fragment 2: unknown clock: default-clock-class-id=c");
    refused(
        fragments(
            "{\"type\":\"clock-class\",\"id\":\"c\",\"frequency\":1,"
                + "\"offset-from-origin\":{\"seconds\":9223372037}}"),
        ": clock whose times are beyond 64 bits of nanoseconds: name=c offset=9223372037 s + 0");
    refused(
        fragments("{\"type\":\"field-class-alias\",\"name\":\"a\",\"field-class\":\"b\"}"),
        " fragment 2: unknown field class: field-class=b");
    refused(
        event(member("a", "dynamic-length-blob", "\"length-field-location\":{\"path\":[\"b\"]}")),
        ": no such integer: path=b");
    refused(
        event(fixed("a", "unsigned-integer", 65)),
        " fragment 3: no number in range: length=65 range=1..64");
    refused(
        event(fixed("a", "floating-point-number", 128)),
        " fragment 3: float neither of 32 nor of 64 bits: length=128");
    refused(
        event(fixed("a", "unsigned-integer", 8) + "," + fixed("a", "boolean", 8)),
        " fragment 3: member twice: name=a");
    refused(
        event(
            member(
                "a",
                "static-length-array",
                "\"length\":1048576",
                "\"element-field-class\":" + "{\"type\":\"static-length-string\",\"length\":9}")),
        ": type too large: max=1048576");
  }

  private static String event(String members) {
    return fragments(
        "{\"type\":\"data-stream-class\"}",
        "{\"type\":\"event-record-class\",\"payload-field-class\":{\"type\":\"structure\","
            + "\"member-classes\":["
            + members
            + "]}}");
  }

  @Test
  void shouldRefuseAliasesThatNestWithoutEnd() {
    StringBuilder metadata = new StringBuilder(fragments());
    String before = "{\"type\":\"structure\"}";
    for (int i = 0; i < 200; i++) {
      metadata.append(
          "\u001e{\"type\":\"field-class-alias\",\"name\":\"a%d\",\"field-class\":{".formatted(i)
              + "\"type\":\"structure\",\"member-classes\":[{\"name\":\"x\",\"field-class\":"
              + before
              + "}]}}\n");
      before = "\"a" + i + "\"";
    }
    refused(metadata.toString(), ": type nested too deeply: max=64");
  }
}
