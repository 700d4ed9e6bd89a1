package dev.muninn.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.analysis.ctf.HandTrace;
import dev.muninn.analysis.ctf.Packed;
import dev.muninn.tracepoint.testing.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small traces that no tracer has written; babeltrace2 says what they mean. */
@SuppressWarnings("NullAway.Init") // JUnit fills the field
class HandTraceViewTest {
  private static final String TYPES =
      """
      /* CTF 1.8 */
      typealias integer { size = 8; } := u8;
      typealias integer { size = 16; } := u16;
      typealias integer { size = 32; } := u32;
      typealias integer { size = 64; } := u64;
      trace { major = 1; minor = 8; byte_order = le; };
      """;

  private static final String CLOCK =
      """
      clock { name = c; freq = 1000000000; };
      typealias integer { size = 64; map = clock.c.value; } := time;
      """;

  @TempDir Path directory;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void requireJudge() {
    Tools.assumeInstalled("babeltrace2");
  }

  private void assertSame(String metadata, Packed stream, String expected) {
    new HandTrace(directory, TYPES + metadata).write("s", stream.bytes());
    assertThat(Babeltrace.text(directory)).isEqualTo(expected);
    assertThat(Babeltrace.ours(directory, ViewOptions.DEFAULT, warnings)).isEqualTo(expected);
  }

  @Test
  void shouldReadALengthInThePacketContextFromTheFirstPacketOn() {
    assertSame(
        """
        stream { packet.context := struct { u32 packet_size; u8 n; }; };
        event { name = "a:b"; fields := struct { u8 _x; u8 _y[stream.packet.context.n]; }; };
        """,
        new Packed().u32(88).u8(2, 7, 1, 2, 8, 3, 4).u32(72).u8(1, 9, 5, 6, 7),
        """
        a:b: { n = 2 }, { x = 7, y = [ [0] = 1, [1] = 2 ] }
        a:b: { n = 2 }, { x = 8, y = [ [0] = 3, [1] = 4 ] }
        a:b: { n = 1 }, { x = 9, y = [ [0] = 5 ] }
        a:b: { n = 1 }, { x = 6, y = [ [0] = 7 ] }
        """);
    assertThat(warnings).isEmpty();
  }

  @Test
  void shouldReadLengthsInTheEventHeaderAndInContexts() {
    assertSame(
        """
        stream { event.header := struct { u8 id; u8 len; }; event.context := struct { u8 _c; }; };
        event { id = 0; name = "a:b"; fields := struct { u8 _x[stream.event.header.len]; }; };
        event { id = 1; name = "a:c"; context := struct { u16 _n; };
          fields := struct { u8 _x[stream.event.context._c]; u8 _y[event.context._n]; }; };
        """,
        new Packed().u8(0, 2, 9, 1, 2).u8(1, 0, 3, 1, 0, 4, 5, 6, 7).u8(0, 0, 1),
        """
        a:b: { c = 9 }, { x = [ [0] = 1, [1] = 2 ] }
        a:c: { c = 3 }, { n = 1 }, { x = [ [0] = 4, [1] = 5, [2] = 6 ], y = [ [0] = 7 ] }
        a:b: { c = 1 }, { x = [ ] }
        """);
  }

  /** Tags with an origin: the judge's grammar has none, so it is not asked. */
  @Test
  void shouldReadTagsInLttngsHeaderAndInThePacket() {
    String metadata =
        CLOCK
            + """
            stream {
              packet.context := struct { enum : u8 { A, B } kind; };
              event.header := struct {
                enum : u16 { compact = 0 ... 65534, extended = 65535 } id;
                variant <id> {
                  struct { integer { size = 32; map = clock.c.value; } timestamp; } compact;
                  struct { u32 id; time timestamp; } extended;
                } v;
              } align(8);
            };
            event { id = 0; name = "a:b"; fields := struct {
              variant <stream.event.header.id> { u8 compact; u16 extended; } _x;
              variant <stream.packet.context.kind> { u8 A; string B; } _y;
            }; };
            """;
    Packed stream = new Packed().u8(1).u16(0).u32(5).u8(7).text("hi\0");
    stream.u16(65535).u32(0).u64(9).u16(300).u8(0);
    new HandTrace(directory, TYPES + metadata).write("s", stream.bytes());

    assertThat(Babeltrace.ours(directory, ViewOptions.DEFAULT, warnings))
        .isEqualTo(
            """
            [00:00:00.000000005] (+?.?????????) a:b: { kind = ( "B" : container = 1 ) }, \
            { x = { 7 }, y = { "hi" } }
            [00:00:00.000000009] (+0.000000004) a:b: { kind = ( "B" : container = 1 ) }, \
            { x = { 300 }, y = { "" } }
            """);
  }

