package dev.muninn.analysis.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class TraceTest {
  private static final long OFFSET = 1_700_000_000_000_000_000L;

  @TempDir Path directory;

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static List<Long> durations(EventCursor events) throws TraceException {
    List<Long> durations = new ArrayList<>();
    while (events.next()) {
      durations.add(events.longValue(events.type().field("duration")));
    }
    return durations;
  }

  private static List<Long> range(long first, long count) {
    return LongStream.range(first, first + count).boxed().toList();
  }

  private void refused(String message) {
    assertThatExceptionOfType(TraceException.class)
        .isThrownBy(() -> Trace.open(directory).close())
        .withMessage(directory + message);
  }

  @Test
  void shouldReadPacketsOneAfterAnother() throws Exception {
    HandTrace trace =
        new HandTrace(directory)
            .write("s", joined(HandTrace.packet(5, 0, 3, 0), HandTrace.packet(9000, 3, 2, 7)));

    try (Trace opened = Trace.open(trace.path());
        EventCursor events = opened.events()) {
      assertThat(events.next()).isTrue();
      assertThat(events.type().provider()).isEqualTo("p");
      assertThat(events.type().name()).isEqualTo("call");
      assertThat(events.type().fields().stream().map(Field::name))
          .containsExactly("name", "duration", "cpu_id");
      assertThat(events.nanos()).isEqualTo(OFFSET + 5);
      assertThat(events.clock()).isEqualTo(5);
      assertThat(events.stringValue(0)).isEqualTo("get");
      assertThat(events.stringLength(0)).isEqualTo(3);
      assertThat(events.longValue(1)).isZero();
      assertThat(events.longValue(2)).isEqualTo(3);
      assertThat(events.discarded()).isZero();
      assertThat(durations(events)).isEqualTo(range(1, 4));
      assertThat(events.discarded()).isEqualTo(7);
      assertThat(events.losses())
          .singleElement()
          .isEqualTo(
              new Loss(
                  opened.info().sources().getFirst(),
                  0,
                  -1,
                  Loss.Kind.EVENTS,
                  7,
                  OFFSET + 3005,
                  OFFSET + 11000));
      assertThat(events.progress()).isEqualTo(1.0);
      assertThat(opened.warnings()).isEmpty();
    }
  }

  @Test
  void shouldMergeStreamsByTime() throws Exception {
    HandTrace trace = new HandTrace(directory);
    for (int stream = 0; stream < 5; stream++) {
      trace.write("s" + stream, HandTrace.packet(100L * stream, 1000 * stream, 50, 0));
    }

    try (Trace opened = Trace.open(directory);
        EventCursor events = opened.events()) {
      List<Long> expected = new ArrayList<>();
      for (long event = 0; event < 50; event++) {
        for (long stream = 0; stream < 5; stream++) {
          expected.add(1000 * stream + event);
        }
      }
      assertThat(durations(events)).isEqualTo(expected);
    }
  }

  @Test
  void shouldSkipWhatIsOutsideOfARange() throws Exception {
    new HandTrace(directory)
        .write(
            "s",
            joined(
                HandTrace.packet(0, 0, 10, 0),
                HandTrace.packet(100_000, 10, 10, 0),
                HandTrace.packet(200_000, 20, 10, 0)));

    try (Trace opened = Trace.open(directory);
        EventCursor events = opened.events(new TimeRange(OFFSET + 105_000, OFFSET + 201_000))) {
      assertThat(durations(events)).isEqualTo(List.of(15L, 16L, 17L, 18L, 19L, 20L, 21L));
    }
  }

  @Test
  void shouldReadEventsLargerThanAWindow() throws Exception {
    byte[] data = new byte[60_000];
    Arrays.fill(data, (byte) 7);
    ByteBuffer packet = HandTrace.open(10_000_000);
    for (int i = 0; i < 150; i++) {
      HandTrace.putData(packet, i, data, i);
    }
    new HandTrace(directory).write("s", HandTrace.finished(packet, 0, 1000, 0));

    try (Trace opened = Trace.open(directory);
        EventCursor events = opened.events()) {
      for (int i = 0; i < 150; i++) {
        assertThat(events.next()).isTrue();
        assertThat(events.longValue(events.type().field("_data_length"))).isEqualTo(60_000);
        assertThat(events.longValue(events.type().field("after"))).isEqualTo(i);
      }
      assertThat(events.next()).isFalse();
      assertThat(opened.warnings()).isEmpty();
    }
  }

  @Test
  void shouldGiveAllWholeEventsOfACutFile() throws Exception {
    byte[] whole = joined(HandTrace.packet(0, 0, 20, 0), HandTrace.packet(100_000, 20, 20, 0));
    int packet = whole.length / 2;
    for (int length = 1; length < whole.length; length++) {
      HandTrace trace = new HandTrace(directory.resolve("t" + length));
      trace.write("s", Arrays.copyOf(whole, length));
      int inSecond = Math.max(0, Math.min(20, (length - packet - 52) / 18));
      int events = length < packet ? Math.max(0, Math.min(20, (length - 52) / 18)) : 20 + inSecond;

      try (Trace opened = Trace.open(trace.path());
          EventCursor cursor = opened.events()) {
        assertThat(durations(cursor)).as("length=%d", length).isEqualTo(range(0, events));
        boolean onlyPadding =
            (length >= packet - 6 && length <= packet) || length >= whole.length - 6;
        assertThat(opened.warnings()).as("length=%d", length).hasSize(onlyPadding ? 0 : 1);
      }
    }
  }

  @Test
  void shouldGoOnWithOtherStreamsWhereOneIsBroken() throws Exception {
    byte[] broken = HandTrace.packet(0, 100, 20, 0);
    broken[0] = 0;
    byte[] unknown = HandTrace.packet(0, 200, 20, 0);
    unknown[52 + 18] = 9;
    new HandTrace(directory)
        .write("a", broken)
        .write("b", unknown)
        .write("c", HandTrace.packet(50, 0, 2, 0));

    try (Trace opened = Trace.open(directory);
        EventCursor events = opened.events()) {
      assertThat(durations(events)).containsExactly(200L, 0L, 1L);
      assertThat(opened.warnings())
          .containsExactlyInAnyOrder(
              directory + "/a: no packet where one should begin: offset=0 magic=0xc1fc1f00",
              directory + "/b: unknown event: id=9: offset=70; the rest of its packet is left out");
    }
  }

  @Test
  void shouldFollowAGrowingFile() throws Exception {
    byte[] first = HandTrace.packet(0, 0, 5, 0);
    byte[] second = HandTrace.packet(100_000, 5, 5, 0);
    HandTrace trace = new HandTrace(directory).write("s", first);

    try (Trace opened = Trace.open(directory);
        EventCursor events = opened.follow(TimeRange.ALL)) {
      assertThat(durations(events)).isEqualTo(range(0, 5));
      trace.write("s", Arrays.copyOf(joined(first, second), first.length + 100));
      events.refresh();
      assertThat(events.next()).isFalse();
      trace.write("s", joined(first, second)).write("t", HandTrace.packet(200_000, 10, 5, 0));
      events.refresh();
      assertThat(durations(events)).isEqualTo(range(5, 10));
      assertThat(opened.warnings()).isEmpty();
    }
  }

  @Test
  void shouldReadBitFieldsOfBothByteOrders() throws Exception {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      boolean little = order == ByteOrder.LITTLE_ENDIAN;
      String metadata =
          """
          /* CTF 1.8 */
          trace { major = 1; minor = 8; byte_order = %s; };
          stream { };
          event { name = "bits"; fields := struct {
            integer { size = 3; } a; integer { size = 13; signed = true; } b;
            integer { size = 32; align = 32; } c; integer { size = 5; align = 1; } d;
            floating_point { exp_dig = 11; mant_dig = 53; align = 64; } e;
          }; };
          """
              .formatted(little ? "le" : "be");
      ByteBuffer bytes = ByteBuffer.allocate(24).order(order);
      int b = -1234 & 0x1FFF;
      bytes.putShort((short) (little ? 5 | (b << 3) : (5 << 13) | b)).putShort((short) 0);
      bytes.putInt(0xDEADBEEF).put((byte) (little ? 21 : 21 << 3)).position(16);
      bytes.putDouble(-2.5);
      HandTrace trace = new HandTrace(directory.resolve(order.toString()), metadata);
      trace.write("s", bytes.array());

      try (Trace opened = Trace.open(trace.path());
          EventCursor events = opened.events()) {
        assertThat(events.next()).isTrue();
        assertThat(LongStream.range(0, 4).map(i -> events.longValue((int) i)))
            .containsExactly(5L, -1234L, 0xDEADBEEFL, 21L);
        assertThat(events.doubleValue(4)).isEqualTo(-2.5);
        assertThat(events.next()).isFalse();
      }
    }
  }

  @Test
  void shouldTellPartsOfCompoundValues() throws Exception {
    String metadata =
        """
        /* CTF 1.8 */
        typealias integer { size = 8; } := u8;
        trace { major = 1; minor = 8; byte_order = le; };
        stream { };
        event { name = "parts"; fields := struct {
          enum : u8 { NUMBER, TEXT } tag;
          variant <tag> { u8 NUMBER; string TEXT; } value;
          struct { u8 count; struct { string name; u8 list[count]; } items[2]; } nested;
          u8 last;
        }; };
        """;
    byte[] bytes = {1, 'h', 'i', 0, 2, 'x', 0, 10, 11, 'y', 0, 12, 13, 99, 0, 42, 0, 0, 'z', 0, 98};
    new HandTrace(directory, metadata).write("s", bytes);

    try (Trace opened = Trace.open(directory);
        EventCursor events = opened.events()) {
      assertThat(events.next()).isTrue();
      assertThat(parts(events))
          .isEqualTo(
              "TEXT|<TEXT:\"hi\">|{count=2;items=[{name=\"x\";list=[10;11;];};"
                  + "{name=\"y\";list=[12;13;];};];}|99");
      assertThat(events.next()).isTrue();
      assertThat(parts(events))
          .isEqualTo(
              "NUMBER|<NUMBER:42>|{count=0;items=[{name=\"\";list=[];};{name=\"z\";list=[];};];}"
                  + "|98");
      assertThat(events.next()).isFalse();
    }
  }

  private static String parts(EventCursor events) {
    PartsText parts = new PartsText();
    for (int i = 0; i < events.type().fields().size(); i++) {
      parts.text.append(i == 0 ? "" : "|");
      events.visit(i, parts);
    }
    return parts.text.toString();
  }

  @Test
  void shouldRefuseWhatIsNoTrace() throws Exception {
    refused(": not a trace: no file named metadata in or below it");
    Files.writeString(directory.resolve("metadata"), "hello");
    refused("/metadata: not CTF metadata");
    Files.writeString(directory.resolve("metadata"), "{\"type\": \"preamble\", \"version\": 3}");
    refused("/metadata: metadata fragment 1: unsupported CTF version: version=3");
    Files.writeString(directory.resolve("metadata"), "/* CTF 1.9 */ trace { };");
    refused("/metadata: unsupported CTF version: 1.9 (1.8 and 2 are read)");
    Files.writeString(directory.resolve("metadata"), "/* CTF 1.8 */\ntrace { major = 2; };");
    refused("/metadata: metadata: unsupported CTF version: version=2.8");
    Files.writeString(directory.resolve("metadata"), "/* CTF 1.8 */\n\nstream { id := 5; };");
    refused("/metadata: metadata line 3: expected a name: found=5");
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatExceptionOfType(TraceException.class)
        .isThrownBy(() -> Trace.open(file).close())
        .withMessage(file + ": not a trace: neither a directory nor a flight recorder's");
    assertThatExceptionOfType(TraceException.class)
        .isThrownBy(() -> Trace.open(directory.resolve("absent")).close())
        .withMessage(directory + "/absent: no such file or directory");
  }

  @Test
  void shouldRefuseAmbiguousOrImpossibleMetadata() throws Exception {
    String types = "/* CTF 1.8 */ typealias integer { size = 64; } := u64; ";
    String event =
        "event { id = %d; stream_id = %d; name = \"%s\"; fields := struct { u64 a; }; };";
    String header = "stream { event.header := struct { u64 id; }; }; ";
    refused(
        types + header + event.formatted(1, 0, "x") + event.formatted(1, 0, "y"),
        "event id twice in a stream: id=1 stream=0 names=x, y");
    refused(
        types + "stream { }; " + event.formatted(0, 0, "x") + event.formatted(1, 0, "y"),
        "several events without an id in the event's header: stream=0 events=2");
    refused(
        types + event.formatted(0, 0, "x") + event.formatted(0, 1, "y"),
        "several streams without a stream id in the packet's header: streams=2");
    refused(types + "clock { name = a; }; clock { name = a; };", "clock twice: name=a");
    refused(
        types + "clock { name = a; freq = 1000; offset_s = 9223372036; offset = 855; };",
        "clock whose times are beyond 64 bits of nanoseconds: name=a offset=9223372036 s + 855");
    refused(
        "/* CTF 1.8 */ stream { event.header := struct {"
            + " integer { size = 64; map = clock.b.value; } timestamp; }; };",
        "unknown clock: name=b");
    refused(
        types
            + "clock { name = a; }; clock { name = b; };"
            + "stream { event.header := struct { u64 timestamp; }; };",
        "time without a clock, of several: field=timestamp");
    refused(
        types + "event { name = \"x\"; fields := struct { u64 a[stream.packet.context.n]; }; };",
        "no such integer: path=stream.packet.context.n");
  }

  private void refused(String metadata, String reason) throws Exception {
    Files.writeString(directory.resolve("metadata"), metadata);
    refused("/metadata: metadata: " + reason);
  }

  @Test
  void shouldLeaveOutTimesBeyond64Bits() throws Exception {
    HandTrace trace =
        new HandTrace(
            directory,
            """
            /* CTF 1.8 */
            typealias integer { size = 64; map = clock.c.value; } := time;
            trace { major = 1; minor = 8; byte_order = le; };
            clock { name = c; freq = 1000000000; offset_s = 1; };
            stream { event.header := struct { time timestamp; }; };
            event { name = "x"; fields := struct { integer { size = 8; } a; }; };
            """);
    long last = Long.MAX_VALUE - 1_000_000_000;
    trace.write("s", new Packed().u64(last).u8(1).u64(last + 1).u8(2).bytes());

    try (Trace opened = Trace.open(directory);
        EventCursor events = opened.events()) {
      assertThat(events.next()).isTrue();
      assertThat(events.nanos()).isEqualTo(Long.MAX_VALUE);
      assertThat(events.next()).isFalse();
      assertThat(opened.damaged()).isTrue();
      assertThat(opened.warnings())
          .containsExactly(
              directory
                  + "/s: time beyond 64 bits of nanoseconds: offset=9;"
                  + " the rest of its packet is left out");
    }
  }

  @Test
  void shouldEndOrWarnOnAnyCorruption() throws Exception {
    byte[] whole = joined(HandTrace.packet(0, 0, 30, 0), HandTrace.packet(100_000, 30, 30, 0));
    byte[] metadata = HandTrace.METADATA.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(42);
    for (int round = 0; round < 2000; round++) {
      byte[] stream = whole.clone();
      byte[] text = metadata.clone();
      byte[] target = round % 4 == 0 ? text : stream;
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        target[random.nextInt(target.length)] = (byte) random.nextInt();
      }
      HandTrace trace = new HandTrace(directory);
      trace.write("metadata", text).write("s", stream);
      try (Trace opened = Trace.open(directory);
          EventCursor events = opened.events()) {
        int count = 0;
        while (events.next()) {
          count++;
          for (int i = 0; i < events.type().fields().size(); i++) {
            events.visit(i, new PartsText());
          }
        }
        assertThat(count).isLessThanOrEqualTo(whole.length);
      } catch (TraceException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
  }
}
