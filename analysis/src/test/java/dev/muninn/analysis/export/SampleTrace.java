package dev.muninn.analysis.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a small trace in CTF 1.8: two threads of one process, events as the server has them. */
public final class SampleTrace {
  /** What the clock is behind the time since the epoch, in nanoseconds. */
  public static final long OFFSET = 1_700_000_000_000_000_000L;

  private static final int MAGIC = 0xC1FC1FC1;
  private static final String METADATA =
      """
      /* CTF 1.8 */
      typealias integer { size = 64; align = 8; signed = false; } := u64;
      typealias integer { size = 32; align = 8; signed = false; } := u32;
      typealias integer { size = 32; align = 8; signed = true; } := i32;
      typealias integer { size = 16; align = 8; signed = false; } := u16;
      typealias integer { size = 8; align = 8; signed = false; } := u8;
      trace {
        major = 1; minor = 8; byte_order = le;
        packet.header := struct { u32 magic; u32 stream_id; };
      };
      env {
        hostname = "host"; domain = "ust"; tracer_name = "muninn"; procname = "store"; vpid = 42;
      };
      clock { name = monotonic; freq = 1000000000; offset = 1700000000000000000; };
      typealias integer {
        size = 64; align = 8; signed = false; map = clock.monotonic.value;
      } := clock_t;
      stream {
        id = 0;
        event.header := struct { u16 id; clock_t timestamp; };
        packet.context := struct {
          clock_t timestamp_begin; clock_t timestamp_end;
          u64 content_size; u64 packet_size; u64 events_discarded; i32 vtid; string thread;
        };
      };
      event { name = "valkey_commands:command_call"; id = 0; stream_id = 0;
        fields := struct { string _name; u64 _duration; }; };
      event { name = "valkey_commands_entry:command_call_entry"; id = 1; stream_id = 0;
        fields := struct { string _name; u64 _client_id; string _address; string _client_name; }; };
      event { name = "valkey_server:eventloop"; id = 2; stream_id = 0;
        fields := struct { u64 _duration; }; };
      event { name = "valkey_server:eventloop_cron"; id = 3; stream_id = 0;
        fields := struct { u64 _duration; }; };
      event { name = "valkey_db:expire_cycle"; id = 4; stream_id = 0;
        fields := struct { u64 _duration; }; };
      event { name = "valkey_server:fast_command"; id = 5; stream_id = 0;
        fields := struct { u64 _duration; }; };
      event { name = "jvm:gc_pause"; id = 6; stream_id = 0;
        fields := struct { string _name; u64 _start; u64 _duration; }; };
      event { name = "valkey_connections:connection_accept"; id = 7; stream_id = 0;
        fields := struct { u64 _client_id; string _address; u32 _clients; }; };
      event { name = "valkey_keys:key_read"; id = 8; stream_id = 0;
        fields := struct { u32 _db; u32 __key_length; u8 _key[__key_length]; u64 _size; }; };
      """;

  private final Path directory;
  private final ByteArrayOutputStream main = new ByteArrayOutputStream();
  private final ByteArrayOutputStream other = new ByteArrayOutputStream();

  private SampleTrace(Path directory) {
    this.directory = directory;
  }

  /** A trace to be written to a directory that is not there yet. */
  public static SampleTrace in(Path directory) {
    return new SampleTrace(directory);
  }

  /** Two turns: a get of a known client and a slow keys; cron with expiry; a pause of the JVM. */
  public static Path typical(Path directory) throws IOException {
    return in(directory)
        .accept(1_000_000, 7, "10.0.0.1:1234", 3)
        .entry(2_000_100, "get", 7, "10.0.0.1:1234", "app")
        .keyRead(2_000_500, "k\u0001", 99)
        .command(2_003_300, "get", 3)
        .fastCommand(2_003_300, 3)
        .span(4, 2_006_000, 1)
        .span(3, 2_007_000, 3)
        .turn(2_008_000, 7)
        .entry(3_000_000, "keys", 8, "10.0.0.2:99", "")
        .command(8_000_900, "keys", 5_000)
        .turn(8_002_000, 5_001)
        .pause(9_000_000, "Copy", 4_000_000, 2_000)
        .write();
  }

  private static ByteBuffer event(int id, long time) {
    ByteBuffer event = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
    return event.putShort((short) id).putLong(time);
  }

  private static ByteBuffer text(ByteBuffer event, String text) {
    return event.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
  }

  private SampleTrace add(ByteArrayOutputStream stream, ByteBuffer event) {
    byte[] bytes = new byte[event.flip().remaining()];
    event.get(bytes);
    stream.writeBytes(bytes);
    return this;
  }

  /** A command has run for {@code micros}. */
  public SampleTrace command(long time, String name, long micros) {
    return add(main, text(event(0, time), name).putLong(micros));
  }

  /** A command is about to run. */
  public SampleTrace entry(long time, String name, long id, String address, String client) {
    return add(main, text(text(text(event(1, time), name).putLong(id), address), client));
  }

  /** A turn of the event loop has ended. */
  public SampleTrace turn(long time, long micros) {
    return span(2, time, micros);
  }

  /** An event that has nothing but a duration. */
  public SampleTrace span(int id, long time, long micros) {
    return add(main, event(id, time).putLong(micros));
  }

  /** The event by speed that follows a command's. */
  public SampleTrace fastCommand(long time, long micros) {
    return span(5, time, micros);
  }

  /** A key was read; its bytes are those of {@code key} in Latin-1. */
  public SampleTrace keyRead(long time, String key, long size) {
    byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
    return add(main, event(8, time).putInt(0).putInt(bytes.length).put(bytes).putLong(size));
  }

  /** A client was accepted. */
  public SampleTrace accept(long time, long id, String address, int clients) {
    return add(main, text(event(7, time).putLong(id), address).putInt(clients));
  }

  /** The JVM stood still; told later, by another thread. */
  public SampleTrace pause(long time, String name, long start, long micros) {
    return add(other, text(event(6, time), name).putLong(start).putLong(micros));
  }

  /** Writes it. */
  public Path write() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("metadata"), METADATA);
    packet(directory.resolve("stream_0"), main, 100, "main");
    packet(directory.resolve("stream_1"), other, 101, "told");
    return directory;
  }

  private static void packet(Path file, ByteArrayOutputStream events, int thread, String name)
      throws IOException {
    if (events.size() == 0) {
      return;
    }
    int header = 2 * Integer.BYTES + 5 * Long.BYTES + Integer.BYTES + name.length() + 1;
    long bits = 8L * (header + events.size());
    byte[] bytes = new byte[header + events.size()];
    ByteBuffer packet = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    packet.putInt(MAGIC).putInt(0);
    packet.putLong(0).putLong(1L << 40).putLong(bits).putLong(bits).putLong(0).putInt(thread);
    text(packet, name).put(events.toByteArray());
    Files.write(file, bytes);
  }
}