  @Test
  void shouldTakeATimeWithoutClockAsNanosecondsOrOfTheOnlyClock() {
    String rest =
        """
        stream { event.header := struct { u64 timestamp; }; };
        event { name = "a:b"; fields := struct { u8 _x; }; };
        """;
    assertSame(
        rest,
        new Packed().u64(1_000_000_001).u8(7).u64(2_000_000_005).u8(8),
        """
        [00:00:01.000000001] (+?.?????????) a:b: { x = 7 }
        [00:00:02.000000005] (+1.000000004) a:b: { x = 8 }
        """);
    assertSame(
        "clock { name = c; freq = 1000; offset_s = 10; };" + rest,
        new Packed().u64(1000).u8(7),
        "[00:00:11.000000000] (+?.?????????) a:b: { x = 7 }\n");
  }

  @Test
  void shouldPrintNoTimeWithoutAClock() {
    assertSame(
        """
        env { hostname = "h"; };
        stream { };
        event { name = "a:b"; fields := struct { u8 _x; }; };
        """,
        new Packed().u8(1, 2),
        """
        h a:b: { x = 1 }
        h a:b: { x = 2 }
        """);
    ViewOptions options = ViewOptions.DEFAULT;
    assertThat(Babeltrace.ours(directory, options.withFormat(ViewOptions.Format.JSON), warnings))
        .startsWith("{\"host\":\"h\",\"name\":\"a:b\",\"fields\":{\"x\":1}}\n");
    assertThat(Babeltrace.ours(directory, options.withFormat(ViewOptions.Format.CSV), warnings))
        .isEqualTo("timestamp,time,host,event,x\n,,h,a:b,1\n,,h,a:b,2\n");
  }

  private static Packed numbered(int... numbers) {
    Packed packets = new Packed();
    for (int number : numbers) {
      long begin = 100L * number;
      packets.u32(1).u64(begin).u64(begin + 10).u32(37 * 8).u32(number).u64(begin + 5).u8(number);
    }
    return packets;
  }

  private static final String NUMBERED =
      """
      trace { major = 1; minor = 8; byte_order = le; uuid = "91edf655-7ed1-4871-8d39-ad89939eb856";
        packet.header := struct { u32 stream_instance_id; }; };
      stream {
        packet.context := struct {
          time timestamp_begin; time timestamp_end; u32 packet_size; u32 packet_seq_num;
        };
        event.header := struct { time timestamp; };
      };
      event { name = "a:b"; fields := struct { u8 _x; }; };
      """;

  @Test
  void shouldTellOfPacketsThatAreMissingInAFileAndBetweenFiles() {
    String types = TYPES.replaceAll("trace .*", "");
    new HandTrace(directory, types + CLOCK + NUMBERED)
        .write("s_0", numbered(3, 4, 8, 9).bytes())
        .write("s_1", numbered(11, 12).bytes())
        .write("s_2", numbered(13).bytes());

    assertThat(Babeltrace.ours(directory, ViewOptions.DEFAULT, warnings))
        .isEqualTo(Babeltrace.text(directory))
        .hasLineCount(7);
    String stream =
        " in trace \"(unknown)\" (UUID: 91edf655-7ed1-4871-8d39-ad89939eb856)"
            + " within stream (stream class ID: 0, stream ID: 1).";
    assertThat(warnings)
        .containsExactly(
            "Tracer discarded 3 packets between [00:00:00.000000410] and [00:00:00.000000800]"
                + stream,
            "Tracer discarded 1 packet between [00:00:00.000000910] and [00:00:00.000001100]"
                + stream);
    List<String> theirs =
        Babeltrace.warnings(directory).stream()
            .map(line -> line.replaceAll("WARNING: (.*\\]) in trace.*", "$1"))
            .toList();
    assertThat(theirs)
        .isEqualTo(warnings.stream().map(line -> line.replaceAll(" in trace.*", "")).toList());
  }

  @Test
  void shouldNotTellOfPacketsBeyondTheRange() {
    String types = TYPES.replaceAll("trace .*", "");
    new HandTrace(directory, types + CLOCK + NUMBERED)
        .write("s_0", numbered(1, 2, 3, 4).bytes())
        .write("s_1", numbered(5, 9).bytes());
    ViewOptions early = ViewOptions.DEFAULT.withRange("", "0.000000250");

    assertThat(Babeltrace.ours(directory, early, warnings)).hasLineCount(2);
    assertThat(warnings).isEmpty();
  }
}
