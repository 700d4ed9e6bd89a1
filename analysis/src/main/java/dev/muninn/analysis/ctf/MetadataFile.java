package dev.muninn.analysis.ctf;

import dev.muninn.analysis.ctf.json.JsonMetadataParser;
import dev.muninn.analysis.ctf.metadata.Metadata;
import dev.muninn.analysis.ctf.metadata.MetadataException;
import dev.muninn.analysis.ctf.tsdl.MetadataParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code metadata}: TSDL or JSON, as it is or in packets (CTF 1.8, section 7.1; the same
 * packets hold CTF 2's JSON).
 */
final class MetadataFile {
  private static final long MOST_BYTES = 64L << 20;
  private static final int MAGIC = 0x75D11D57;
  private static final int HEADER_BYTES = 37;

  private MetadataFile() {}

  /** What a metadata file says. */
  static Metadata parse(Path file) throws TraceException, MetadataException {
    byte[] bytes;
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new TraceException(
            "%s: too large: bytes=%d max=%d".formatted(file, size, MOST_BYTES));
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new TraceException("%s: cannot be read: %s".formatted(file, reason(e)), e);
    }
    return parse(file.toString(), bytes);
  }

  /** What a file's bytes say. */
  static Metadata parse(String name, byte[] bytes) throws TraceException, MetadataException {
    ByteBuffer packets = packets(bytes);
    byte[] content = packets == null ? bytes : unpacked(name, bytes, packets);
    if (JsonMetadataParser.isJson(content)) {
      return JsonMetadataParser.parse(content);
    }
    String text = new String(content, StandardCharsets.UTF_8);
    if (packets == null) {
      requireTsdl(name, text);
    }
    return MetadataParser.parse(text);
  }

  /** What an exception of the file system says, for a message that names the file already. */
  static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException denied -> "permission denied";
      case java.nio.file.NoSuchFileException absent -> "no such file";
      case java.nio.file.NotDirectoryException file -> "not a directory";
      default -> String.valueOf(e.getMessage());
    };
  }

  /** The bytes in the order of their packets, or null where there are none. */
  private static @Nullable ByteBuffer packets(byte[] bytes) {
    if (bytes.length >= 4) {
      for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        if (buffer.getInt(0) == MAGIC) {
          return buffer;
        }
      }
    }
    return null;
  }

  /** Without packets, the first line of TSDL tells what it is. */
  private static void requireTsdl(String name, String text) throws TraceException {
    String start = text.stripLeading();
    if (!start.startsWith("/* CTF")) {
      throw new TraceException(name + ": not CTF metadata");
    }
    if (!start.startsWith("/* CTF 1.8")) {
      int end = start.indexOf("*/");
      String version = start.substring(6, end < 6 || end > 30 ? 6 : end).strip();
      throw new TraceException(
          name + ": unsupported CTF version: " + version + " (1.8 and 2 are read)");
    }
  }

  private static byte[] unpacked(String name, byte[] bytes, ByteBuffer buffer)
      throws TraceException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int at = 0;
    while (at < buffer.capacity()) {
      if (buffer.capacity() - at < HEADER_BYTES || buffer.getInt(at) != MAGIC) {
        throw new TraceException(name + ": metadata packet without header: offset=" + at);
      }
      long content = buffer.getInt(at + 24) & 0xFFFF_FFFFL;
      long size = buffer.getInt(at + 28) & 0xFFFF_FFFFL;
      int major = buffer.get(at + 35);
      int minor = buffer.get(at + 36);
      if ((major != 1 || minor != 8) && (major != 2 || minor != 0)) {
        throw new TraceException(
            "%s: unsupported CTF version: %d.%d (1.8 and 2 are read)"
                .formatted(name, major, minor));
      }
      if (buffer.get(at + 32) != 0 || buffer.get(at + 33) != 0) {
        throw new TraceException(name + ": metadata compressed or encrypted: offset=" + at);
      }
      long packet = size / 8;
      if (content % 8 != 0
          || content / 8 < HEADER_BYTES
          || content > size
          || content / 8 > buffer.capacity() - at) {
        throw new TraceException(
            "%s: metadata packet of impossible size: offset=%d content_size=%d packet_size=%d"
                .formatted(name, at, content, size));
      }
      text.write(bytes, at + HEADER_BYTES, (int) (content / 8) - HEADER_BYTES);
      at += (int) Math.min(packet, buffer.capacity() - at);
    }
    return text.toByteArray();
  }
}
