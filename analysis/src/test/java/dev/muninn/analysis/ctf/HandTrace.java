package dev.muninn.analysis.ctf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
