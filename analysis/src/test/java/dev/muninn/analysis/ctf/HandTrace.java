package dev.muninn.analysis.ctf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes small traces byte by byte, in the form LTTng gives them. */
public final class HandTrace {
  /** Metadata with one stream and two events. */
  public static final String METADATA =
      """
      /* CTF 1.8 */
      typealias integer { size = 8; align = 8; signed = false; } := uint8_t;
      typealias integer { size = 16; align = 8; signed = false; } := uint16_t;
      typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
      typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
      trace {
        major = 1; minor = 8; byte_order = le;
        uuid = "91edf655-7ed1-4871-8d39-ad89939eb856";
        packet.header := struct { uint32_t magic; uint32_t stream_id; };
      };
      env { hostname = "host"; domain = "ust"; };
      clock { name = monotonic; freq = 1000000000; offset = 1700000000000000000; };
      typealias integer { size = 32; align = 8; map = clock.monotonic.value; } := time32_t;
      typealias integer { size = 64; align = 8; map = clock.monotonic.value; } := time64_t;
      stream {
        id = 0;
        packet.context := struct {
          time64_t timestamp_begin; time64_t timestamp_end;
          uint64_t content_size; uint64_t packet_size; uint64_t events_discarded;
          uint32_t cpu_id;
        };
        event.header := struct {
          enum : uint16_t { compact = 0 ... 65534, extended = 65535 } id;
          variant <id> {
            struct { time32_t timestamp; } compact;
            struct { uint32_t id; time64_t timestamp; } extended;
          } v;
        } align(8);
      };
      event { id = 0; stream_id = 0; name = "p:call";
        fields := struct { string _name; uint64_t _duration; }; };
      event { id = 1; stream_id = 0; name = "p:data";
        fields := struct {
          uint16_t __data_length; uint8_t _data[ __data_length ]; uint8_t _after; }; };
      """;

  /** The same in CTF 2, as LTTng 2.15 puts it. */
  public static final String JSON_METADATA =
      """
      \u001e{"type":"preamble","version":2,
        "uuid":[145,237,246,85,126,209,72,113,141,57,173,137,147,158,184,86]}
      \u001e{"type":"field-class-alias","name":"u8","field-class":{
        "type":"fixed-length-unsigned-integer","length":8,"alignment":8,
        "byte-order":"little-endian"}}
      \u001e{"type":"field-class-alias","name":"u16","field-class":{
        "type":"fixed-length-unsigned-integer","length":16,"alignment":8,
        "byte-order":"little-endian"}}
      \u001e{"type":"field-class-alias","name":"u32","field-class":{
        "type":"fixed-length-unsigned-integer","length":32,"alignment":8,
        "byte-order":"little-endian"}}
      \u001e{"type":"field-class-alias","name":"u64","field-class":{
        "type":"fixed-length-unsigned-integer","length":64,"alignment":8,
        "byte-order":"little-endian"}}
      \u001e{"type":"field-class-alias","name":"time64","field-class":{
        "type":"fixed-length-unsigned-integer","length":64,"alignment":8,
        "byte-order":"little-endian","roles":["default-clock-timestamp"]}}
      \u001e{"type":"trace-class","namespace":"lttng.org,2009","name":"",
        "uid":"91edf655-7ed1-4871-8d39-ad89939eb856",
        "environment":{"hostname":"host","domain":"ust"},
        "packet-header-field-class":{"type":"structure","member-classes":[
          {"name":"magic","field-class":{"type":"fixed-length-unsigned-integer","length":32,
            "alignment":8,"byte-order":"little-endian","preferred-display-base":16,
            "roles":["packet-magic-number"]}},
          {"name":"stream_id","field-class":{"type":"fixed-length-unsigned-integer","length":32,
            "alignment":8,"byte-order":"little-endian","roles":["data-stream-class-id"]}}]}}
      \u001e{"type":"clock-class","id":"monotonic","name":"monotonic","frequency":1000000000,
        "origin":"unix-epoch","offset-from-origin":{"seconds":1700000000,"cycles":0}}
      \u001e{"type":"data-stream-class","id":0,"default-clock-class-id":"monotonic",
        "packet-context-field-class":{"type":"structure","member-classes":[
          {"name":"timestamp_begin","field-class":"time64"},
          {"name":"timestamp_end","field-class":{"type":"fixed-length-unsigned-integer",
            "length":64,"alignment":8,"byte-order":"little-endian",
            "roles":["packet-end-default-clock-timestamp"]}},
          {"name":"content_size","field-class":{"type":"fixed-length-unsigned-integer",
            "length":64,"alignment":8,"byte-order":"little-endian",
            "roles":["packet-content-length"]}},
          {"name":"packet_size","field-class":{"type":"fixed-length-unsigned-integer",
            "length":64,"alignment":8,"byte-order":"little-endian",
            "roles":["packet-total-length"]}},
          {"name":"events_discarded","field-class":{"type":"fixed-length-unsigned-integer",
            "length":64,"alignment":8,"byte-order":"little-endian",
            "roles":["discarded-event-record-counter-snapshot"]}},
          {"name":"cpu_id","field-class":"u32"}]},
        "event-record-header-field-class":{"type":"structure","minimum-alignment":8,
          "member-classes":[
          {"name":"id","field-class":{"type":"fixed-length-unsigned-integer","length":16,
            "alignment":8,"byte-order":"little-endian","roles":["event-record-class-id"],
            "mappings":{"compact":[[0,65534]],"extended":[[65535,65535]]}}},
          {"name":"v","field-class":{"type":"variant",
            "selector-field-location":{"origin":"event-record-header","path":["id"]},"options":[
              {"name":"compact","selector-field-ranges":[[0,65534]],"field-class":{
                "type":"structure","member-classes":[{"name":"timestamp","field-class":{
                  "type":"fixed-length-unsigned-integer","length":32,"alignment":8,
                  "byte-order":"little-endian","roles":["default-clock-timestamp"]}}]}},
              {"name":"extended","selector-field-ranges":[[65535,65535]],"field-class":{
                "type":"structure","member-classes":[
                  {"name":"id","field-class":{"type":"fixed-length-unsigned-integer",
                    "length":32,"alignment":8,"byte-order":"little-endian",
                    "roles":["event-record-class-id"]}},
                  {"name":"timestamp","field-class":"time64"}]}}]}}]}}
      \u001e{"type":"event-record-class","id":0,"data-stream-class-id":0,"name":"p:call",
        "attributes":{"lttng.org,2009":{"log-level":"debug:line"}},
        "payload-field-class":{"type":"structure","member-classes":[
          {"name":"name","field-class":{"type":"null-terminated-string"}},
          {"name":"duration","field-class":"u64"}]}}
      \u001e{"type":"event-record-class","id":1,"data-stream-class-id":0,"name":"p:data",
        "payload-field-class":{"type":"structure","member-classes":[
          {"name":"_data_length","field-class":"u16"},
          {"name":"data","field-class":{"type":"dynamic-length-array","element-field-class":"u8",
            "length-field-location":{"origin":"event-record-payload","path":["_data_length"]}}},
          {"name":"after","field-class":"u8"}]}}
      """;

