package dev.muninn.analysis.ctf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file {@code metadata}: text, or text in packets (CTF 1.8, section 7.1). */
final class MetadataFile {
  private static final long MOST_BYTES = 64L << 20;
  private static final int MAGIC = 0x75D11D57;
  private static final int HEADER_BYTES = 37;

  private MetadataFile() {}

  /** The text of a metadata file. */
  static String text(Path file) throws TraceException {
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
    return text(file.toString(), bytes);
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

  /** The text in a file's bytes. */
  static String text(String name, byte[] bytes) throws TraceException {
    if (bytes.length >= 4) {
      for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        if (buffer.getInt(0) == MAGIC) {
          return unpacked(name, bytes, buffer);
        }
      }
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String start = text.stripLeading();
    if (start.startsWith("{") || start.startsWith("\u001e") || start.startsWith("[")) {
      throw new TraceException(name + ": unsupported CTF version: CTF 2 (1.8 is read)");
    }
    if (!start.startsWith("/* CTF")) {
      throw new TraceException(name + ": not CTF metadata");
    }
    if (!start.startsWith("/* CTF 1.8")) {
      int end = start.indexOf("*/");
      String version = start.substring(6, end < 6 || end > 30 ? 6 : end).strip();
      throw new TraceException(name + ": unsupported CTF version: " + version + " (1.8 is read)");
    }
    return text;
  }

  private static String unpacked(String name, byte[] bytes, ByteBuffer buffer)
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
      if (major != 1 || minor != 8) {
        throw new TraceException(
            "%s: unsupported CTF version: %d.%d (1.8 is read)".formatted(name, major, minor));
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
    return text.toString(StandardCharsets.UTF_8);
  }
}