  private static final int HEAD = 8 + 44;

  private final Path directory;

  /** Creates a trace's directory with its metadata. */
  public HandTrace(Path directory) {
    this(directory, METADATA);
  }

  /** The same with metadata of its own. */
  public HandTrace(Path directory, String metadata) {
    this.directory = directory;
    write("metadata", metadata.getBytes(StandardCharsets.UTF_8));
  }

  /** The directory. */
  public Path path() {
    return directory;
  }

  /** Writes a file of the trace. */
  public HandTrace write(String file, byte[] bytes) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(file), bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A packet of {@code p:call} events named "get", of durations from {@code first}, a microsecond
   * apart from {@code begin} nanoseconds of the clock.
   */
  public static byte[] packet(long begin, int first, int events, long discarded) {
    ByteBuffer packet = ByteBuffer.allocate(HEAD + events * 18 + 6).order(ByteOrder.LITTLE_ENDIAN);
    packet.position(HEAD);
    for (int i = 0; i < events; i++) {
      packet.putShort((short) 0).putInt((int) (begin + i * 1000L));
      packet.put("get\0".getBytes(StandardCharsets.US_ASCII)).putLong(first + i);
    }
    return finished(packet, begin, begin + events * 1000L, discarded);
  }

  /** A packet of {@code p:data} events, the first of so many bytes, each of one more. */
  public static byte[] dataPacket(long begin, int bytes, int events) {
    ByteBuffer packet = open(HEAD + events * (bytes + events + 9) + 5);
    for (int i = 0; i < events; i++) {
      byte[] data = new byte[bytes + i];
      Arrays.fill(data, (byte) (i + 1));
      putData(packet, begin + i, data, i);
    }
    return finished(packet, begin, begin + events, 3);
  }

  /** Fills the head of a packet whose events end at the position, and adds padding. */
  static byte[] finished(ByteBuffer packet, long begin, long end, long discarded) {
    long content = packet.position() * 8L;
    packet.putInt(0, 0xC1FC1FC1).putInt(4, 0);
    packet.putLong(8, begin).putLong(16, end).putLong(24, content);
    packet.putLong(32, packet.capacity() * 8L).putLong(40, discarded).putInt(48, 3);
    byte[] bytes = new byte[packet.capacity()];
    packet.get(0, bytes);
    return bytes;
  }

  /** An event of {@code p:data}. */
  static void putData(ByteBuffer packet, long time, byte[] data, int after) {
    packet.putShort((short) 1).putInt((int) time).putShort((short) data.length);
    packet.put(data).put((byte) after);
  }

  /** An empty packet to put events into. */
  static ByteBuffer open(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN).position(HEAD);
  }
}
